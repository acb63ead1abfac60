"""The calendar's units: the days that each covers, what it is called, which is next coarser. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from ledger.pages import numerals, words
from ledger.tallies.shapes import UNITS, Unit

WHOLE: tuple[Unit, ...] = ("year", "month")
LENGTHS = {"year": 4, "month": 7}  # of a date as it is written


def unit_of(day: date, unit: Unit) -> tuple[date, date]:
    """The first and last day of the unit in which the day lies."""
    if unit == "day":
        return day, day
    if unit == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    start = max(day.year // 10 * 10, 1)
    return date(start, 1, 1), date(start // 10 * 10 + 9, 12, 31)


def units_between(first: date, last: date, unit: Unit) -> Iterator[tuple[date, date]]:
    start, end = unit_of(first, unit)
    while start <= last:
        yield start, end
        if end == date.max:
            return
        start, end = unit_of(end + timedelta(days=1), unit)


def coarser(unit: Unit) -> Unit | None:
    place = UNITS.index(unit)
    return UNITS[place - 1] if place else None


def called(first: date, last: date) -> str:
    """`9 December 2025`, `December 2025`, `2025`; else from one year, month or day to another."""
    length = next(
        (LENGTHS[unit] for unit in WHOLE if (first, last) == (unit_of(first, unit)[0], unit_of(last, unit)[1])), 10
    )  # fmt: skip
    start, end = (words.partial_date(day.isoformat()[:length]) for day in (first, last))
    return start if start == end else _("%(first)s to %(last)s") % {"first": start, "last": end}


def number(value: int) -> str:
    return numerals.numeral(value)
