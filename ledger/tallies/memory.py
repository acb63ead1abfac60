"""Counts that were made before, kept by the process and carried over to the seq that is asked for.

An epoch's rows never change but by redactions, and which ids are the same but by merges: both are part of the key.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from django.db import connection

from ledger.filters.sets import Values

MOST_KEPT = 512
MEGABYTES = 64
# Beyond these, counting anew is as quick.
MOST_EDITIONS = 20_000
SHARE_OF_EDITIONS = 20
FEW_EDITIONS = 200
# What these mean changes with other records, or with the clock of the editions.
NOT_CARRIED = ("changed_since", "timeline")

ERA = """
SELECT (SELECT max(seq) FROM ledger_edition WHERE op = 'redact'), greatest(max(seq), max(superseded_by))
FROM (
    SELECT CASE WHEN seq <= %(as_of)s THEN seq END, CASE WHEN superseded_by <= %(as_of)s THEN superseded_by END
    FROM ledger_edition WHERE merged_into <> '' AND record <> 'incident'
) AS merge (seq, superseded_by)
"""
Key = tuple[Hashable, ...]


class Era(NamedTuple):
    """The last redaction of all, and the last change of what was merged up to a seq. Between two seqs of the same era
    only rows came and went."""

    redacted: int
    merged: int


class Kept(NamedTuple):
    seq: int
    value: Any
    size: int


class Memory:
    """The least recently used goes first. Sizes are bytes, roughly."""

    def __init__(self, entries: int = MOST_KEPT, size: int = MEGABYTES * 1_000_000) -> None:
        self._entries, self._largest = entries, size
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        # Whoever asks for what is being counted waits for it: two of them would take twice as long.
        self._counting = [threading.Lock() for _ in range(64)]

    def counting(self, key: Key) -> threading.Lock:
        return self._counting[hash(key) % len(self._counting)]

    def find(self, key: Key) -> Kept | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: Key, kept: Kept) -> None:
        """The younger of two stays: readers of an earlier moment are fewer."""
        with self._lock:
            before = self._kept.get(key)
            if kept.size > self._largest or (before is not None and before.seq >= kept.seq):
                return
            self._size += kept.size - (before.size if before else 0)
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while self._size > self._largest or len(self._kept) > self._entries:
                _, dropped = self._kept.popitem(last=False)
                self._size -= dropped.size

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._size = 0


MEMORY = Memory()


class Way(NamedTuple):
    """How something is counted: anew, or from what it was at another seq; None says that this cannot be told."""

    anew: Callable[[], Any]
    carried: Callable[[Any, int], Any | None]
    size: Callable[[Any], int]


def recalled(key: Key, values: Values, as_of: int, way: Way, memory: Memory = MEMORY) -> Any:
    found = memory.find(key)
    if found is not None and found.seq == as_of:
        return found.value
    with memory.counting(key):
        found = memory.find(key)
        if found is not None and found.seq == as_of:
            return found.value
        value = way.carried(found.value, found.seq) if found and can_carry(values, found.seq, as_of) else None
        if value is None:
            value = way.anew()
        memory.keep(key, Kept(as_of, value, way.size(value)))
        return value


def can_carry(values: Values, before: int, after: int) -> bool:
    few = min(MOST_EDITIONS, max(FEW_EDITIONS, max(before, after) // SHARE_OF_EDITIONS))
    return abs(before - after) <= few and not any(name in values for name in NOT_CARRIED)


def era_of(as_of: int) -> Era:
    with connection.cursor() as cursor:
        cursor.execute(ERA, {"as_of": as_of})
        redacted, merged = cursor.fetchone()
    return Era(redacted or 0, merged or 0)
