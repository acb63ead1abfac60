"""What the pages ask the ledger. Whatever counts many rows is kept in memory by the chain's hash: the same hash is
the same ledger, word for word."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from django.db.models import Case, Count, DateField, F, When
from django.db.models.functions import Cast, Trunc

from ledger.documents import Kind, PublicDocument, TimelineDocument
from ledger.filters import entries_of
from ledger.models import Edition, RecordEntry
from ledger.pages.standing import Standing
from ledger.selection import Selection

ACTORS_OFFERED = 300


@dataclass(frozen=True, slots=True)
class Overview:
    """How many incidents a list holds, by month; those that span months are counted apart."""

    total: int
    months: tuple[tuple[date, int], ...]
    across_months: int
    first: date | None
    last: date | None


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
    return _overview(standing.chain, tuple(sorted(values.items())), standing.seq)


def choices(standing: Standing) -> Choices:
    return _choices(standing.chain, standing.seq)


def notes_of(timeline: TimelineDocument) -> dict[str, str]:
    return {entry["id"]: entry["note"] for entry in timeline["entries"] if entry["note"]}


@lru_cache(maxsize=256)
def _overview(
    chain: str,  # noqa: ARG001 - as for _choices
    values: tuple[tuple[str, Any], ...],
    as_of: int,
) -> Overview:
    rows = Selection("incident", dict(values), "-date", as_of, "").entries()
    first_month = Trunc("earliest", "month", output_field=DateField())
    last_month = Trunc("latest", "month", output_field=DateField())
    within_one = Case(When(first_month=F("last_month"), then=F("first_month")), default=None, output_field=DateField())
    counts = (
        rows.annotate(first_month=first_month, last_month=last_month)
        .annotate(month=Cast(within_one, DateField()))
        .values_list("month")
        .annotate(number=Count("pk"))
    )
    by_month: dict[date | None, int] = defaultdict(int, counts.order_by())
    months = tuple(sorted((month, number) for month, number in by_month.items() if month is not None))
    return Overview(
        sum(by_month.values()), months, by_month[None], months[0][0] if months else None,
        months[-1][0] if months else None,
    )  # fmt: skip


@lru_cache(maxsize=16)
def _choices(chain: str, as_of: int) -> Choices:  # noqa: ARG001 - the key under which the answer is kept
    current = entries_of("incident").as_of(as_of).filter(edition__document__isnull=False)
    codes = current.order_by().values_list("parent_code", "type_code").distinct()
    countries = {
        code for listed in current.order_by().values_list("countries", flat=True).distinct() for code in listed
    }
    actors = (
        entries_of("actor")
        .as_of(as_of)
        .filter(edition__document__isnull=False)
        .by_name()
        .values_list("record_id", "name")[:ACTORS_OFFERED]
    )
    return Choices(tuple(sorted(codes)), tuple(sorted(countries)), tuple(actors))
