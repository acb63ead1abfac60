"""The month index: a year a row, a bar and a link a month. Pure."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ledger.pages import words
from ledger.pages.forms import month_query
from ledger.pages.queries import Overview

BAR_HEIGHT = 28


@dataclass(frozen=True, slots=True)
class MonthCell:
    short: str
    label: str
    number: int
    bar: int
    url: str


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    total: int
    months: tuple[MonthCell, ...]


def years_of(overview: Overview, path: str, text: Mapping[str, str]) -> tuple[Year, ...]:
    """Newest first; the tallest bar is the busiest month of all."""
    numbers = dict(overview.months)
    most = max(numbers.values(), default=1)
    years = sorted({month.year for month in numbers}, reverse=True)
    return tuple(_year(year, numbers, most, path, text) for year in years)


def _year(year: int, numbers: Mapping[date, int], most: int, path: str, text: Mapping[str, str]) -> Year:
    cells = tuple(_cell(date(year, month, 1), numbers, most, path, text) for month in range(1, 13))
    return Year(year, sum(cell.number for cell in cells), cells)


def _cell(month: date, numbers: Mapping[date, int], most: int, path: str, text: Mapping[str, str]) -> MonthCell:
    number = numbers.get(month, 0)
    name = words.MONTHS[month.month - 1]
    bar = max(3, round(BAR_HEIGHT * number / most)) if number else 0
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    url = f"{path}?{month_query(text, month.isoformat(), last.isoformat())}" if number else ""
    label = f"{name} {month.year}: {words.counted(number, 'incident')}"
    return MonthCell(name[:3], label, number, bar, url)
