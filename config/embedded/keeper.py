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
        while not self.asked_to_stop and self.lock.is_of_this_file():
            if not self._has_standby():
                self._fork_standby()
            if self._look():
                return
            time.sleep(SECONDS_BETWEEN_LOOKS)
        self._dismiss_standby()
        for watch in self.watches:
            watch.server.stop()

    def _look(self) -> bool:
        """True when nobody uses anything any more; then the locks stay ours until the process has ended."""
        now = time.monotonic()
        locks = [watch.look(now) for watch in self.watches]
        done = all(locks) and not any(watch.server.is_alive() or now < watch.wanted_until for watch in self.watches)
        if done:
            self._dismiss_standby()
            return True
        for lock in locks:
            if lock is not None:
                lock.close()
        return False

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
