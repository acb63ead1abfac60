"""What the ids that are counted are called. Names as they stood at a seq."""

from collections.abc import Iterable
from typing import NamedTuple

from ledger.models import RecordEntry


class Named(NamedTuple):
    name: str
    slug: str


def named(kind: str, ids: Iterable[str], seq: int) -> dict[str, Named]:
    """Without those that had no public record then. One query."""
    rows = RecordEntry.objects.as_of(seq).filter(record=kind, record_id__in=list(ids))
    return {id_: Named(name, slug) for id_, name, slug in rows.values_list("record_id", "name", "slug")}


def names_of(kind: str, ids: Iterable[str], seq: int) -> dict[str, str]:
    return {id_: one.name for id_, one in named(kind, ids, seq).items()}
