"""Canonical JSON, hashes, and the proof that the ledger is whole. Pure: no tables.

document_sha256 = SHA-256 of the document's bytes. chain = SHA-256 of the previous chain value (hex) followed by the
canonical JSON of the edition's envelope, which holds that document hash.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson


@dataclass(frozen=True, slots=True)
class Link:
    """An edition as the chain sees it."""

    seq: int
    record: str
    record_id: str
    number: int
    op: str
    at: datetime
    note: str
    reason_code: str
    merged_into: str
    document_sha256: str


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition as it was found in the table, for checking."""

    link: Link
    chain: str
    document: str | None
    superseded_by: int | None
    redacted_by: int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and at which seq."""

    seq: int
    message: str


def canonical(document: Mapping[str, object]) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8: the same record always gives the same bytes."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def genesis(founded: str) -> str:
    """The chain value before the first edition, from the epoch in which the ledger was founded."""
    return sha256(f"daftar ledger {founded}".encode())


def chained(previous: str, link: Link) -> str:
    envelope = {
        "seq": link.seq,
        "record": link.record,
        "id": link.record_id,
        "edition": link.number,
        "op": link.op,
        "at": link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "note": link.note,
        "reason_code": link.reason_code,
        "merged_into": link.merged_into,
        "document_sha256": link.document_sha256,
    }
    return sha256(previous.encode() + canonical(envelope))


def faults(editions: Iterable[KeptEdition], *, founded: str, head_seq: int, head_chain: str) -> Iterator[Fault]:
    """Every place where the ledger is not what was appended; `editions` in order of seq."""
    previous, expected = genesis(founded), 1
    last: dict[tuple[str, str], KeptEdition] = {}
    redactions = Redactions()
    for kept in editions:
        seq = kept.link.seq
        if seq != expected:
            yield Fault(expected, _gap(expected, seq))
        yield from _edition_faults(kept, previous)
        yield from _order_faults(kept, last)
        yield from redactions.faults(kept)
        last[kept.link.record, kept.link.record_id] = kept
        previous, expected = kept.chain, seq + 1
    yield from redactions.unfounded()
    for kept in last.values():
        if kept.superseded_by is not None:
            yield Fault(kept.link.seq, f"is said to be superseded by {kept.superseded_by}, which is not there")
    if head_seq != expected - 1:
        yield Fault(expected, f"the ledger's head says it ends at {head_seq}, but the last edition is {expected - 1}")
    elif head_chain != previous:
        yield Fault(head_seq, "the ledger's head holds another chain value than the last edition")


class Redactions:
    """Whether what is gone was redacted by a later edition of the same record, and a redaction left nothing behind."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], int] = {}
        self._gone: dict[tuple[str, str], list[tuple[int, int]]] = {}

    def faults(self, kept: KeptEdition) -> Iterator[Fault]:
        link = kept.link
        key = link.record, link.record_id
        if link.op == "redact":
            if key in self._kept:
                yield Fault(self._kept.pop(key), f"was redacted by {link.seq}, but its document is still there")
            self._gone[key] = [(seq, by) for seq, by in self._gone.get(key, []) if by != link.seq]
        if kept.redacted_by is not None:
            self._gone.setdefault(key, []).append((link.seq, kept.redacted_by))
        if kept.document is not None:
            self._kept.setdefault(key, link.seq)
            if kept.redacted_by is not None:
                yield Fault(link.seq, f"is said to be redacted by {kept.redacted_by}, but its document is still there")

    def unfounded(self) -> Iterator[Fault]:
        for gone in self._gone.values():
            for seq, by in gone:
                yield Fault(seq, f"is said to be redacted by {by}, which is no redaction of it")


def _gap(expected: int, found: int) -> str:
    if found < expected:
        return f"edition {found} stands where {expected} was expected"
    missing = f"{expected}" if found == expected + 1 else f"{expected} to {found - 1}"
    return f"missing: {missing} was removed or never written"


def _edition_faults(kept: KeptEdition, previous: str) -> Iterator[Fault]:
    seq = kept.link.seq
    if chained(previous, kept.link) != kept.chain:
        yield Fault(seq, "the chain does not continue: this edition, or the one before it, was changed")
    if kept.document is None:
        if kept.redacted_by is None:
            yield Fault(seq, "the document is gone without a redaction")
    elif sha256(kept.document.encode()) != kept.link.document_sha256:
        yield Fault(seq, "the document is not the one that was published")


def _order_faults(kept: KeptEdition, last: Mapping[tuple[str, str], KeptEdition]) -> Iterator[Fault]:
    link = kept.link
    before = last.get((link.record, link.record_id))
    number = before.link.number + 1 if before else 1
    if link.number != number:
        yield Fault(link.seq, f"is edition {link.number} of {link.record} {link.record_id}, expected {number}")
    if before and before.superseded_by != link.seq:
        yield Fault(before.link.seq, f"should end at {link.seq}, but says {before.superseded_by}")
    if before and link.at < before.link.at:
        yield Fault(link.seq, "is dated before the edition that it follows")
