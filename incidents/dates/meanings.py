"""What each form of words means: from a rule's match to a span, before the cap. The house convention in code."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from incidents.dates.edtf import last_day, precision_of
from incidents.dates.span import CEILING, FLOOR, DateSpan, Extent
from incidents.dates.tables import DAYS_IN, MONTHS_OF_YEAR_PART, NUMBERS, PARTS, TIMES_OF_DAY
from incidents.dates.units import Bounds, Context, Unit, dated_bounds, in_year, range_bounds, read_unit, unit_bounds

Reader = Callable[[re.Match[str], Context], DateSpan | None]

_DAY = timedelta(days=1)
# Days counted from the first of a month, both inclusive; None is the month's last day.
_DAYS_OF_PART: dict[str, tuple[int, int | None]] = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, None),
    "first half": (1, 15),
    "second half": (16, None),
    "first week": (1, 7),
}
_PAST = {"last", "прошлом", "прошлой"}
_CALENDAR_UNITS = {"неделе": "week", "месяце": "month", "году": "year"}


def on(match: re.Match[str], context: Context) -> DateSpan | None:
    """A plain date. "Wednesday", told on a Wednesday, could also be a week ago."""
    unit = read_unit(match["a"])
    span = _once(unit_bounds(unit, context), label=unit.label)
    if span and unit.weekday is not None and span.earliest == context.published:
        return replace(span, uncertain=True)
    return span


def around(match: re.Match[str], context: Context) -> DateSpan | None:
    span = on(match, context)
    return replace(span, approximate=True) if span else None


def possibly(match: re.Match[str], context: Context) -> DateSpan | None:
    span = on(match, context)
    return replace(span, uncertain=True) if span else None


def solar_year(match: re.Match[str], context: Context) -> DateSpan | None:
    return _once(unit_bounds(Unit(year=int(match["year"]), solar=True), context), label=match["year"])


def time_of_day(match: re.Match[str], context: Context) -> DateSpan | None:
    span = on(match, context)
    return replace(span, time_of_day=TIMES_OF_DAY[match["time"].lower()]) if span else None


def between(match: re.Match[str], context: Context) -> DateSpan | None:
    return _range(match, context, "once_within")


def from_to(match: re.Match[str], context: Context) -> DateSpan | None:
    return _range(match, context, "throughout")


def night_from_to(match: re.Match[str], context: Context) -> DateSpan | None:
    """From one day to the next; a longer range of nights is left to the plainer rules."""
    span = _range(match, context, "throughout")
    if span is None or span.latest - span.earliest != _DAY:
        return None
    return replace(span, time_of_day="night")


def night_of(match: re.Match[str], context: Context) -> DateSpan | None:
    """In English the night that begins on that day."""
    span = _single_day(match, context)
    return span and _night(span.earliest, span.earliest + _DAY, span)


def night_leading_to(match: re.Match[str], context: Context) -> DateSpan | None:
    """In Russian the night that ends on that day: the classic off-by-one between languages."""
    span = _single_day(match, context)
    return span and _night(span.earliest - _DAY, span.earliest, span)


def part(match: re.Match[str], context: Context) -> DateSpan | None:
    """ "Late November": narrowed so that timelines sort sensibly, and marked as approximate."""
    unit, name = read_unit(match["a"]), PARTS[match["part"].lower()]
    if unit.day is not None or unit.is_relative:
        return None
    bounds = in_year(unit, context, lambda year: _part_bounds(unit, year, name))
    if bounds is None:
        return None
    return DateSpan(
        *bounds,
        approximate=name in MONTHS_OF_YEAR_PART,
        precision="part_of_month" if unit.month else "part_of_year",
        label=unit.label,
    )


def before(match: re.Match[str], context: Context) -> DateSpan | None:
    bounds = unit_bounds(read_unit(match["a"]), context)
    return _once((FLOOR, bounds[0] - _DAY)) if bounds else None


def by(match: re.Match[str], context: Context) -> DateSpan | None:
    bounds = unit_bounds(read_unit(match["a"]), context)
    return _once((FLOOR, bounds[1])) if bounds else None


def until(match: re.Match[str], context: Context) -> DateSpan | None:
    bounds = unit_bounds(read_unit(match["a"]), context)
    return DateSpan(FLOOR, bounds[1], "throughout", precision="open") if bounds else None


def since(match: re.Match[str], context: Context) -> DateSpan | None:
    bounds = unit_bounds(read_unit(match["a"]), context)
    return DateSpan(bounds[0], CEILING, "throughout", precision="open") if bounds else None


def after(match: re.Match[str], context: Context) -> DateSpan | None:
    """Some time after that day; publication, where known, closes the other side."""
    bounds = unit_bounds(read_unit(match["a"]), context)
    return _once((bounds[1] + _DAY, CEILING)) if bounds else None


def past_days(match: re.Match[str], context: Context) -> DateSpan | None:
    """ "In the past five days", and the past 24 hours or week."""
    if context.published is None:
        return None
    return _once((context.published - timedelta(days=_days(match)), context.published))


def days_ago(match: re.Match[str], context: Context) -> DateSpan | None:
    """Days are counted by the source; weeks are round numbers, so the day is approximate."""
    if context.published is None:
        return None
    day = context.published - timedelta(days=_days(match))
    return DateSpan(day, day, approximate=DAYS_IN[match["period"].lower()] > 1)


def calendar(match: re.Match[str], context: Context) -> DateSpan | None:
    """This or last week (Monday to Sunday), month or year."""
    if context.published is None:
        return None
    unit = _CALENDAR_UNITS.get(match["unit"], match["unit"])
    bounds = _around(unit, context.published)
    return _once(_around(unit, bounds[0] - _DAY) if match["which"].lower() in _PAST else bounds)


def _around(unit: str, day: date) -> Bounds:
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), last_day(day.year, day.month)
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _days(match: re.Match[str]) -> int:
    """How many days the words count. Without a number they are a week or 24 hours."""
    words = match.groupdict()
    each = DAYS_IN[words["period"].lower()] if words.get("period") else 1
    count = words.get("count") or "1"
    return each * (int(count) if count.isdigit() else NUMBERS[count.lower()])


def _once(bounds: Bounds | None, *, label: str = "") -> DateSpan | None:
    if bounds is None:
        return None
    return DateSpan(*bounds, precision=precision_of(*bounds, "once_within"), label=label)


def _range(match: re.Match[str], context: Context, extent: Extent) -> DateSpan | None:
    first, last = read_unit(match["a"]), read_unit(match["b"])
    bounds = range_bounds(first, last, context)
    if bounds is None:
        return None
    label = match[0] if first.solar or last.solar else ""
    return DateSpan(*bounds, extent, precision=precision_of(*bounds, extent), label=label)


def _single_day(match: re.Match[str], context: Context) -> DateSpan | None:
    span = on(match, context)
    return span if span and span.precision == "day" else None


def _night(first: date, last: date, span: DateSpan) -> DateSpan:
    return replace(span, earliest=first, latest=last, precision="span", time_of_day="night")


def _part_bounds(unit: Unit, year: int, name: str) -> Bounds | None:
    bounds = dated_bounds(unit, year)
    if bounds is None:
        return None
    if unit.month is None:
        months = MONTHS_OF_YEAR_PART.get(name)
        return (date(year, months[0], 1), last_day(year, months[1])) if months else None
    first, last = bounds
    if name == "last week":
        return last - timedelta(days=6), last
    begins, ends = _DAYS_OF_PART[name]
    return first + (begins - 1) * _DAY, first + (ends - 1) * _DAY if ends else last
