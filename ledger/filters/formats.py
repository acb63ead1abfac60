"""What may stand in a parameter: how it is read, how that is said to people, and how to machines. Pure.

A value is hashable, and the same text for everything that means the same: cursors and caches are keyed by it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from ledger.addresses import domain_key
from ledger.grid import Box, Point

ID = "[0-9a-hjkmnp-tv-z]{10}"
CODE = "[a-z0-9_.-]{1,50}"
COUNTRY = "[A-Z]{2}"
DAY_PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}"
TEXT_LENGTH = 200
ADDRESS_LENGTH = 2_000
MOST_VALUES = 50
MOST_KILOMETRES = 20_020  # half the way around the earth
MOST_PEOPLE = 999_999_999

LONGITUDE = r"-?(180(\.0{1,12})?|(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,12})?)"
LATITUDE = r"-?(90(\.0{1,12})?|[0-8]?[0-9](\.[0-9]{1,12})?)"
WEB_ADDRESS = r"(https?://)?[^\s\x00/:?#]+(:[0-9]{1,5})?([/?#][^\s\x00]*)?"
NUMBER = r"[0-9]{1,6}(\.[0-9]{1,20})?([eE]-?[0-9]{1,3})?"
CLOCK = r"([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:\.([0-9]{1,12}))?([Zz]|[+\- ][0-9]{2}:[0-9]{2})?"
MOMENT = re.compile(f"({DAY_PATTERN})(?:[Tt ]{CLOCK})?")


class BadParameter(ValueError):
    """A parameter that cannot be obeyed. `allowed` says what may stand there."""

    def __init__(self, parameter: str, detail: str, allowed: Sequence[str] = ()) -> None:
        super().__init__(detail)
        self.parameter, self.detail, self.allowed = parameter, detail, list(allowed)


class Contradiction(BadParameter):
    """Each parameter can be obeyed, but not both: answered with 409, since no schema of one parameter can say so."""


@dataclass(frozen=True, slots=True)
class Format:
    """`read` raises ValueError where the text is not of this format."""

    read: Callable[[str], Any]
    allowed: str
    schema: Mapping[str, object] = field(default_factory=lambda: {"type": "string"})


def one_of(pattern: str, allowed: str) -> Format:
    return Format(partial(_matching, pattern), allowed, {"type": "string", "pattern": f"^{pattern}$"})


def any_of(pattern: str, allowed: str, read: Callable[[str], str] = str) -> Format:
    """Several values may be given, separated by commas."""
    listed = f"{pattern}(,{pattern}){{0,{MOST_VALUES - 1}}}"
    return Format(
        lambda text: tuple(sorted({read(part) for part in _matching(listed, text).split(",")})),
        f"{allowed}; several, separated by commas, mean any of them",
        {"type": "string", "pattern": f"^{listed}$"},
    )


def choice(*values: str) -> Format:
    return Format(partial(_chosen, values), " or ".join(values), {"type": "string", "enum": [*values]})


def number(most: int) -> Format:
    return Format(
        partial(_whole, most), f"a whole number from 0 to {most}", {"type": "integer", "minimum": 0, "maximum": most}
    )


def _matching(pattern: str, text: str) -> str:
    if not re.fullmatch(pattern, text):
        raise ValueError(text)
    return text


def _chosen(values: Sequence[str], text: str) -> str:
    if text not in values:
        raise ValueError(text)
    return text


def _whole(most: int, text: str) -> int:
    value = int(_matching("[0-9]{1,12}", text))
    if value > most:
        raise ValueError(text)
    return value


def _day(text: str) -> date:
    return date.fromisoformat(_matching(DAY_PATTERN, text))


def _text(text: str) -> str:
    if not text.strip() or len(text) > TEXT_LENGTH or not _is_storable(text):
        raise ValueError(text)
    return text


def _is_storable(text: str) -> bool:
    """PostgreSQL takes neither NUL nor half of a surrogate pair."""
    return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text)


def _box(text: str) -> Box:
    """Whether its south lies north of its north is not this format's to say (contradictions.py)."""
    return Box(*_coordinates(f"{LONGITUDE},{LATITUDE},{LONGITUDE},{LATITUDE}", text))


