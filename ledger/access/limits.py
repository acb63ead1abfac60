"""How much is left for whom: a sliding window, counted in one place for all web processes.

Two counters stand for each reader, this minute's and the last one's, which weighs less the longer ago it is.
"""

import logging
import math
import time
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from limits import RateLimitItemPerMinute
from limits.storage import RedisStorage
from valkey.exceptions import NoScriptError, ValkeyError

from ledger.access.storage import understood

WINDOW_SECONDS = 60
# Longer than any healthy answer, shorter than a reader would notice.
TIMEOUT_SECONDS = 0.1
# After a failure nobody asks again for so long: a dead storage must not cost each reader the timeout.
REST_SECONDS = 5.0
COMPLAINTS_SECONDS = 60.0
logger = logging.getLogger(__name__)


class Limit(NamedTuple):
    """`policy` names it to the reader, `who` is counted, `quota` is what they may send in a window."""

    policy: str
    who: str
    quota: int


class Window(NamedTuple):
    """What the two counters hold, and for how many more seconds; the current one lives twice as long as a window."""

    previous: int
    previous_expires_in: float
    current: int
    current_expires_in: float


class Verdict(NamedTuple):
    """`wait_seconds` is 0 for what was allowed, else the whole seconds after which the same request would be."""

    allowed: bool
    remaining: int
    wait_seconds: int


def window_of(values: list[Any]) -> Window:
    """As the script tells it: counts in bytes, times in milliseconds, neither where there is nothing."""
    previous, previous_ms, current, current_ms = values
    return Window(
        int(previous or 0), max(0, previous_ms or 0) / 1000, int(current or 0), max(0, current_ms or 0) / 1000
    )  # fmt: skip


def remaining_in(window: Window, quota: int) -> int:
    lately = math.floor(window.previous * window.previous_expires_in / WINDOW_SECONDS)
    return max(0, quota - lately - window.current)


def wait_in(window: Window, quota: int, cost: int) -> int:
    """The first whole second at which `cost` fits, provided nothing else is taken until then."""
    room = quota - cost - window.current
    if room >= 0:
        weight = window.previous_expires_in
        seconds = weight - (room + 1) * WINDOW_SECONDS / window.previous if window.previous else 0.0
    else:
        # This window has to become the former one, and then to lose weight.
        turn = window.current_expires_in - WINDOW_SECONDS
        seconds = max(turn, window.current_expires_in - (quota - cost + 1) * WINDOW_SECONDS / window.current)
    return max(0, math.floor(seconds)) + 1


class Counter:
    """Takes from the quotas in a Valkey or Redis. Where that does not answer, nothing is limited."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.storage = RedisStorage(
            url, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS, retry_on_timeout=False
        )
        self.clock = clock
        self.rests_until = -math.inf

    def take(self, limit: Limit, cost: int) -> Verdict | None:
        """None: the storage is away, and the request goes on."""
        if self.clock() < self.rests_until:
            return None
        cost = min(cost, limit.quota)
        key = RateLimitItemPerMinute(limit.quota).key_for(limit.policy, limit.who)
        try:
            allowed, window = self._taken(key, limit.quota, cost)
        except (ValkeyError, OSError) as error:
            self.rests_until = self.clock() + REST_SECONDS
            complain("requests are not limited: their counter does not answer (%s)", error)
            return None
        return Verdict(allowed, remaining_in(window, limit.quota), 0 if allowed else wait_in(window, limit.quota, cost))

    def _taken(self, key: str, quota: int, cost: int) -> tuple[bool, Window]:
        """The library's two scripts, take and look, on one way there and back, which halves the cost of a request."""
        storage = self.storage
        counters = [f"{storage.key_prefix}:{{{key}}}/-1", f"{storage.key_prefix}:{{{key}}}"]
        both = storage.storage.pipeline(transaction=False)
        both.evalsha(storage.lua_acquire_sliding_window.sha, 2, *counters, quota, WINDOW_SECONDS, cost)
        both.evalsha(storage.lua_sliding_window.sha, 2, *counters, WINDOW_SECONDS)
        try:
            allowed, values = both.execute()
        except NoScriptError:  # a server that was started since knows no scripts; these calls teach it
            allowed = storage.acquire_sliding_window_entry(key, quota, WINDOW_SECONDS, cost)
            return allowed, Window(*storage.get_sliding_window(key, WINDOW_SECONDS))
        return bool(allowed), window_of(values)


@cache
def counter_at(url: str) -> Counter | None:
    """One in each process; it connects with the first request."""
    address = understood(url)
    return Counter(address) if address else None


class Complaints:
    """The same trouble with every request is told once a minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.told_at: dict[str, float] = {}

    def __call__(self, message: str, *arguments: object) -> None:
        if self.clock() - self.told_at.get(message, -math.inf) >= COMPLAINTS_SECONDS:
            self.told_at[message] = self.clock()
            logger.warning(message, *arguments)


complain = Complaints()
