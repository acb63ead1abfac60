"""What the pages ask the ledger. Whatever counts many rows is kept in memory by the chain's hash: the same hash is
the same ledger, word for word."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from django.db import connection

from ledger import tallies
from ledger.documents import Kind, PublicDocument, TimelineDocument
from ledger.filters import entries_of
from ledger.models import Edition, RecordEntry
from ledger.pages.standing import Standing
from ledger.selection import Selection

ACTORS_OFFERED = 300
MOST_CODES = 1_000
# The newest of each type tells its parent: an index holds them in this order.
PARENTS = """
SELECT parent_code, code FROM unnest(%(codes)s::varchar[]) AS asked (code) CROSS JOIN LATERAL (
    SELECT parent_code FROM ledger_incidententry
    WHERE type_code = code AND seq <= %(as_of)s AND (superseded_by IS NULL OR superseded_by > %(as_of)s)
    ORDER BY earliest DESC, latest DESC, record_id DESC, seq DESC LIMIT 1
) AS newest
"""


@dataclass(frozen=True, slots=True)
class Overview:
    """How many incidents a list holds, and the first month in which one certainly was."""

    total: int
    first: date | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter form offers: codes of types, codes of countries, actors by name."""

    types: tuple[tuple[str, str], ...]
    countries: tuple[str, ...]
    actors: tuple[tuple[str, str], ...]


def written_at(seq: int) -> datetime | None:
    return Edition.objects.filter(seq=seq).values_list("at", flat=True).first()


def edition_as_of(kind: Kind, record_id: str, standing: Standing) -> Edition | None:
    edition: Edition | None = Edition.objects.as_of(standing.seq).of_record(kind, record_id).first()
    return edition


def editions_of(kind: Kind, record_id: str, standing: Standing) -> list[Edition]:
    editions = Edition.objects.of_record(kind, record_id).filter(seq__lte=standing.seq)
    return list(editions.order_by("-number").defer("document"))


def timeline_id(slug: str, standing: Standing) -> str | None:
    """The timeline that has this slug, or had it last before it was withdrawn or renamed."""
    rows = RecordEntry.objects.filter(record="timeline", slug=slug, pk__lte=standing.seq)
    return rows.order_by("-pk").values_list("record_id", flat=True).first()


def slugs(kind: Kind, ids: list[str], standing: Standing) -> dict[str, str]:
    rows = entries_of(kind).as_of(standing.seq).filter(record_id__in=ids)
    return dict(rows.values_list("record_id", "slug"))


def document_of(edition: Edition) -> PublicDocument | None:
    return cast(PublicDocument, json.loads(edition.document)) if edition.document else None


def overview(values: Mapping[str, Any], standing: Standing) -> Overview:
    selection = Selection("incident", values, "-date", standing.seq, str(standing.head.epoch))
    counted = tallies.histogram(selection, "month")
    return Overview(counted.total, counted.bars[0].first if counted.bars else None)


def choices(standing: Standing) -> Choices:
    return _choices(standing.chain, str(standing.head.epoch), standing.seq)


def notes_of(timeline: TimelineDocument) -> dict[str, str]:
    return {entry["id"]: entry["note"] for entry in timeline["entries"] if entry["note"]}


@lru_cache(maxsize=16)
def _choices(chain: str, epoch: str, as_of: int) -> Choices:  # noqa: ARG001 - part of the key of what is kept
    counted = tallies.facets(Selection("incident", {}, "-date", as_of, epoch), ("type", "country"), MOST_CODES)
    actors = (
        entries_of("actor")
        .as_of(as_of)
        .filter(edition__document__isnull=False)
        .by_name()
        .values_list("record_id", "name")[:ACTORS_OFFERED]
    )
    types = _parents([count.value for count in counted["type"]], as_of)
    return Choices(types, tuple(sorted(count.value for count in counted["country"])), tuple(actors))


def _parents(codes: list[str], as_of: int) -> tuple[tuple[str, str], ...]:
    """Each type's parent and the type. A parent of which nothing is itself stands with its children alone."""
    with connection.cursor() as cursor:
        cursor.execute(PARENTS, {"codes": codes, "as_of": as_of})
        return tuple(sorted(cursor.fetchall()))
