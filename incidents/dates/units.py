"""A single date as people write it, "24 November 2025" or "5 Qaws 1404", found by pattern and turned into bounds."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from incidents.dates.edtf import last_day
from incidents.dates.solar import EVERYDAY_WORDS, SOLAR_MONTHS, solar_bounds, solar_year_of
from incidents.dates.tables import ABBREVIATED_MONTHS, MONTHS, RELATIVE_DAYS, WEEKDAYS

Bounds = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Context:
    """What the words lean on: the day they were published, and whether they announce what is still to come."""

    published: date | None
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """The parts that a date's words name. `label` is the text itself where the calendar is Solar Hijri."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    solar: bool = False
    weekday: int | None = None
    days_ago: int | None = None
    last: bool = False
    label: str = ""

    @property
    def is_relative(self) -> bool:
        return self.weekday is not None or self.days_ago is not None


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first, so that "Sept" does not stop at "Sep"."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
YEAR = r"(?:19|20)[0-9]{2}"
SOLAR_YEAR = r"1[34][0-9]{2}"
_CAPITALS = {name.upper() for name in MONTHS if name.isascii() and len(name) > 3}
GREGORIAN_MONTH = rf"(?:{one_of(_CAPITALS | MONTHS.keys())}(?![\w\u200c])|{one_of(ABBREVIATED_MONTHS)}\.)"
_SOLAR_MONTH = one_of(SOLAR_MONTHS) + r"(?![\w\u200c])"
_CLEAR_SOLAR_MONTH = one_of(SOLAR_MONTHS.keys() - EVERYDAY_WORDS) + r"(?![\w\u200c])"
_WEEKDAY = one_of(WEEKDAYS)
_ORDINAL = r"(?:st|nd|rd|th|-?го|-?е)?"
_WITH_YEAR = rf"(?:,? ?(?:of |соли |سال )?(?P<year>{YEAR})(?!\w)(?: года| году| г\.?(?!\w))?)"
_WITH_SOLAR_YEAR = rf"(?:,? (?:سال )?(?P<year>{SOLAR_YEAR})(?!\w))"
_NAMED_DAY = rf"(?:{_WEEKDAY},? (?:the )?)?"

_PATTERNS: tuple[str, ...] = (
    rf"(?P<year>{YEAR})-(?P<number>[0-9]{{2}})-(?P<day>{DAY})",
    rf"(?P<day>{DAY})\.(?P<number>[0-9]{{1,2}})\.(?P<year>{YEAR})(?!\w)(?: года| г\.?(?!\w))?",
    rf"{_NAMED_DAY}(?P<day>{DAY}){_ORDINAL}(?: of)? (?P<name>{GREGORIAN_MONTH}){_WITH_YEAR}?",
    # Not after "in": "in May 24 people" counts people.
    rf"{_NAMED_DAY}(?<![Ii]n )(?P<name>{GREGORIAN_MONTH}) (?P<day>{DAY}){_ORDINAL}(?![.,:%]?[0-9]|%){_WITH_YEAR}?",
    rf"(?P<name>{GREGORIAN_MONTH}){_WITH_YEAR}",
    rf"(?P<solar_year>{SOLAR_YEAR})[/-](?P<number>[0-9]{{1,2}})[/-](?P<day>{DAY})",
    rf"(?P<day>{DAY}){_ORDINAL}(?: of)? (?P<solar>{_SOLAR_MONTH}){_WITH_SOLAR_YEAR}",
    rf"(?P<day>{DAY}){_ORDINAL}(?: of)? (?P<solar>{_CLEAR_SOLAR_MONTH})",
    rf"(?P<solar>{_SOLAR_MONTH}){_WITH_SOLAR_YEAR}",
    rf"(?P<last>(?i:last|прошлый|прошлую) )?(?P<weekday>{_WEEKDAY})",
    rf"(?P<relative>(?i:{one_of(RELATIVE_DAYS)}))",
)
# What stands where a range or a preposition makes the meaning plain.
_LOOSE_PATTERNS: tuple[str, ...] = (
    rf"(?P<name>{GREGORIAN_MONTH})",
    rf"(?P<year>{YEAR})(?: года| году| г\.?(?!\w))?",
)
# The second half of "December 24-25, 2025".
_DAY_PATTERNS: tuple[str, ...] = (rf"(?P<day>{DAY}){_ORDINAL}(?!\w){_WITH_YEAR}?",)


def _without_names(patterns: Iterable[str]) -> str:
    return "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", pattern) for pattern in patterns) + ")"


