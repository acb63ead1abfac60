"""Documents that must go (law, safety): their bytes are destroyed, their hashes and the chain stay.

Public notes, reasons and ids are part of the chain and cannot be redacted.
"""

from dataclasses import dataclass

import orjson
from django.db import connection, transaction
from django.db.models import QuerySet

from ledger import chain
from ledger.append import PendingEdition, append
from ledger.documents import Kind, Tombstone
from ledger.entries import entry_for
from ledger.models import Edition, IncidentEntry, Operation, RecordEntry, take_lock


class NothingToRedact(Exception):
    """The record was never public, or shows nothing that could be kept."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Another record whose public documents name the redacted one; `current` says whether today's does."""

    record: str
    record_id: str
    current: bool


def redact(record: Kind, record_id: str, *, note: str, reason_code: str) -> Edition:
    """Leaves a tombstone and destroys every document of the record; returns the redacting edition.

    Call it last in a transaction of its own, as append(). Repeating it appends nothing. Raises NothingToRedact.
    """
    current = _current(record, record_id)
    if current.op == Operation.REDACT and current.is_tombstone:
        return current
    tombstone: Tombstone = {
        "record": record, "id": record_id, "slug": "", "withdrawn": True, "reason_code": reason_code,
        "merged_into": current.merged_into or None,
    }  # fmt: skip
    return _redact(
        PendingEdition(
            record, record_id, "redact", chain.canonical(tombstone), None, note, reason_code, current.merged_into
        )
    )


def redact_earlier(record: Kind, record_id: str, *, note: str, reason_code: str) -> Edition:
    """Keeps the record as it is now and destroys the documents of its earlier editions; as redact() otherwise."""
    current = _current(record, record_id)
    if current.is_tombstone or current.document is None:
        raise NothingToRedact(f"{record} {record_id} shows nothing that could be kept")
    if not _earlier(record, record_id, current.seq).exists():
        return current
    entry = entry_for(orjson.loads(current.document))
    return _redact(PendingEdition(record, record_id, "redact", current.document.encode(), entry, note, reason_code))


def was_redacted(record: Kind, record_id: str, document_sha256: str) -> bool:
    """Whether an edition of the record said exactly this, and was made to go."""
    gone = Edition.objects.of_record(record, record_id).filter(document=None, document_sha256=document_sha256)
    return gone.exists()


def mentions_of(record_id: str) -> list[Mention]:
    """Reads every document that is kept; for the few times that an editor must know."""
    naming = Edition.objects.filter(document__contains=f'"{record_id}"').exclude(record_id=record_id)
    found: dict[tuple[str, str], bool] = {}
    for record, id_, ended in naming.order_by("record", "record_id").values_list(
        "record", "record_id", "superseded_by"
    ):
        found[record, id_] = found.get((record, id_), False) or ended is None
    return [Mention(record, id_, current) for (record, id_), current in found.items()]


def _current(record: Kind, record_id: str) -> Edition:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a redaction needs a transaction, as its last act")
    take_lock()
    current: Edition | None = Edition.objects.current().of_record(record, record_id).first()
    if current is None:
        raise NothingToRedact(f"{record} {record_id} was never public")
    return current


def _redact(pending: PendingEdition) -> Edition:
    (edition,) = append([pending])
    earlier = _earlier(pending.record, pending.record_id, edition.seq)
    seqs = list(earlier.values_list("seq", flat=True))
    for entries in (IncidentEntry, RecordEntry):
        entries.objects.filter(pk__in=seqs).delete()
    earlier.update(document=None, redacted_by=edition.seq)
    return edition


def _earlier(record: Kind, record_id: str, seq: int) -> QuerySet[Edition]:
    return Edition.objects.of_record(record, record_id).filter(seq__lt=seq, document__isnull=False)
