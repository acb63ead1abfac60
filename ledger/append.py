"""The only way into the ledger. Numbers are given under one lock, as the transaction's last act, so that whoever
sees seq n sees every smaller one that will ever exist (the measurements are in docs/decisions/0006)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import connection, transaction

from ledger import chain
from ledger.documents import Kind
from ledger.entries import EntryRow, write_entries
from ledger.models import LOCK, Edition, LedgerHead, Operation, take_lock
from ledger.restores import identity_of_database

__all__ = ["LOCK", "PendingEdition", "append"]


@dataclass(frozen=True, slots=True)
class PendingEdition:
    """An edition without its place in the ledger. `document` is canonical JSON; `entry` is None for a tombstone."""

    record: Kind
    record_id: str
    op: Literal["upsert", "withdraw", "merge", "redact"]
    document: bytes
    entry: EntryRow | None = None
    note: str = ""
    reason_code: str = ""
    merged_into: str = ""


def append(pending: Sequence[PendingEdition]) -> list[Edition]:
    """Appends what differs from the current editions and returns it, in order.

    Call it last in a transaction of its own: the lock is held until that commits, and every other publisher waits.
    Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("append() needs a transaction, as its last act")
    hashes = [chain.sha256(item.document) for item in pending]
    # Two statements: the snapshot of the second must be younger than the lock of the first.
    take_lock()
    head, at = _head()
    current = {(e.record, e.record_id): e for e in _current(pending)}
    kept_head = head.seq
    ended: dict[int, int] = {}
    written: list[tuple[Edition, EntryRow | None]] = []
    for item, sha256 in zip(pending, hashes, strict=True):
        before = current.get((item.record, item.record_id))
        op = _operation(item, sha256, before)
        if op is None:
            continue
        edition = _numbered(item, sha256, op, before, head, at)
        if before is not None and before.seq <= kept_head:
            ended[before.seq] = edition.seq
        head.seq, head.chain = edition.seq, edition.chain
        current[item.record, item.record_id] = edition
        written.append((edition, item.entry))
    _write(written, ended, head)
    return [edition for edition, _ in written]


def _head() -> tuple[LedgerHead, datetime]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(clock_timestamp(), (SELECT at FROM ledger_edition ORDER BY seq DESC LIMIT 1))")
        (at,) = cursor.fetchone()
    head = LedgerHead.objects.first()
    if head is None:
        epoch = uuid.uuid4()
        head = LedgerHead.objects.create(
            id=1, epoch=epoch, founded=epoch, database=identity_of_database(), chain=chain.genesis(str(epoch))
        )
    return head, at


def _current(pending: Sequence[PendingEdition]) -> list[Edition]:
    ids = {item.record_id for item in pending}
    return list(Edition.objects.current().filter(record_id__in=ids).defer("document"))


def _operation(item: PendingEdition, sha256: str, before: Edition | None) -> str | None:
    """None where the ledger already says the same. A redaction may keep the document and let the earlier ones go."""
    if item.op == "redact":
        return item.op
    if before is not None and before.document_sha256 == sha256 and before.merged_into == item.merged_into:
        return None
    if item.op != "upsert":
        return item.op
    return Operation.PUBLISH if before is None or before.is_tombstone else Operation.REVISE


def _numbered(
    item: PendingEdition, sha256: str, op: str, before: Edition | None, head: LedgerHead, at: datetime
) -> Edition:
    link = chain.Link(
        seq=head.seq + 1, record=item.record, record_id=item.record_id, number=before.number + 1 if before else 1,
        op=op, at=at, note=item.note, reason_code=item.reason_code, merged_into=item.merged_into,
        document_sha256=sha256,
    )  # fmt: skip
    if before is not None:
        before.superseded_by = link.seq
    return Edition(
        seq=link.seq, record=link.record, record_id=link.record_id, number=link.number, op=op, at=at, note=link.note,
        reason_code=link.reason_code, merged_into=link.merged_into, document=item.document.decode(),
        document_sha256=sha256, chain=chain.chained(head.chain, link),
    )  # fmt: skip


def _write(written: list[tuple[Edition, EntryRow | None]], ended: dict[int, int], head: LedgerHead) -> None:
    if not written:
        return
    _end_earlier(ended)
    Edition.objects.bulk_create([edition for edition, _ in written])
    write_entries(written)
    head.save(update_fields=["seq", "chain"])


def _end_earlier(ended: dict[int, int]) -> None:
    """Says of each seq in the tables which later one took its place."""
    if not ended:
        return
    marks = ", ".join(["(%s::bigint, %s::bigint)"] * len(ended))
    flat = [seq for pair in ended.items() for seq in pair]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH ended (seq, by) AS (VALUES {marks}),
                editions AS (
                    UPDATE ledger_edition AS old SET superseded_by = ended.by FROM ended WHERE old.seq = ended.seq),
                incidents AS (
                    UPDATE ledger_incidententry AS entry SET superseded_by = ended.by
                    FROM ended WHERE entry.seq = ended.seq)
                UPDATE ledger_recordentry AS entry SET superseded_by = ended.by
                FROM ended WHERE entry.seq = ended.seq""",  # noqa: S608 - only placeholders are put together here
            flat,
        )
