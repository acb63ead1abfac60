"""Actors, facilities, places, sources and timelines as their pages show them. Pure."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.urls import reverse

from ledger.documents import (
    ActorDocument,
    FacilityDocument,
    Kind,
    NameDocument,
    PlaceDocument,
    PublicDocument,
    SourceDocument,
    TimelineDocument,
)
from ledger.pages import words
from ledger.pages.claims import web_address
from ledger.pages.places import place_words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a record's own facts."""

    text: str
    url: str = ""
    before: str = ""
    after: str = ""
    language: str = ""
    direction: str = ""
    external: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """`notice` is said before everything else: that a text is a retelling."""

    title: str
    kind: str
    description: str
    groups: tuple[Group, ...]
    language: str = ""
    direction: str = ""
    notice: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class IndexItem:
    name: str
    url: str
    details: str
    language: str
    direction: str


def index_item(kind: Kind, row: Any) -> IndexItem | None:
    """A line of a list, from a RecordEntry with its edition; None where the document was redacted."""
    if row.edition.document is None:
        return None
    document = json.loads(row.edition.document)
    language = document["language"] if kind == "source" else ""
    url = reverse("pages:timeline", args=[row.slug]) if kind == "timeline" else _url(kind, row.record_id, row.slug)
    details = ", ".join(detail for detail in DETAILS[kind](document) if detail)
    return IndexItem(row.name, url, details, language, words.direction(language))


def record_page(document: PublicDocument) -> RecordPage:
    return PRESENTERS[cast(Kind, document["record"])](document)


def _actor(document: ActorDocument) -> RecordPage:
    relations = tuple(
        Line(row["name"], _url("actor", row["id"], row["slug"]), words.RELATIONS.get(row["relation"], row["relation"]
             .replace("_", " ")), _after(words.period(row["start"], row["end"])))
        for row in document["relations"]
    )  # fmt: skip
    return RecordPage(
        document["name"],
        words.word({}, document["kind"]),
        document["description"],
        _groups(
            ("Country", _text(words.country(document["country"]))),
            ("Also called", _names(document["name"], document["aliases"])),
            ("Relations", relations),
        ),
    )


def _facility(document: FacilityDocument) -> RecordPage:
    operator = document["operator"]
    statuses = tuple(
        Line(words.word({}, row["status"]), after=_after(words.period(row["start"], row["end"])))
        for row in document["statuses"]
    )
    opened_closed = [
        Line(words.partial_date(edtf), before=label)
        for label, edtf in (("opened", document["opened"]), ("closed", document["closed"]))
        if edtf
    ]
    return RecordPage(
        document["name"],
        words.word(words.FACILITY_KINDS, document["kind"]),
        document["description"],
        _groups(
            ("Place", _place(document)),
            ("Run by", (Line(operator["name"], _url("actor", operator["id"], operator["slug"])),) if operator else ()),
            ("Opened and closed", opened_closed),
            ("Status", statuses),
            ("Also called", _names(document["name"], document["aliases"])),
        ),
    )


def _place(document: FacilityDocument) -> tuple[Line, ...]:
    if document["place"] is None:
        return ()
    place = place_words(document["place"])
    return (Line(place.name, place.url, place.before, f", {place.around}" if place.around else ""),)


def _place_page(document: PlaceDocument) -> RecordPage:
    within = tuple(Line(area["name"], _url("place", area["id"], area["slug"])) for area in document["within"])
    point = document["point"]
    return RecordPage(
        document["name"],
        words.word(words.PLACE_KINDS, document["kind"]),
        "",
        _groups(
            ("Country", _text(words.country(document["country"]))),
            ("Within", within),
            ("Position", _text(f"{_degrees(point[1], 'N', 'S')}, {_degrees(point[0], 'E', 'W')}" if point else "")),
            ("Also called", _names(document["name"], document["aliases"])),
        ),
    )


def _source(document: SourceDocument) -> RecordPage:
    original = web_address(document["url"])
    own = document["origin"] == document["id"]
    repeated = Line("another source", _plain_url(document["origin"]), before="Repeats")
    origin = Line("An account of its own") if own else repeated
    return RecordPage(
        document["title"],
        words.word({}, document["kind"]),
        "",
        _groups(
            ("Publisher", _text(document["publisher"] or document["domain"])),
            ("Published", _text(words.day(document["published"]))),
            ("Language", _text(words.language(document["language"]))),
            ("Original", (Line(original or document["url"], original, external=True),) if document["url"] else ()),
            ("Origin", (origin,)),
            ("Licence of our text", _text(document["licence"])),
            ("Captured", _text(words.day(document["captured_at"]))),
            ("SHA-256 of the capture", (Line(document["sha256"], code=True),) if document["sha256"] else ()),
        ),
        document["language"],
        words.direction(document["language"]),
        "What the register quotes from this source is a retelling in our own words." if document["retelling"] else "",
        original if document["retelling"] else "",
    )


def _timeline(document: TimelineDocument) -> RecordPage:
    return RecordPage(document["title"], "Timeline", document["description"], ())


DETAILS: dict[Kind, Callable[[Any], Sequence[str]]] = {
    "actor": lambda actor: (words.word({}, actor["kind"]), words.country(actor["country"])),
    "facility": lambda facility: (
        words.word(words.FACILITY_KINDS, facility["kind"]),
        place_words(facility["place"]).text if facility["place"] else "",
    ),
    "source": lambda source: (source["publisher"], words.day(source["published"]), words.language(source["language"])),
    "timeline": lambda timeline: (words.counted(len(timeline["entries"]), "incident"),),
}
PRESENTERS: dict[Kind, Callable[[Any], RecordPage]] = {
    "actor": _actor,
    "facility": _facility,
    "place": _place_page,
    "source": _source,
    "timeline": _timeline,
}


def _groups(*groups: tuple[str, Sequence[Line]]) -> tuple[Group, ...]:
    return tuple(Group(heading, tuple(lines)) for heading, lines in groups if lines)


def _names(name: str, aliases: Sequence[NameDocument]) -> tuple[Line, ...]:
    return tuple(
        Line(alias["name"], language=alias["language"], direction=words.direction(alias["language"]),
             after=f" ({words.language(alias['language'])})" if alias["language"] else "")
        for alias in aliases if alias["name"] != name
    )  # fmt: skip


def _text(text: str) -> tuple[Line, ...]:
    return (Line(text),) if text else ()


def _after(text: str) -> str:
    return f", {text}" if text else ""


def _url(kind: Kind, record_id: str, slug: str) -> str:
    return reverse("pages:record_page", args=[kind, record_id, slug])


def _plain_url(source_id: str) -> str:
    return reverse("pages:record", args=["source", source_id])


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value)}° {positive if value >= 0 else negative}"
