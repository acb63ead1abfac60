"""Questions about the ledger. `as_of` is a seq: what was current when the ledger ended there."""

from typing import Any, Self

from django.db import models
from django.db.models import Q


class _AsOf(models.QuerySet[Any]):
    def current(self) -> Self:
        return self.filter(superseded_by=None)

    def as_of(self, seq: int | None) -> Self:
        """Current rows, or those that were current at `seq`."""
        if seq is None:
            return self.current()
        return self.filter(Q(superseded_by=None) | Q(superseded_by__gt=seq), pk__lte=seq)


class EditionQuerySet(_AsOf):
    def of_record(self, record: str, record_id: str) -> Self:
        return self.filter(record=record, record_id=record_id)

    def after(self, seq: int) -> Self:
        """Everything that was ever appended after `seq`, in order: a reader that keeps the last seq misses nothing."""
        return self.filter(seq__gt=seq).order_by("seq")


class EntryQuerySet(_AsOf):
    def by_name(self) -> Self:
        return self.order_by("sort_name", "record_id")
