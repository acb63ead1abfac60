"""Reads the whole ledger and names every place where it is not what was appended."""

import json
from collections.abc import Iterator

from ledger import chain
from ledger.chain import Fault, KeptEdition, Link
from ledger.entries import entry_for
from ledger.models import Edition, LedgerHead

BATCH = 2_000


def ledger_faults() -> Iterator[Fault]:
    """Empty if the ledger is whole. Memory is flat but for one small row per record."""
    head = LedgerHead.objects.first()
    if head is None:
        first = Edition.objects.order_by("seq").first()
        if first is not None:
            yield Fault(first.seq, "the ledger has editions but no head")
        return
    editions = (_kept(edition) for edition in Edition.objects.order_by("seq").iterator(BATCH))
    yield from chain.faults(editions, founded=str(head.founded), head_seq=head.seq, head_chain=head.chain)
    yield from _entry_faults()


def _kept(edition: Edition) -> KeptEdition:
    link = Link(
        edition.seq, edition.record, edition.record_id, edition.number, edition.op, edition.at, edition.note,
        edition.reason_code, edition.merged_into, edition.document_sha256,
    )  # fmt: skip
    return KeptEdition(link, edition.chain, edition.document, edition.superseded_by, edition.redacted_by)


def _entry_faults() -> Iterator[Fault]:
    """The filter rows must say what the documents say, or a list would lie."""
    editions = Edition.objects.order_by("seq").select_related("incidententry", "recordentry")
    for edition in editions.iterator(BATCH):
        fault = _entry_fault(edition)
        if fault:
            yield Fault(edition.seq, fault)


def _entry_fault(edition: Edition) -> str:
    name = "incidententry" if edition.record == "incident" else "recordentry"
    entry = getattr(edition, name, None)
    expected = entry_for(json.loads(edition.document)) if edition.document else None
    if expected is None:
        return "has a filter row, though it shows nothing" if entry is not None else ""
    if entry is None:
        return "has no filter row"
    if entry.superseded_by != edition.superseded_by:
        return "its filter row ends at another seq"
    different = [column for column, value in expected.items() if _plain(getattr(entry, column)) != value]
    return f"its filter row differs in {', '.join(different)}" if different else ""


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