def _point(text: str) -> Point:
    return Point(*_coordinates(f"{LONGITUDE},{LATITUDE}", text))


def _coordinates(pattern: str, text: str) -> list[float]:
    """Adding zero makes one zero of -0.0 and 0.0."""
    return [float(part) + 0.0 for part in _matching(pattern, text).split(",")]


def _kilometres(text: str) -> float:
    value = float(_matching(NUMBER, text))
    if not 0 < value <= MOST_KILOMETRES:
        raise ValueError(text)
    return value


def _moment(text: str) -> datetime:
    """A day means its beginning; a time without a zone is in UTC. A plus sign arrives as a space if not escaped."""
    found = MOMENT.fullmatch(text)
    if not found:
        raise ValueError(text)
    day, clock, seconds, fraction, zone = found.groups()
    # A leap second (RFC 3339 has them) is counted as the one before it.
    seconds = (seconds or ":00").replace(":60", ":59")
    zone = (zone or "Z").upper().replace(" ", "+").replace("Z", "+00:00")
    moment = datetime.fromisoformat(f"{day}T{clock or '00:00'}{seconds}.{(fraction or '0')[:6]:0<6}{zone}")
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the zone moves it out of the calendar
        return (datetime.min if moment.year == 1 else datetime.max).replace(tzinfo=UTC)


def _address(text: str) -> str:
    if len(text) > ADDRESS_LENGTH or not _is_storable(text):
        raise ValueError(text)
    return _matching(WEB_ADDRESS, text)


IDENTIFIER = one_of(ID, "an id: ten of 0-9 and a-z without i, l, o and u")
DAY = Format(_day, "a day as YYYY-MM-DD", {"type": "string", "format": "date"})
TEXT = Format(
    _text,
    f"1 to {TEXT_LENGTH} characters",
    {"type": "string", "minLength": 1, "maxLength": TEXT_LENGTH, "pattern": r"^[^\x00]*[^\s\x00][^\x00]*$"},
)
CODES = any_of(CODE, "a code such as 'armed_clash' or 'border_post'")
COUNTRIES = any_of(COUNTRY, "two letters such as TJ")
LANGUAGES = any_of(LANGUAGE, "a language such as 'ru'")
TAGS = any_of(r"[^,\s\x00](?:[^,\x00]{0,58}[^,\s\x00])?", "a tag")
DOMAINS = any_of(r"[0-9A-Za-z\u00a1-\ud7ff.:-]{1,200}", "a domain such as courier.example", domain_key)
ROLE = one_of(CODE, "a code such as 'target'")
PEOPLE = number(MOST_PEOPLE)
CERTAINTY = choice("possibly", "certainly")
BOX = Format(
    _box,
    "west,south,east,north in degrees, longitudes from -180 to 180, latitudes from -90 to 90, south up to north",
    {"type": "string", "pattern": f"^{LONGITUDE},{LATITUDE},{LONGITUDE},{LATITUDE}$"},
)
POINT = Format(
    _point,
    "longitude,latitude in degrees, such as 70.1,37.6",
    {"type": "string", "pattern": f"^{LONGITUDE},{LATITUDE}$"},
)
KILOMETRES = Format(
    _kilometres,
    f"kilometres, more than 0 and up to {MOST_KILOMETRES}",
    {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_KILOMETRES},
)
TIMESTAMP = Format(
    _moment,
    "a time such as 2026-03-01T12:00:00Z, or a day",
    {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]},
)
ADDRESS = Format(
    _address,
    "a web address such as https://courier.example/2025/11/27/camp",
    {"type": "string", "maxLength": ADDRESS_LENGTH, "pattern": f"^{WEB_ADDRESS}$"},
)
