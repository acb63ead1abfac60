"""Records as they stand in lists, kept in memory by their seq: an edition never changes, so nothing kept goes stale.

What must not be shown any more is a question for the tables, each time: rows are found there, and only their text is
taken from here (a redacted edition has no row left to find).
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence

from django.db import connection

from ledger.rendering import envelope, spliced

MEGABYTES = 64


class Fragments:
    """The ones asked for last, up to a number of bytes."""

    def __init__(self, bytes_kept: int) -> None:
        self.bytes_kept = bytes_kept
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def of(self, epoch: str, seqs: Sequence[int]) -> list[bytes]:
        """`{"edition": {...}, ...document}` of each seq, in their order; one query for those that are not kept. A
        document that was redacted in between is left out. After a restore a seq means another edition, so the epoch
        is part of its name."""
        if connection.in_atomic_block:  # what is read there may be rolled back, and its numbers given again
            read = _read(seqs)
            return [read[seq] for seq in seqs if seq in read]
        with self._lock:
            found = {seq: self._kept[epoch, seq] for seq in seqs if (epoch, seq) in self._kept}
            for seq in found:
                self._kept.move_to_end((epoch, seq))
        missing = [seq for seq in seqs if seq not in found]
        if missing:
            read = _read(missing)
            self._keep(epoch, read)
            found |= read
        return [found[seq] for seq in seqs if seq in found]

    def _keep(self, epoch: str, read: Mapping[int, bytes]) -> None:
        with self._lock:
            for seq, content in read.items():
                if (epoch, seq) not in self._kept:
                    self._bytes += len(content)
                self._kept[epoch, seq] = content
            while self._bytes > self.bytes_kept:
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= len(dropped)


FRAGMENTS = Fragments(MEGABYTES * 1_000_000)


def _read(seqs: Sequence[int]) -> dict[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, number, op, at, document_sha256, document FROM ledger_edition"
            " WHERE seq = ANY(%s) AND document IS NOT NULL",
            [list(seqs)],
        )
        return {row[0]: spliced(envelope(*row[:5]), row[5]).encode() for row in cursor}
