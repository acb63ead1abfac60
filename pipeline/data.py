"""The frozen dataclasses that the stages pass on. No Django, no tables, no clock.

Every offset is in Unicode code points of the *captured text* (Capture.text), half-open, so that
`captured_text[start:end] == quote` holds for every piece of evidence.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from incidents.dates.span import DateSpan

# Changes when the stages read the same text differently; a new one never disturbs what editors decided.
EXTRACTOR = "daftar-1"

# The facts that a quote can carry; the same words are used by Claim.supports and by published documents.
Fact = Literal["type", "date", "place", "actors", "facilities", "killed", "injured", "captured", "missing"]
Harm = Literal["killed", "injured", "captured", "missing"]
Role = Literal["initiator", "target", "participant", "victim_group", "reporter"]
PublishedFrom = Literal["given", "metadata", "text", "url", ""]


@dataclass(frozen=True, slots=True)
class Document:
    """What clean() is given: the bytes as they came, and what the sender already knew about them."""

    body: bytes
    media_type: str = ""  # "text/html", "text/plain" or "" for "find out"
    url: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets in the cleaned text to offsets in the captured text.

    `runs` are (clean_start, captured_start, length) in ascending order; cleaned text between two runs (a space
    that repair put in) has no counterpart and maps to the edge of its neighbours.
    """

    runs: tuple[tuple[int, int, int], ...]

    def captured(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the captured text that the half-open span of the cleaned text came from."""
        if end <= start:
            return self._edge(start), self._edge(start)
        first = self._edge(start)
        return first, max(first, self._edge(end - 1, after=True))

    def after(self, inner: "OffsetMap") -> "OffsetMap":
        """This map, whose "captured" text is the cleaned text of `inner`, followed by `inner`."""
        runs = [run for own in self.runs for run in inner._slice(*own)]
        return OffsetMap(tuple(runs))

    def _slice(self, clean: int, start: int, length: int) -> list[tuple[int, int, int]]:
        found = []
        for own_clean, own_captured, own_length in self.runs:
            low, high = max(start, own_clean), min(start + length, own_clean + own_length)
            if low < high:
                found.append((clean + low - start, own_captured + low - own_clean, high - low))
        return found

    def _edge(self, offset: int, *, after: bool = False) -> int:
        """Where one clean character came from: its start, or with `after` its end."""
        index = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        if index < 0:
            return self.runs[0][1] if self.runs else 0
        clean, captured, length = self.runs[index]
        if offset < clean + length:
            return captured + offset - clean + int(after)
        if not after and index + 1 < len(self.runs):
            return self.runs[index + 1][1]
        return captured + length


@dataclass(frozen=True, slots=True)
class Join:
    """Two words that a bad save had glued together, and where: offsets of the glued token in the captured text."""

    glued: str
    parts: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """What clean() found. `text` is the body without furniture, glued words apart; `offsets` leads back."""

    captured_text: str
    text: str
    offsets: OffsetMap
    title: str = ""
    url: str = ""
    publisher_domain: str = ""
    published: date | None = None
    published_from: PublishedFrom = ""
    dateline: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    furniture_removed: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownName:
    """A place, actor or facility that the register knows, with every spelling it has met.

    `key` is the record's public id. `kind` is the place, actor or facility kind. `country` is ISO 3166-1 alpha-2.
    `parents` are the keys of the places that contain a place, nearest first.
    """

    key: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    country: str = ""
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All names that the register knows; run.py builds it from the tables, tests from the files in samples/."""

    places: tuple[KnownName, ...] = ()
    actors: tuple[KnownName, ...] = ()
    facilities: tuple[KnownName, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry facts. `reading` is the quote with glued words apart, where that differs; else empty."""

    quote: str
    start: int
    end: int
    supports: tuple[Fact, ...]
    rule: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class SuggestedPlace:
    """`key` is the known place's public id, or empty for a name that the register does not know yet."""

    name: str
    kind: str  # country, admin1, admin2, settlement, river, border, facility, area
    country: str = ""
    key: str = ""
    precision: str = "place"  # site, place, near, adm2, adm1, linear_fuzzy, country, sea_air, none


@dataclass(frozen=True, slots=True)
class SuggestedActor:
    """`name` as the text has it (apart from inflection); `key` if the register knows the actor."""

    name: str
    role: Role
    kind: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class SuggestedFacility:
    name: str
    kind: str
    relation: str  # opened, closed, attacked, used, damaged, mentioned
    count: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class SuggestedCasualties:
    """How many of whom. NULL (None) is unknown and never zero; `high` None with a `low` means "at least"."""

    party: str
    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    original_value: str = ""


@dataclass(frozen=True, slots=True)
class SuggestedIncident:
    """One incident that an article reports, ready for an editor. `background`: older, or told on the side."""

    title: str
    type: str  # a code of incidents.vocabulary
    main: bool
    background: bool
    date: DateSpan | None
    places: tuple[SuggestedPlace, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[SuggestedActor, ...] = ()
    facilities: tuple[SuggestedFacility, ...] = ()
    casualties: tuple[SuggestedCasualties, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    score: float = 0.0  # 0 to 1: how sure the software is
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownIncident:
    """What link() needs of an incident that is already in the register, or of an earlier article's suggestion."""

    key: str
    type: str
    date: DateSpan | None
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    killed: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate for "the same incident", with a score from 0 to 1 and the reasons in an editor's words."""

    key: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the stages made of one document."""

    article: Article
    incidents: tuple[SuggestedIncident, ...] = ()
    matches: Mapping[int, tuple[Match, ...]] = field(default_factory=dict)  # by position in `incidents`
