"""The lanes that incidents run in, and the same page of a timeline laid out beside each other: by lane, by country, by
actor. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.documents import IncidentDocument
from ledger.models import Edition
from ledger.pages import words
from ledger.pages.cards import Month, incident_of, months_of
from ledger.pages.own_names import NONE, OwnNames

LANES: Mapping[str, Promise] = {
    "violence": gettext_lazy("Violence"),
    "diplomacy": gettext_lazy("Diplomacy"),
    "forces": gettext_lazy("Facilities and forces"),
    "other": gettext_lazy("Other"),
}
VIEWS: Mapping[str, Promise] = {
    "": gettext_lazy("By day"),
    "lanes": gettext_lazy("By lane"),
    "countries": gettext_lazy("By country"),
    "actors": gettext_lazy("By actor"),
}
MOST_COLUMNS = 3  # and one for whatever is in none of them


@dataclass(frozen=True, slots=True)
class Column:
    """`lane` is that whose icon stands beside the heading, or empty."""

    heading: str
    lane: str
    incidents: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Belonging:
    """In which columns an incident stands, by their keys; and how those are called."""

    keys: tuple[str, ...]
    names: Mapping[str, str]


def lane_name(code: str) -> str:
    return str(LANES[words.lane(code)])


def columns_of(editions: Iterable[Edition], view: str, own: OwnNames = NONE) -> tuple[Column, ...]:
    """An incident of two countries or actors stands in the columns of both. `own` are the reader's names of places."""
    told = [(edition, _BELONGING[view](document)) for edition in editions if (document := incident_of(edition))]
    names = {key: name for _edition, belonging in told for key, name in belonging.names.items()}
    if view == "lanes":
        keys = [lane for lane in LANES if lane != "other"]
    else:
        counted = Counter(key for _edition, belonging in told for key in belonging.keys)
        keys = [key for key, _number in counted.most_common(MOST_COLUMNS)]
    columns = [
        _column(names.get(key, ""), key, [edition for edition, belonging in told if key in belonging.keys], own)
        for key in keys
    ]
    others = [edition for edition, belonging in told if not set(keys) & set(belonging.keys)]
    return (*columns, *([_column(_("Others"), "", others, own)] if others else []))


def _column(heading: str, key: str, editions: Sequence[Edition], own: OwnNames) -> Column:
    lane = key if key in LANES else ""
    return Column(str(LANES[lane]) if lane else heading, lane, len(editions), months_of(editions, own=own))


def _lane(document: IncidentDocument) -> Belonging:
    return Belonging((words.lane(document["type"]["lane"]),), {})


def _countries(document: IncidentDocument) -> Belonging:
    return Belonging(tuple(document["countries"]), {code: words.country(code) for code in document["countries"]})


def _actors(document: IncidentDocument) -> Belonging:
    named = {actor["id"]: actor["name"] for actor in document["actors"] if actor["id"]}
    return Belonging(tuple(named), named)


_BELONGING: Mapping[str, Callable[[IncidentDocument], Belonging]] = {
    "lanes": _lane, "countries": _countries, "actors": _actors,
}  # fmt: skip
