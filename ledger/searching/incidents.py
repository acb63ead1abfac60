"""The incidents that a search finds, as its page shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import orjson
from django.urls import reverse

from ledger.documents import IncidentDocument
from ledger.models import Edition
from ledger.pages import words
from ledger.pages.dates import machine, shown
from ledger.pages.places import place_words
from ledger.searching.snippets import Passage, Piece, Query, Snippet, snippet


@dataclass(frozen=True, slots=True)
class Result:
    """`direction` is that of the snippet, which may be a quote in any language."""

    url: str
    title: tuple[Piece, ...]
    snippet: Snippet | None
    direction: str
    date: str
    machine: str | None
    place: tuple[Piece, ...]
    type: str
    lane: str


def ranked(query: Query, seqs: Sequence[int]) -> list[IncidentDocument]:
    """Those that are called what is sought first; the order of `seqs` within both parts."""
    editions = Edition.objects.filter(seq__in=seqs, document__isnull=False).values_list("seq", "document")
    by_seq = {seq: cast(IncidentDocument, orjson.loads(document)) for seq, document in editions}
    documents = [by_seq[seq] for seq in seqs if seq in by_seq]
    return sorted(documents, key=lambda document: not query.meets(document["title"]))


def result(query: Query, document: IncidentDocument) -> Result:
    found = snippet(query, _passages(document))
    place = words.sentence(place_words(document["places"][0]).text) if document["places"] else ""
    return Result(
        url=reverse("pages:record_page", args=["incident", document["id"], document["slug"]]),
        title=query.marked(document["title"], is_name=True),
        snippet=found,
        direction=words.direction(found.language) if found and found.language else "",
        date=words.sentence(shown(document["date"])),
        machine=machine(document["date"]),
        place=query.marked(place, is_name=True),
        type=words.type_name(document["type"]),
        lane=words.lane(document["type"]["lane"]),
    )


def _passages(document: IncidentDocument) -> Iterator[Passage]:
    """What may be shown, the register's own words before those of its sources, and names last."""
    publishers = {source["id"]: source["publisher"] or source["domain"] for source in document["sources"]}
    yield Passage(document["summary"])
    for claim in document["claims"]:
        text = claim["reading"] or claim["quote"]
        yield Passage(text, claim["language"], publishers.get(claim["source"], ""))
    for actor in document["actors"]:
        yield Passage(actor["name"], is_name=True)
        yield Passage(actor["as_named"], is_name=True)
    for facility in document["facilities"]:
        yield Passage(facility["name"], is_name=True)
    for place in document["places"]:
        yield Passage(", ".join(filter(None, (place["name"], place["admin2"], place["admin1"]))), is_name=True)
