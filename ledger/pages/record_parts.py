"""What the page of each kind of record shows beside its own facts, asked of the ledger in a bounded number of
queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import orjson
from django.db.models import Count, Q
from django.urls import reverse

from ledger.documents import (
    ActorDocument,
    IncidentDocument,
    Kind,
    PlaceDocument,
    PublicDocument,
    SourceDocument,
)
from ledger.filters import entries_of
from ledger.filters.merges import same_as
from ledger.models import Edition, RecordEntry
from ledger.pages import tables, words
from ledger.pages.cards import incident_of
from ledger.pages.claims import Origin, origin_words
from ledger.pages.relations import graph_of, relations_of
from ledger.pages.source_claims import resting_on
from ledger.pages.standing import Standing
from ledger.pages.where import where
from ledger.querysets import EntryQuerySet

RELATED_SHOWN = 50
AREAS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RoleCount:
    words: str
    incidents: int
    url: str


@dataclass(frozen=True, slots=True)
class Area:
    name: str
    kind: str
    url: str


def parts_of(
    kind: Kind, document: PublicDocument, rows: EntryQuerySet, shown: Sequence[Edition], standing: Standing
) -> dict[str, Any]:
    """`rows` are all incidents that name the record, `shown` the editions of those on the page."""
    told = [one for edition in shown if (one := incident_of(edition)) is not None]
    if kind == "actor":
        return {**_actor(cast(ActorDocument, document), rows, standing), **where(told)}
    if kind == "place":
        return {"areas": areas_within(cast(PlaceDocument, document), standing)}
    if kind == "source":
        return {**_source(cast(SourceDocument, document), told, standing), **where(told)}
    return where(told) if kind == "timeline" else {}


def captures_of(document: IncidentDocument, standing: Standing) -> dict[str, SourceDocument]:
    """The records of an incident's sources, and of those that they repeat, without those that were withdrawn. Two
    queries at most."""
    cited = sources_of([source["id"] for source in document["sources"]], standing)
    elsewhere = {source["origin"] for source in cited.values()} - cited.keys()
    return cited | (sources_of(elsewhere, standing) if elsewhere else {})


def sources_of(ids: Collection[str], standing: Standing) -> dict[str, SourceDocument]:
    current = Edition.objects.as_of(standing.seq).filter(record="source", record_id__in=ids, document__isnull=False)
    documents = [orjson.loads(text) for text in current.values_list("document", flat=True)]
    return {document["id"]: document for document in documents if "captured_at" in document}


def role_counts(actor_id: str, rows: EntryQuerySet) -> tuple[RoleCount, ...]:
    """In how many incidents it had each role, most first. One query."""
    counts: Mapping[str, int] = rows.aggregate(
        **{role: Count("pk", filter=Q(actor_roles__contains=[f"{actor_id}:{role}"])) for role in tables.ROLES}
    )
    register = reverse("pages:register")
    found = [
        RoleCount(words.word(tables.ROLES, role), number, f"{register}?actor={actor_id}&role={role}")
        for role, number in counts.items()
        if number
    ]
    return tuple(sorted(found, key=lambda one: -one.incidents))


def areas_within(document: PlaceDocument, standing: Standing) -> tuple[Area, ...]:
    """Places of the register that lie in this one, by name. One query."""
    rows = RecordEntry.objects.as_of(standing.seq).filter(record="place", place_ids__contains=[document["id"]])
    others = rows.exclude(record_id=document["id"]).filter(edition__document__isnull=False).by_name()
    listed = others.values_list("record_id", "slug", "name", "kind")[:AREAS_SHOWN]
    return tuple(
        Area(name, words.word(tables.PLACE_KINDS, kind), reverse("pages:record_page", args=["place", id_, slug]))
        for id_, slug, name, kind in listed
    )


def _actor(document: ActorDocument, rows: EntryQuerySet, standing: Standing) -> dict[str, Any]:
    relations = relations_of(document, _naming(document["id"], standing))
    return {
        "relations": relations,
        "graph": graph_of(document["name"], relations),
        "roles": role_counts(document["id"], rows),
    }


def _naming(actor_id: str, standing: Standing) -> list[ActorDocument]:
    """Actors whose own relations lead to this one. Actors are few, so that their documents can be looked through."""
    # That editions are those of actors too keeps the planner from looking through everybody's documents.
    actors = entries_of("actor").as_of(standing.seq).filter(edition__record="actor")
    naming = actors.filter(edition__document__contains=f'"id":"{actor_id}"').exclude(record_id=actor_id)
    texts = naming.by_name().values_list("edition__document", flat=True)[:RELATED_SHOWN]
    return [orjson.loads(text) for text in texts]


def _source(document: SourceDocument, documents: Sequence[IncidentDocument], standing: Standing) -> dict[str, Any]:
    ids = same_as("source", document["id"], standing.seq)
    return {"resting": resting_on(ids, documents), "copies": copies_of(ids, documents, standing)}


def copies_of(
    source_ids: Collection[str], documents: Iterable[IncidentDocument], standing: Standing
) -> tuple[Origin, ...]:
    """The sources that repeat this one, of those that the same incidents cite. One query."""
    beside = {source["id"] for document in documents for source in document["sources"]} - set(source_ids)
    return tuple(origin_words(one) for one in sources_of(beside, standing).values() if one["origin"] in source_ids)


def origin_of(document: SourceDocument, standing: Standing) -> SourceDocument | None:
    """The source that this one repeats, unless that was withdrawn. One query at most."""
    origin = document["origin"]
    return sources_of([origin], standing).get(origin) if origin != document["id"] else None
