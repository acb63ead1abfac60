"""The detached process that starts the servers, starts them again if they die, and stops them after the last use.

It forks a standby that sleeps on the keeper's lock, so the kernel wakes a successor the moment a keeper is killed:

    holders --shared lock--> keeper --inherited lock--> servers
                               |
                            standby (waits for the keeper's lock)
"""

import contextlib
import os
import signal
import time
from collections.abc import Sequence
from types import FrameType

from config.embedded.layout import EmbeddedServices
from config.embedded.locks import Lock, try_lock
from config.embedded.servers import Server

SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_TO_LINGER = 2.0
LONGEST_PAUSE_SECONDS = 30.0
SECONDS_OF_A_GOOD_START = 10.0
# A server that was killed just after its start is no failure yet.
FAILURES_WORTH_A_REPORT = 3


class Watch:
    """One server, who wants it, and how often starting it has failed."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.wanted_until = 0.0
        self.failures = 0
        self.started_at = 0.0
        self.next_start = 0.0

    def look(self, now: float) -> Lock | None:
        """Starts or stops the server as needed. The lock it returns keeps newcomers waiting; close it soon."""
        alone = try_lock(self.server.services.holders_lock(self.server.service))
        if alone is None:
            self.wanted_until = now + SECONDS_TO_LINGER
            if not self.server.is_alive() and now >= self.next_start:
                self._start(now)
        elif now >= self.wanted_until and self.server.is_alive():
            self.server.stop()
        return alone

    def is_busy(self, now: float) -> bool:
        return now < self.wanted_until or self.server.is_alive()

    def _start(self, now: float) -> None:
        if now - self.next_start > SECONDS_OF_A_GOOD_START:
            self.failures = 0
        if self.failures >= FAILURES_WORTH_A_REPORT:
            self._report(f"The {self.server.service} keeps ending soon after its start.")
        pause = min(0.25 * 2**self.failures, LONGEST_PAUSE_SECONDS)
        self.started_at, self.next_start = now, now + pause
        self.failures += 1
        try:
            self.server.start()
        except (OSError, RuntimeError, LookupError) as error:
            self._report(str(error))

    def _report(self, message: str) -> None:
        print(message, flush=True)
        self.server.services.failure(self.server.service).write_text(message)


class Keeper:
    def __init__(self, services: EmbeddedServices, servers: Sequence[Server], lock: Lock) -> None:
        self.services = services
        self.watches = [Watch(server) for server in servers]
        self.lock = lock
        self.standby = 0
        self.asked_to_stop = False

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.lock.write(str(os.getpid()))
        try:
            while self._is_needed():
                time.sleep(SECONDS_BETWEEN_LOOKS)
        finally:
            self._dismiss_standby()
            for watch in self.watches:
                watch.server.stop()

    def _is_needed(self) -> bool:
        """When nobody uses anything any more, the holders' locks stay ours until the process has ended."""
        if self.asked_to_stop or not self.lock.is_of_this_file():
            return False
        if not self._has_standby():
            self._fork_standby()
        now = time.monotonic()
        locks = [watch.look(now) for watch in self.watches]
        if all(locks) and not any(watch.is_busy(now) for watch in self.watches):
            return False
        for lock in locks:
            if lock is not None:
                lock.close()
        return True

    def _has_standby(self) -> bool:
        if not self.standby:
            return False
        ended, _ = os.waitpid(self.standby, os.WNOHANG)
        return not ended

    def _fork_standby(self) -> None:
        self.standby = os.fork()
        if self.standby:
            return
        try:
            # A shared descriptor would hold the keeper's lock beyond the keeper's death.
            self.lock.close()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            keep(self.services, [watch.server for watch in self.watches], standby=True)
        finally:
            os._exit(0)

    def _dismiss_standby(self) -> None:
        if self.standby:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.standby, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.standby, 0)

    def _ask_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked_to_stop = True


def keep(services: EmbeddedServices, servers: Sequence[Server], *, standby: bool = False) -> None:
    """Returns at once if there is a keeper already, or, as a standby, waits for its end and takes over."""
    lock = Lock(services.keeper_lock)
    if lock.acquire(wait=standby):
        for server in servers:
            server.child = None  # a predecessor's
        Keeper(services, servers, lock).run()
