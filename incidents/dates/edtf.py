"""The register's profile of EDTF (ISO 8601-2:2019): text to a DateSpan and back.

Forms and refusals are listed in docs/decisions/0002-dates.md. A flag (`?`, `~`, `%`) never moves a bound.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from incidents.dates.span import CEILING, FLOOR, DateSpan, Extent, Precision

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<flag>[?~%]?)")
_UNKNOWN_DIGITS = re.compile(r"-XX(?:-XX)?(?=[?~%]?$)")
_REWRITTEN = re.compile(r"([0-9]{4}(?:-[0-9]{2}-XX|-XX-XX))([?~%]?)")
_FLAGS = {(False, False): "", (False, True): "?", (True, False): "~", (True, True): "%"}
_SEASONS = range(21, 42)

# What each kind of broken input is told, in the order in which the patterns are tried.
_FAULTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\{"),
        "a set in braces means several dates at once; enter one incident for each date",
    ),
    (
        re.compile(r"T[0-9]|[0-9]{2}:[0-9]{2}"),
        "a time of day does not belong in the date; write the day and choose the time of day",
    ),
    (
        re.compile(r"Y|[0-9]{5}|^-[0-9]"),
        "years have four digits, 0001 to 9999",
    ),
    (
        re.compile(r"X"),
        "unknown digits are only read as 2025-11-XX or 2025-XX-XX; write [2025-10..2025-12] for a range",
    ),
    (
        re.compile(r"[?~%].*-|-[?~%]"),
        "a mark belongs after the whole date; write 2025-11~ instead of 2025-~11",
    ),
    (
        re.compile(r"[\[\]]"),
        "a set is written [2025-11-24..2025-11-26] or [2025-11-24,2025-11-26]",
    ),
)
_FORMS = "write 2025-11-26, 2025-11, 2025, 2025-11-24/2025-11-26 or [2025-11-24..2025-11-26]"


class EdtfError(ValueError):
    """The text is outside the profile; the message names the fault and says what to write instead."""


@dataclass(frozen=True, slots=True)
class _End:
    earliest: date
    latest: date
    flag: str = ""


_OPEN_START = _End(FLOOR, FLOOR)
_OPEN_END = _End(CEILING, CEILING)


def parse(text: str, *, extent: Extent | None = None) -> DateSpan:
    """Read one EDTF expression. `extent` says what the text alone cannot: that `a~/b~` went on throughout."""
    text = text.strip()
    if not text:
        raise EdtfError(f"the date is empty; {_FORMS}")
    if text.startswith("[") and text.endswith("]"):
        return _parse_set(text, extent)
    if "/" in text:
        return _parse_interval(text, extent)
    end = _parse_date(text)
    return _span(end.earliest, end.latest, extent or "once_within", end.flag)


def write(span: DateSpan) -> str:
    """The one form in which the profile writes this span; parse() with the span's extent reads it back."""
    flag = _FLAGS[span.approximate, span.uncertain]
    whole = _whole(span.earliest, span.latest, span.extent)
    if whole:
        return whole + flag
    if span.extent == "throughout" or flag or (span.earliest == FLOOR and span.latest == CEILING):
        return f"{_interval_end(span.earliest, FLOOR, flag)}/{_interval_end(span.latest, CEILING, flag)}"
    first = "" if span.earliest == FLOOR else span.earliest.isoformat()
    last = "" if span.latest == CEILING else span.latest.isoformat()
    return f"[{first}..{last}]"


def precision_of(earliest: date, latest: date, extent: Extent, *, approximate: bool = False) -> Precision:
    """What the bounds alone say about how exact a date is. People's words can say more, see words.py."""
    if earliest == latest:
        return "day"
    if earliest == FLOOR and latest == CEILING:
        return "unknown"
    if extent == "once_within" and is_month(earliest, latest):
        return "month"
    if extent == "once_within" and is_year(earliest, latest):
        return "year"
    if earliest == FLOOR or latest == CEILING:
        return "open"
    if approximate and extent == "once_within":
        return _part(earliest, latest)
    return "span"


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def is_month(earliest: date, latest: date) -> bool:
    """Exactly one calendar month."""
    return earliest.day == 1 and latest == last_day(earliest.year, earliest.month)


def is_year(earliest: date, latest: date) -> bool:
    """Exactly one calendar year."""
    return earliest == date(earliest.year, 1, 1) and latest == date(earliest.year, 12, 31)


def _parse_set(text: str, extent: Extent | None) -> DateSpan:
    if extent == "throughout":
        raise EdtfError(f"{text} means at some time inside; write an interval, a/b, for what went on throughout")
    members = text[1:-1].split(",")
    ends = [end for member in members for end in _parse_member(member, text)]
    return _span(min(end.earliest for end in ends), max(end.latest for end in ends), "once_within", "")


