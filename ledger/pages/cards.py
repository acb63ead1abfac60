"""The timeline: incidents as cards, under their months and days. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.urls import reverse

from ledger.documents import DateDocument, IncidentDocument
from ledger.models import Edition, Operation
from ledger.pages import words
from ledger.pages.claims import accounts_differ
from ledger.pages.dates import machine, shown
from ledger.pages.figures import totals_words
from ledger.pages.places import place_words

FLOOR = "0001-01-01"
FOREVER = "9999-12-31"
PLACES_SHOWN = 2


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


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day, or in one span. `numeral` is an ornament: `words` says all of it."""

    words: str
    machine: str | None
    numeral: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Month:
    anchor: str
    heading: str
    days: tuple[Day, ...]


def months_of(editions: Iterable[Edition], notes: Mapping[str, str] | None = None) -> tuple[Month, ...]:
    """Keeps the order of the editions; a month and a day stand once, where the first of theirs stands."""
    grouped: dict[tuple[str, str], dict[str, list[tuple[DateDocument, Card]]]] = {}
    for edition in editions:
        document = incident_of(edition)
        if document is None:
            continue
        date = document["date"]
        days = grouped.setdefault(_month(date), {})
        note = (notes or {}).get(document["id"], "")
        days.setdefault(shown(date), []).append((date, card(document, edition, note)))
    return tuple(
        Month(anchor, heading, tuple(_day(text, dated) for text, dated in days.items()))
        for (anchor, heading), days in grouped.items()
    )


def incident_of(edition: Edition) -> IncidentDocument | None:
    """None where the document was redacted."""
    return cast(IncidentDocument, json.loads(edition.document)) if edition.document else None


def card(document: IncidentDocument, edition: Edition, note: str = "") -> Card:
    sources, origins = len(document["sources"]), document["origins"]
    return Card(
        id=document["id"],
        url=reverse("pages:record_page", args=["incident", document["id"], document["slug"]]),
        title=document["title"],
        summary=document["summary"],
        place=_places(document),
        type=document["type"]["name"],
        lane=words.lane(document["type"]["lane"]),
        casualties=totals_words(document["totals"]),
        evidence=f"{words.counted(sources, 'source')}, {words.counted(origins, 'independent origin')}",
        single_origin=origins == 1,
        differs=accounts_differ(document),
        corrected=words.day(edition.at.date().isoformat()) if edition.op == Operation.REVISE else "",
        note=note,
    )


def numeral(date: DateDocument) -> str:
    """`26`, or `24–26` for what went on through days of one month; nothing for a date that is not so exact."""
    first, last = date["earliest"], date["latest"]
    exact = first == last or date["extent"] == "throughout" or date["time_of_day"] == "night"
    if not exact or first[:7] != last[:7] or date["approximate"]:
        return ""
    start, end = int(first[8:]), int(last[8:])
    return str(start) if start == end else f"{start}–{end}"


def _places(document: IncidentDocument) -> str:
    places = document["places"]
    if not places:
        return "Place unknown"
    shown_places = "; ".join(place_words(place).text for place in places[:PLACES_SHOWN])
    more = len(places) - PLACES_SHOWN
    return words.sentence(f"{shown_places} and {words.counted(more, 'more place')}" if more > 0 else shown_places)


def _month(date: DateDocument) -> tuple[str, str]:
    """The month in which it began; a year or less exact date stands under a heading of its own."""
    first, last = date["earliest"], date["latest"]
    if first == FLOOR:
        return "m-unknown", "Beginning unknown"
    if date["precision"] in ("year", "part_of_year") or (date["extent"] == "once_within" and last == FOREVER):
        return f"m-{first[:4]}", f"{first[:4]}, month unknown"
    return f"m-{first[:7]}", f"{words.MONTHS[int(first[5:7]) - 1]} {first[:4]}"


def _day(text: str, dated: list[tuple[DateDocument, Card]]) -> Day:
    date = dated[0][0]
    return Day(words.sentence(text), machine(date), numeral(date), tuple(card_ for _, card_ in dated))
