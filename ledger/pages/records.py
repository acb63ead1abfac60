"""Actors, facilities, places, sources and timelines as their pages show them. Pure."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ledger import languages
from ledger.documents import (
    ActorDocument,
    FacilityDocument,
    Kind,
    NameDocument,
    PlaceDocument,
    PlaceReference,
    PublicDocument,
    SourceDocument,
    TimelineDocument,
)
from ledger.pages import tables, words
from ledger.pages.claims import origin_words, web_address
from ledger.pages.names import SCRIPTS, name_in, script_of
from ledger.pages.numerals import numeral
from ledger.pages.places import coordinates, place_words, precision_words
from ledger.pages.status_bars import StatusBars, status_bars


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a record's own facts. `swatch` is the class of its bar, where the lines are drawn as bars."""

    text: str
    url: str = ""
    before: str = ""
    after: str = ""
    language: str = ""
    direction: str = ""
    external: bool = False
    code: bool = False
    swatch: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    lines: tuple[Line, ...]
    bars: StatusBars | None = None


@dataclass(frozen=True, slots=True)
class NameRow:
    """The names of one language or, where that is not known, of one script."""

    label: str
    language: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """`title` is in the reader's language where the record has such a name; then `main_name` is its own. `notice` is
    said before everything else: that a text is a retelling. `places` are for the map."""

    title: str
    kind: str
    description: str
    groups: tuple[Group, ...]
    language: str = ""
    direction: str = ""
    notice: str = ""
    original: str = ""
    main_name: str = ""
    places: tuple[PlaceReference, ...] = ()
    names: tuple[NameRow, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexItem:
    name: str
    url: str
    details: str
    language: str
    direction: str
    main_name: str = ""


def index_item(kind: Kind, row: Any) -> IndexItem | None:
    """A line of a list, from a RecordEntry with its edition; None where the document was redacted."""
    if row.edition.document is None:
        return None
    document = json.loads(row.edition.document)
    url = reverse("pages:timeline", args=[row.slug]) if kind == "timeline" else _url(kind, row.record_id, row.slug)
    details = words.listed([detail for detail in DETAILS[kind](document) if detail])
    own = name_in(languages.current().code, document)
    if own is not None:
        return IndexItem(own.name, url, details, own.language, words.direction(own.language), row.name)
    language = document["language"] if kind == "source" else ""
    return IndexItem(row.name, url, details, language, words.direction(language))


def record_page(document: PublicDocument, origin: SourceDocument | None = None) -> RecordPage:
    """`origin` is the source that a source repeats."""
    page: RecordPage
    if document["record"] == "source":
        page = _source(cast(SourceDocument, document), origin)
    else:
        page = PRESENTERS[cast(Kind, document["record"])](document)
    own = name_in(languages.current().code, document)
    if own is None:
        return page
    return replace(page, title=own.name, language=own.language, direction=words.direction(own.language),
                   main_name=page.title)  # fmt: skip


def _actor(document: ActorDocument) -> RecordPage:
    """Its relations are drawn apart (relations.py)."""
    return RecordPage(
        document["name"],
        words.word(tables.ACTOR_KINDS, document["kind"]),
        document["description"],
        _groups(
            (_("Country"), _text(words.country(document["country"]))),
        ),
        names=name_rows(document["name"], document["aliases"]),
    )


def _facility(document: FacilityDocument) -> RecordPage:
    operator = document["operator"]
    run_by = (Line(operator["name"], _url("actor", operator["id"], operator["slug"])),) if operator else ()
    statuses = tuple(
        Line(words.word(tables.FACILITY_STATUSES, row["status"]), after=_after(words.period(row["start"], row["end"])),
             swatch=row["status"])
        for row in document["statuses"]
    )  # fmt: skip
    place = whereabouts(document)
    groups = _groups(
        (_("Place"), _place(place)),
        (_("Run by"), run_by),
        (_("Opened"), _text(words.partial_date(document["opened"]) if document["opened"] else "")),
        (_("Closed"), _text(words.partial_date(document["closed"]) if document["closed"] else "")),
    )
    status = Group(_("Status"), statuses or _text(_("No status is recorded.")), status_bars(document))
    return RecordPage(
        document["name"],
        words.word(tables.FACILITY_KINDS, document["kind"]),
        document["description"],
        (*groups, status),
        places=(place,) if place else (),
        names=name_rows(document["name"], document["aliases"]),
    )


def whereabouts(document: FacilityDocument) -> PlaceReference | None:
    """No closer than a place of its kind is: documents call every facility's place a town or a village."""
    place = document["place"]
    if place is None:
        return None
    of_kind = PRECISION_OF_KIND.get(place["kind"] or "", place["precision"])
    return {**place, "precision": of_kind} if place["precision"] == "place" else place


def _place(reference: PlaceReference | None) -> tuple[Line, ...]:
    if reference is None:
        return ()
    place = place_words(reference)
    precision = precision_words(reference["precision"])
    point = coordinates(reference["point"], reference["precision"])
    lines = (
        Line(place.name, place.url, words.sentence(place.before),
             words.listed([place.after, place.around]) if place.around else place.after),
        *_text(" ".join(part for part in (precision, point) if part)),
    )  # fmt: skip
    return tuple(lines)


def _place_page(document: PlaceDocument) -> RecordPage:
    within = tuple(Line(area["name"], _url("place", area["id"], area["slug"])) for area in document["within"])
    country = words.country(document["country"])
    reference = reference_of(document)
    return RecordPage(
        document["name"],
        words.word(tables.PLACE_KINDS, document["kind"]),
        "",
        _groups(
            (_("Country"), _text(country) if all(country != area["name"] for area in document["within"]) else ()),
            (_("Within"), within),
            (_("Position"), _text(coordinates(reference["point"], reference["precision"]))),
        ),
        places=(reference,),
        names=name_rows(document["name"], document["aliases"]),
    )


def reference_of(document: PlaceDocument) -> PlaceReference:
    """The place as an incident there would name it, as exact as its kind."""
    areas = [area["name"] for area in document["within"]]
    precision = PRECISION_OF_KIND.get(document["kind"], "near")
    return {
        "id": document["id"], "name": document["name"], "kind": document["kind"], "country": document["country"],
        "admin1": areas[1] if precision == "place" and len(areas) > 1 else areas[0] if areas else None,
        "admin2": areas[0] if precision == "place" and len(areas) > 1 else None,
        "within": [area["id"] for area in document["within"]], "precision": precision, "point": document["point"],
    }  # fmt: skip


def _source(document: SourceDocument, origin: SourceDocument | None) -> RecordPage:
    original = web_address(document["url"])
    retold = _("What the register quotes from this source is a retelling in our own words.")
    return RecordPage(
        document["title"],
        words.word(tables.SOURCE_KINDS, document["kind"]),
        "",
        _groups(
            (_("Publisher"), _text(document["publisher"] or document["domain"])),
            (_("Published"), _text(words.day(document["published"]))),
            (_("Language"), _text(words.language(document["language"]))),
            (_("Original"), (Line(original or document["url"], original, external=True),) if document["url"] else ()),
            (_("Origin"), (_origin(document, origin),)),
            (_("Licence of our text"), _text(document["licence"])),
            (pgettext("a source", "Captured"), _text(words.day(document["captured_at"]))),
            (_("SHA-256 of the capture"), (Line(document["sha256"], code=True),) if document["sha256"] else ()),
        ),
        document["language"],
        words.direction(document["language"]),
        retold if document["retelling"] else "",
        original if document["retelling"] else "",
    )


def _origin(document: SourceDocument, origin: SourceDocument | None) -> Line:
    if document["origin"] == document["id"]:
        return Line(_("An account of its own"))
    if origin is None:
        return Line(_("another source"), _plain_url(document["origin"]), before=_("Repeats"))
    copied = origin_words(origin)
    return Line(
        copied.title,
        copied.url,
        before=_("Repeats"),
        after=_after(copied.publisher),
        language=copied.language,
        direction=copied.direction,
    )


def _timeline(document: TimelineDocument) -> RecordPage:
    return RecordPage(document["title"], _("Timeline"), document["description"], ())


def incidents_words(count: int) -> str:
    return ngettext("%(count)s incident", "%(count)s incidents", count) % {"count": numeral(count)}


PRECISION_OF_KIND = {
    "country": "country", "admin1": "adm1", "admin2": "adm2", "district": "district", "settlement": "place",
    "border": "linear_fuzzy", "river": "linear_fuzzy",
}  # fmt: skip
DETAILS: dict[Kind, Callable[[Any], Sequence[str]]] = {
    "actor": lambda actor: (words.word(tables.ACTOR_KINDS, actor["kind"]), words.country(actor["country"])),
    "facility": lambda facility: (
        words.word(tables.FACILITY_KINDS, facility["kind"]),
        place_words(place).text if (place := whereabouts(facility)) else "",
    ),
    "place": lambda place: (words.word(tables.PLACE_KINDS, place["kind"]), words.country(place["country"])),
    "source": lambda source: (source["publisher"], words.day(source["published"]), words.language(source["language"])),
    "timeline": lambda timeline: (incidents_words(len(timeline["entries"])),),
}
PRESENTERS: dict[Kind, Callable[[Any], RecordPage]] = {
    "actor": _actor,
    "facility": _facility,
    "place": _place_page,
    "timeline": _timeline,
}


def _groups(*groups: tuple[str, Sequence[Line]]) -> tuple[Group, ...]:
    return tuple(Group(heading, tuple(lines)) for heading, lines in groups if lines)


def name_rows(name: str, aliases: Sequence[NameDocument]) -> tuple[NameRow, ...]:
    """All names besides the first; rows and names in the order in which the record gives them."""
    rows: dict[tuple[str, str], list[str]] = {}
    for alias in aliases:
        if alias["name"] != name:
            kind = (alias["language"], "" if alias["language"] else script_of(alias["name"]))
            rows.setdefault(kind, []).append(alias["name"])
    return tuple(
        NameRow(words.language(language) if language else str(SCRIPTS[script]), language, tuple(dict.fromkeys(names)))
        for (language, script), names in rows.items()
    )


def _text(text: str) -> tuple[Line, ...]:
    return (Line(text),) if text else ()


def _after(text: str) -> str:
    return words.listed(["", text]) if text else ""


def _url(kind: Kind, record_id: str, slug: str) -> str:
    return reverse("pages:record_page", args=[kind, record_id, slug])


def _plain_url(source_id: str) -> str:
    return reverse("pages:record", args=["source", source_id])
