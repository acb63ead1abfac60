"""Writes the entries anew from the documents: they are derived, so a new column or rule needs no other migration."""

from collections.abc import Iterator

import orjson
from django.db import connection, transaction
from django.db.models import Q

from ledger.append import LOCK
from ledger.entries import EntryRow, entry_for, write_entries
from ledger.models import Edition, IncidentEntry, RecordEntry

BATCH = 200


def rebuild_entries(*, everything: bool = False) -> int:
    """How many rows were written. Unless `everything` is to be compared, only those that a migration left empty are."""
    return sum(_rebuild(seqs) for seqs in _batches(everything=everything))


def _batches(*, everything: bool) -> Iterator[list[int]]:
    editions = Edition.objects.order_by("seq")
    if not everything:
        editions = editions.filter(Q(incidententry__search_text="") | Q(recordentry__search_text=""))
    last = 0
    while seqs := list(editions.filter(seq__gt=last).values_list("seq", flat=True)[:BATCH]):
        yield seqs
        last = seqs[-1]


@transaction.atomic
def _rebuild(seqs: list[int]) -> int:
    """Under the lock of append(): nobody ends an edition or redacts it meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    editions = Edition.objects.filter(seq__in=seqs).select_related("incidententry", "recordentry").order_by("seq")
    wrong = [(edition, row) for edition in editions if _differs(edition, row := _expected(edition))]
    for entries in (IncidentEntry, RecordEntry):
        entries.objects.filter(pk__in=[edition.seq for edition, _ in wrong]).delete()
    write_entries(wrong)
    return len(wrong)


def _expected(edition: Edition) -> EntryRow | None:
    return entry_for(orjson.loads(edition.document)) if edition.document else None


def _differs(edition: Edition, row: EntryRow | None) -> bool:
    entry = getattr(edition, "incidententry" if edition.record == "incident" else "recordentry", None)
    if entry is None or row is None:
        return (entry is None) != (row is None)
    return entry.superseded_by != edition.superseded_by or any(
        _plain(getattr(entry, column)) != value for column, value in row.items()
    )


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
