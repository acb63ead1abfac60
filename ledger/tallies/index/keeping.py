"""The process's one index: made in the background at the first question, and carried on to the head by whoever asks.

Until it is there, and where it would be too large, PostgreSQL counts.
"""

import logging
import threading
import time
from typing import Any

from django.db import connection

from ledger.models import LedgerHead
from ledger.tallies.index import loading
from ledger.tallies.index.index import LARGEST_SEQ, Index

# Of so few, PostgreSQL counts as quickly.
FEW_EDITIONS = 5_000
# One container of a bitmap: each part of the work adds whole ones.
AT_ONCE = 2**16
PARTS_BETWEEN = 4  # after so many it is measured whether it grows too large
# Who asks waits for so many editions to be added, a third of a second; for more, the thread is called again.
MOST_BEHIND = 2_000
MEGABYTES = 300
SECONDS_AFTER_FAILURE = 60.0
# For the groups of one part. They end with the thread's own connection.
SETTINGS = "SELECT set_config('work_mem', '128MB', false), set_config('jit', 'off', false)"

logger = logging.getLogger(__name__)


class Keeper:
    def __init__(self, few: int = FEW_EDITIONS, largest: int = MEGABYTES * 1_000_000) -> None:
        self.few, self.largest = few, largest
        self.thread: threading.Thread | None = None
        self.index: Index | None = None
        self._growing, self._starting = threading.Lock(), threading.Lock()
        self._refused: set[str] = set()
        self._rest_until = 0.0

    def index_for(self, epoch: str, as_of: int, needed: int) -> Index | None:
        """One that holds everything up to `needed`, which is at least `as_of`. None: there is none to be had now."""
        if as_of < self.few or needed > LARGEST_SEQ or connection.in_atomic_block or epoch in self._refused:
            return None
        index = self.index
        if index is None or index.epoch != epoch or needed - index.seq > MOST_BEHIND:
            self._begin(epoch, needed)
            return None
        if index.seq >= needed:
            return index
        if self._is_making():
            return None
        with self._growing:
            if index.seq < needed:
                index.append(loading.loaded(index.seq, needed), needed)
        return index

    def clear(self) -> None:
        """Forgets the index; one that is being made is made to the end."""
        if self.thread is not None:
            self.thread.join()
        self.index = self.thread = None
        self._refused.clear()
        self._rest_until = 0.0

    def _begin(self, epoch: str, needed: int) -> None:
        with self._starting:
            if not self._is_making() and time.monotonic() >= self._rest_until:
                self.thread = threading.Thread(target=self._make, args=(epoch, needed), daemon=True, name="tallies")
                self.thread.start()

    def _is_making(self) -> bool:
        return self.thread is not None and self.thread.is_alive()

    def _make(self, epoch: str, needed: int) -> None:
        try:
            with self._growing:
                self._fill(epoch, needed)
        except Exception:  # whatever it is, the database counts on, and this is tried again
            logger.exception("The index for counting could not be made")
            self._rest_until = time.monotonic() + SECONDS_AFTER_FAILURE
        finally:
            connection.close()

    def _fill(self, epoch: str, needed: int) -> None:
        """Part by part, each in a statement of its own, so that nobody has to wait for it."""
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
        started, kept = time.monotonic(), self.index
        index = kept if kept is not None and kept.epoch == epoch else Index(epoch)
        size = 0
        while index.seq < needed and size <= self.largest:
            last = min(index.seq // AT_ONCE * AT_ONCE + AT_ONCE, needed)
            index.append(loading.loaded(index.seq, last), last)
            needed = max(needed, _head(epoch))
            if index.seq == needed or index.seq // AT_ONCE % PARTS_BETWEEN == 0:
                size = index.bytes()
        if size > self.largest:
            logger.warning("An index for counting would take more than %d MB", self.largest // 1_000_000)
            self._refused.add(epoch)
            self.index = None
            return
        index.pack()
        self.index = index
        logger.info("Indexed %d editions in %.1f s, %.1f MB", index.seq, time.monotonic() - started, size / 1e6)


def _head(epoch: str) -> int:
    """Where this epoch's ledger ends now; 0 where another has begun."""
    found: Any = LedgerHead.objects.filter(epoch=epoch).values_list("seq", flat=True).first()
    return found or 0


KEEPER = Keeper()
