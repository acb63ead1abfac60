"""What the rules find. All offsets are those of Article.text; suggest turns them into the capture's."""

from dataclasses import dataclass

from incidents.dates.span import DateSpan
from pipeline.data import Harm, Role


@dataclass(frozen=True, slots=True)
class Sentence:
    """`number` counts from 0; `headline` is a title that stands above the text."""

    number: int
    start: int
    end: int
    text: str
    headline: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class FoundTrigger:
    """Words that say that something of a type happened. `background`: told as an older or side event."""

    type: str
    start: int
    end: int
    rule: str
    weight: float = 1.0
    background: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class FoundDay:
    """`reporting`: the day on which somebody said so, not the day of the event."""

    start: int
    end: int
    span: DateSpan
    rule: str
    reporting: bool = False
    yearless: bool = False


@dataclass(frozen=True, slots=True)
class FoundPlace:
    start: int
    end: int
    name: str
    kind: str
    country: str
    key: str
    rule: str
    located: bool = False  # introduced as the place of something ("in", "at"), not as an origin or a neighbour
    elsewhere: bool = False  # said to be an origin, a goal or a neighbour


@dataclass(frozen=True, slots=True)
class FoundActor:
    """`identity` is the same for all mentions of one actor in one article."""

    start: int
    end: int
    name: str
    kind: str
    country: str
    key: str
    rule: str
    identity: str


@dataclass(frozen=True, slots=True)
class FoundToll:
    """`low` None: nobody knows how many. `superseded`: said to be an older figure."""

    start: int
    end: int
    party: str
    harm: Harm
    low: int | None
    high: int | None
    words: str
    rule: str
    superseded: bool = False
    whole: bool = False  # said to be the sum of everything so far ("in all")


@dataclass(frozen=True, slots=True)
class FoundFacility:
    start: int
    end: int
    name: str
    kind: str
    count: int | None
    key: str
    rule: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was found in one sentence."""

    sentence: Sentence
    triggers: tuple[FoundTrigger, ...]
    days: tuple[FoundDay, ...]
    places: tuple[FoundPlace, ...]
    actors: tuple[FoundActor, ...]
    tolls: tuple[FoundToll, ...]
    facilities: tuple[FoundFacility, ...]
    reporters: tuple[FoundActor, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """An actor with the role that it plays in one incident."""

    actor: FoundActor
    role: Role
