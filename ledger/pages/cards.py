"""The timeline: incidents as cards, under their months and days. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 - a document's own date is called date here
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from typing import cast
from urllib.parse import urlencode

import orjson
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.documents import CEILING, EXACT, FLOOR, DateDocument, IncidentDocument, PlaceReference
from ledger.keeping import Kept
from ledger.models import Edition, Operation
from ledger.pages import words
from ledger.pages.claims import accounts_differ
from ledger.pages.dates import machine, shown
from ledger.pages.figures import totals_words
from ledger.pages.numerals import digits
from ledger.pages.numerals import numeral as number
from ledger.pages.own_names import NONE, OwnNames
from ledger.pages.places import place_words
from ledger.timeline.responses import Response
from ledger.timeline.spans import Span, span_of

PLACES_SHOWN = 2
DAYS_AROUND = 14
KILOMETRES_AROUND = 25


@dataclass(frozen=True, slots=True)
class Around:
    """The lists of what else happened near, in time and in place; empty where the date or the place is too vague."""

    days: str
    kilometres: str


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    url: str
    title: str
    summary: str
    place: str
    type: str
    lane: str
    casualties: tuple[str, ...]
    evidence: str
    single_origin: bool
    differs: bool
    corrected: str
    note: str
    around: Around
    responses: tuple[Response, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day, or in one span. `numeral` is an ornament: `words` says all of it."""

    words: str
    machine: str | None
    numeral: str
    cards: tuple[Card, ...]
    span: Span | None


@dataclass(frozen=True, slots=True)
class Month:
    """`unknown` holds what happened on a day that is not known, before all the others."""

    anchor: str
    heading: str
    days: tuple[Day, ...]
    unknown: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """A card, and where it stands: the anchor and heading of its month, its day without cards. `places` as the document
    names them."""

    card: Card
    places: Sequence[PlaceReference]
    month: tuple[str, str]
    day: Day
    dated: bool


TOLD: Kept[_Told | None] = Kept(5_000)


def months_of(
    editions: Iterable[Edition],
    notes: Mapping[str, str] | None = None,
    responses: Mapping[str, tuple[Response, ...]] | None = None,
    own: OwnNames = NONE,
) -> tuple[Month, ...]:
    """Keeps the order of the editions; a month and a day stand once, where the first of theirs stands. `notes` and
    `responses` by the incident's id; `own` are the reader's names of the places."""
    grouped: dict[tuple[str, str], dict[str, list[_Told]]] = {}
    for told in map(_told, editions):
        if told is None:
            continue
        if notes and (note := notes.get(told.card.id)):
            told = replace(told, card=replace(told.card, note=note))
        if responses and (found := responses.get(told.card.id)):
            told = replace(told, card=replace(told.card, responses=found))
        if own.by_id:
            told = replace(told, card=replace(told.card, place=_places(own.places(told.places))))
        grouped.setdefault(told.month, {}).setdefault(told.day.words, []).append(told)
    return tuple(
        Month(
            anchor,
            heading,
            tuple(_together(told) for told in days.values() if told[0].dated),
            tuple(_together(told) for told in days.values() if not told[0].dated),
        )
        for (anchor, heading), days in grouped.items()
    )


def _told(edition: Edition) -> _Told | None:
    """None where the document was redacted. An edition is told the same way as long as its language is the same."""
    if not edition.document:
        return None
    document = sha256(edition.document.encode()).digest()
    key = (document, edition.op, edition.at.date(), translation.get_language())
    return TOLD.of(key, lambda: _tell(edition))


def _tell(edition: Edition) -> _Told | None:
    document = incident_of(edition)
    if document is None:
        return None
    date = document["date"]
    day = Day(words.sentence(shown(date)), machine(date), numeral(date), (), span_of(date))
    return _Told(card(document, edition), document["places"], month_of(date), day, is_dated(date))


def _together(told: Sequence[_Told]) -> Day:
    return replace(told[0].day, cards=tuple(one.card for one in told))


def is_dated(date: DateDocument) -> bool:
    """Whether the day on which it was, or began, is known."""
    return bool(numeral(date)) or (date["extent"] == "throughout" and not date["approximate"])