UNIT = _without_names(_PATTERNS)
LOOSE_UNIT = _without_names((*_PATTERNS, *_LOOSE_PATTERNS))
RANGE_END = _without_names((*_PATTERNS, *_LOOSE_PATTERNS, *_DAY_PATTERNS))
_READERS = tuple(re.compile(pattern) for pattern in (*_PATTERNS, *_LOOSE_PATTERNS, *_DAY_PATTERNS))


def read_unit(text: str) -> Unit:
    """The parts of a text that UNIT, LOOSE_UNIT or RANGE_END has matched."""
    match = next(match for match in (reader.fullmatch(text) for reader in _READERS) if match)
    found = match.groupdict()
    solar = bool(found.get("solar") or found.get("solar_year"))
    year = found.get("year") or found.get("solar_year")
    return Unit(
        year=int(year) if year else None,
        month=_month(found),
        day=int(found["day"]) if found.get("day") else None,
        solar=solar,
        weekday=WEEKDAYS[found["weekday"]] if found.get("weekday") else None,
        days_ago=RELATIVE_DAYS[found["relative"].lower()] if found.get("relative") else None,
        last=bool(found.get("last")),
        label=text if solar else "",
    )


def range_bounds(first: Unit, last: Unit, context: Context) -> Bounds | None:
    """From the first day of one to the last day of the other; each lends the other its month and year."""
    if first.is_relative or last.is_relative:
        return _whole(unit_bounds(first, context), unit_bounds(last, context))
    first = replace(first, month=first.month or last.month, solar=first.solar or last.solar)
    last = replace(last, month=last.month or first.month, year=last.year or first.year, solar=first.solar)
    if first.month is None and (first.day or last.day):
        return None
    # "30 December to 2 January 2026" begins the year before.
    wraps = int((first.month or 0) > (last.month or 0))

    def build(year: int) -> Bounds | None:
        return _whole(dated_bounds(first, first.year or year - wraps), dated_bounds(last, year))

    return in_year(last, context, build)


def _whole(first: Bounds | None, last: Bounds | None) -> Bounds | None:
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0], last[1]


def unit_bounds(unit: Unit, context: Context) -> Bounds | None:
    """First and last day; None where there is no such day, or where the year would have to be guessed."""
    if unit.weekday is not None:
        return _weekday_bounds(unit, context)
    if unit.days_ago is not None:
        return _days_ago(unit.days_ago, context)
    return in_year(unit, context, lambda year: dated_bounds(unit, year))


def in_year(unit: Unit, context: Context, build: Callable[[int], Bounds | None]) -> Bounds | None:
    """The bounds in the year that is named, or else in the one that the day of publication makes likely.

    Without a year it is the latest that keeps the date at or before publication; for announcements the
    first at or after it. Eight years are enough to meet 29 February.
    """
    if unit.year is not None:
        return build(unit.year)
    if context.published is None:
        return None
    around = solar_year_of(context.published) if unit.solar else context.published.year
    step = 1 if context.announced else -1
    for year in range(around, around + 9 * step, step):
        bounds = build(year)
        if bounds and _fits(bounds, context.published, announced=context.announced):
            return bounds
    return None


def _fits(bounds: Bounds, published: date, *, announced: bool) -> bool:
    return bounds[1] >= published if announced else bounds[0] <= published


def dated_bounds(unit: Unit, year: int) -> Bounds | None:
    """First and last day of a unit in that year; None where the calendar has no such day."""
    try:
        if unit.solar:
            return solar_bounds(year, unit.month, unit.day)
        if unit.month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if unit.day is None:
            return date(year, unit.month, 1), last_day(year, unit.month)
        return date(year, unit.month, unit.day), date(year, unit.month, unit.day)
    except ValueError:
        return None


def _weekday_bounds(unit: Unit, context: Context) -> Bounds | None:
    """The last such day up to publication. "Last Friday", said on a Friday, is a week ago."""
    if context.published is None or unit.weekday is None:
        return None
    back = (context.published.weekday() - unit.weekday) % 7
    if context.announced:
        return _days_ago(back - 7 if back else 0, context)
    return _days_ago(back or (7 if unit.last else 0), context)


def _days_ago(days: int, context: Context) -> Bounds | None:
    if context.published is None:
        return None
    day = context.published - timedelta(days=days)
    return day, day


def _month(found: dict[str, str | None]) -> int | None:
    name, solar, number = found.get("name"), found.get("solar"), found.get("number")
    if name:
        name = name.rstrip(".")
        return MONTHS.get(name) or MONTHS[name.capitalize()]
    if solar:
        return SOLAR_MONTHS[solar]
    return int(number) if number else None
