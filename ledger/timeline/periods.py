"""The calendar's units: the days that each covers, what it is called, which is next coarser. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from ledger.pages import numerals, words
from ledger.tallies.shapes import UNITS, Unit


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
    """`9 December 2025`, `December 2025`, `2025`, `2020 to 2029`: any period that is a unit, or from day to day."""
    if first == last:
        return words.day(first.isoformat())
    if (first, last) == unit_of(first, "month"):
        return words.partial_date(first.isoformat()[:7])
    if (first, last) == unit_of(first, "year"):
        return words.partial_date(first.isoformat()[:4])
    if (first, last) == unit_of(first, "decade"):
        return _("%(first)s to %(last)s") % {
            "first": words.partial_date(first.isoformat()[:4]), "last": words.partial_date(last.isoformat()[:4])
        }  # fmt: skip
    return _("%(first)s to %(last)s") % {
        "first": words.day(first.isoformat()), "last": words.day(last.isoformat())
    }  # fmt: skip


def number(value: int) -> str:
    return numerals.numeral(value)
