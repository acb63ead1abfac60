"""Waiting for the ledger to grow, for a consumer that wants to hear of a change at once and not to ask all the time."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ledger.caching import current_head
from ledger.models import LedgerHead

# A change is heard of within this time; one look is one row by its key.
LOOK_EVERY_SECONDS = 0.2
# Each that waits holds a thread of the web process; the rest of them is for everybody else.
WAITERS = 8

_places = threading.BoundedSemaphore(WAITERS)


@contextmanager
def place_to_wait() -> Iterator[bool]:
    """Whether there is one left in this process."""
    free = _places.acquire(blocking=False)
    try:
        yield free
    finally:
        if free:
            _places.release()


def wait_for_growth(seq: int, deadline: float) -> LedgerHead | None:
    """The head as soon as it lies beyond `seq`; None when `deadline` (of time.monotonic()) has passed."""
    while time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_SECONDS)
        head = current_head()
        if head.seq > seq:
            return head
    return None