def _parse_member(member: str, text: str) -> tuple[_End, _End]:
    if re.search(r"[?~%]", member):
        raise EdtfError(f"a set cannot carry a mark ({text}); write 2025-11-24~/2025-11-26~ instead")
    first, dots, last = member.strip().partition("..")
    if not dots:
        end = _parse_date(first)
        return end, end
    if not first and not last:
        raise EdtfError(f"{text} has no date in it; leave the date out if nothing is known")
    start = _parse_date(first) if first else _OPEN_START
    stop = _parse_date(last) if last else _OPEN_END
    _refuse_reversed(start, stop, f"[{last}..{first}]")
    return start, stop


def _parse_interval(text: str, extent: Extent | None) -> DateSpan:
    first, _, last = text.partition("/")
    if "/" in last:
        raise EdtfError(f"{text} has more than one slash; {_FORMS}")
    if not first and not last:
        raise EdtfError("an interval needs at least one date; leave the date out if nothing is known")
    start = _OPEN_START if first in ("", "..") else _parse_date(first)
    stop = _OPEN_END if last in ("", "..") else _parse_date(last)
    _refuse_reversed(start, stop, f"{last}/{first}")
    flag = start.flag + stop.flag
    nothing_known = start is _OPEN_START and stop is _OPEN_END
    usual: Extent = "once_within" if flag or nothing_known else "throughout"
    return _span(start.earliest, stop.latest, extent or usual, flag)


def _parse_date(text: str) -> _End:
    if _REWRITTEN.fullmatch(text):
        text = _UNKNOWN_DIGITS.sub("", text)
    match = _DATE.fullmatch(text)
    if match is None:
        raise EdtfError(_fault(text))
    earliest, latest = _bounds(match["year"], match["month"], match["day"], text)
    return _End(earliest, latest, match["flag"])


def _bounds(year: str, month: str | None, day: str | None, text: str) -> tuple[date, date]:
    if year == "0000":
        raise EdtfError("there is no year 0000; years run from 0001 to 9999")
    if month is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if int(month) in _SEASONS:
        raise EdtfError(
            f"{text} is a season or part of a year, which has no fixed bounds; write the months, [{year}-03..{year}-05]"
        )
    if not 1 <= int(month) <= 12:
        raise EdtfError(f"there is no month {month} in {text}; months run from 01 to 12")
    end = last_day(int(year), int(month))
    if day is None:
        return end.replace(day=1), end
    if not 1 <= int(day) <= end.day:
        raise EdtfError(
            f"there is no day {day} in {year}-{month}, whose last day is {end.isoformat()}; "
            f"write a real day, or {year}-{month} if the day is unknown"
        )
    return end.replace(day=int(day)), end.replace(day=int(day))


def _fault(text: str) -> str:
    for pattern, advice in _FAULTS:
        if pattern.search(text):
            return f"{text} cannot be read: {advice}"
    return f"{text} is not a date in EDTF; {_FORMS}"


def _refuse_reversed(start: _End, stop: _End, instead: str) -> None:
    if start.earliest > stop.latest:
        raise EdtfError(f"the first date comes after the last; write {instead}")


def _span(earliest: date, latest: date, extent: Extent, flags: str) -> DateSpan:
    approximate = "~" in flags or "%" in flags
    return DateSpan(
        earliest=earliest,
        latest=latest,
        extent=extent,
        approximate=approximate,
        uncertain="?" in flags or "%" in flags,
        precision=precision_of(earliest, latest, extent, approximate=approximate),
    )


def _whole(earliest: date, latest: date, extent: Extent) -> str:
    """The short form of a day, or of the month or year inside which it happened; empty for other spans."""
    if earliest == latest:
        return earliest.isoformat()
    if extent == "once_within" and is_month(earliest, latest):
        return earliest.isoformat()[:7]
    if extent == "once_within" and is_year(earliest, latest):
        return earliest.isoformat()[:4]
    return ""


def _interval_end(day: date, unknown: date, flag: str) -> str:
    return ".." if day == unknown else day.isoformat() + flag


def _part(earliest: date, latest: date) -> Precision:
    """Whether approximate bounds are the thirds that "early", "mid" and "late" stand for."""
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        end = last_day(latest.year, latest.month).day
        if (earliest.day, latest.day) in {(1, 10), (11, 20), (21, end)}:
            return "part_of_month"
    whole_months = earliest.day == 1 and latest == last_day(latest.year, latest.month)
    thirds = {(1, 4), (5, 8), (9, 12)}
    if earliest.year == latest.year and whole_months and (earliest.month, latest.month) in thirds:
        return "part_of_year"
    return "span"
