"""A source's page: every claim of the register that rests on it, incident by incident. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse

from ledger.documents import IncidentDocument
from ledger.pages import tables, words
from ledger.pages.claims import FACTS, Statement, cited_sources, statements
from ledger.pages.dates import machine, shown


@dataclass(frozen=True, slots=True)
class RestingClaim:
    """`facts` are those that it carries, in words; `figures` what it counts."""

    statement: Statement
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RestingIncident:
    id: str
    url: str
    title: str
    lane: str
    date: str
    date_machine: str | None
    claims: tuple[RestingClaim, ...]
    others: int  # sources besides this one


def resting_on(source_ids: Collection[str], documents: Iterable[IncidentDocument]) -> tuple[RestingIncident, ...]:
    """`source_ids`: the source's own, and those of sources that were merged into it."""
    return tuple(_incident(source_ids, document) for document in documents)


def _incident(source_ids: Collection[str], document: IncidentDocument) -> RestingIncident:
    said = statements(document, cited_sources(document))
    own = [s for s, claim in zip(said, document["claims"], strict=True) if claim["source"] in source_ids]
    return RestingIncident(
        id=document["id"],
        url=reverse("pages:record_page", args=["incident", document["id"], document["slug"]]),
        title=document["title"],
        lane=words.lane(document["type"]["lane"]),
        date=words.sentence(shown(document["date"])),
        date_machine=machine(document["date"]),
        claims=tuple(RestingClaim(one, tuple(map(_fact, one.supports))) for one in own),
        others=sum(source["id"] not in source_ids for source in document["sources"]),
    )


def _fact(name: str) -> str:
    return str(FACTS[name]) if name in FACTS else words.word(tables.HARM_NAMES, name)