def incident_of(edition: Edition) -> IncidentDocument | None:
    """None where the document was redacted."""
    return cast(IncidentDocument, orjson.loads(edition.document)) if edition.document else None


def card(document: IncidentDocument, edition: Edition, note: str = "") -> Card:
    return Card(
        id=document["id"],
        url=reverse("pages:record_page", args=["incident", document["id"], document["slug"]]),
        title=document["title"],
        summary=document["summary"],
        place=_places(document["places"]),
        type=words.type_name(document["type"]),
        lane=words.lane(document["type"]["lane"]),
        casualties=totals_words(document["totals"]),
        evidence=evidence(len(document["sources"]), document["origins"]),
        single_origin=document["origins"] == 1,
        differs=accounts_differ(document),
        corrected=words.day(edition.at.date().isoformat()) if edition.op == Operation.REVISE else "",
        note=note,
        around=around(document),
    )


def evidence(sources: int, origins: int) -> str:
    told = {"sources": words.counted(sources, "source"), "origins": words.counted(origins, "independent origin")}
    return _("%(sources)s, %(origins)s") % told


def around(document: IncidentDocument) -> Around:
    """In the whole register, whatever narrows the list in which the card stands."""
    date = document["date"]
    days, near = days_around(date) if is_dated(date) else {}, near_point(document["places"])
    return Around(_register(days) if days else "", _register(near) if near else "")


def days_around(date: DateDocument) -> dict[str, str]:
    """The filter for what happened two weeks before or after; empty where one end is open. The calendar has ends."""
    if date["earliest"] == FLOOR or date["latest"] == CEILING:
        return {}
    first, last = Date.fromisoformat(date["earliest"]), Date.fromisoformat(date["latest"])
    days = timedelta(days=min(DAYS_AROUND, (first - Date.min).days, (Date.max - last).days))
    return {"from": (first - days).isoformat(), "to": (last + days).isoformat()}


def near_point(places: Iterable[PlaceReference]) -> dict[str, str]:
    """The filter for what happened near the first point that stands for no area; empty where there is none. Around the
    middle of a district or a country a circle would say more than is known."""
    point = next((place["point"] for place in places if place["point"] and place["precision"] in EXACT), None)
    return {"near": f"{point[0]},{point[1]}", "radius": str(KILOMETRES_AROUND)} if point else {}


def _register(fields: Mapping[str, str]) -> str:
    return f"{_register_path(translation.get_language())}?{urlencode(fields)}"


@lru_cache
def _register_path(language: str | None) -> str:  # noqa: ARG001 - the path is in it
    return reverse("pages:register")


def numeral(date: DateDocument) -> str:
    """`26`, or `24–26` for what went on through days of one month; nothing for a date that is not so exact."""
    first, last = date["earliest"], date["latest"]
    exact = first == last or date["extent"] == "throughout" or date["time_of_day"] == "night"
    if not exact or first[:7] != last[:7] or date["approximate"]:
        return ""
    start, end = int(first[8:]), int(last[8:])
    return digits(str(start) if start == end else f"{start}–{end}")


def _places(places: Sequence[PlaceReference]) -> str:
    if not places:
        return _("Place unknown")
    shown_places = "; ".join(place_words(place).text for place in places[:PLACES_SHOWN])
    more = len(places) - PLACES_SHOWN
    if more > 0:
        said = ngettext("%(places)s and %(number)s more place", "%(places)s and %(number)s more places", more)
        shown_places = said % {"places": shown_places, "number": number(more)}
    return words.sentence(shown_places)


def month_of(date: DateDocument) -> tuple[str, str]:
    """The month in which it began; a year or less exact date stands under a heading of its own."""
    first, last = date["earliest"], date["latest"]
    if first == FLOOR:
        return "m-unknown", _("Beginning unknown")
    if date["precision"] in ("year", "part_of_year") or (date["extent"] == "once_within" and last == CEILING):
        return f"m-{first[:4]}", _("%(year)s, month unknown") % {"year": words.partial_date(first[:4])}
    return f"m-{first[:7]}", words.partial_date(first[:7])
