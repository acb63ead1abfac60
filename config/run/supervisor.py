"""Starts children, passes their output on line by line, starts them again when they die, stops them all."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Protocol

from config.run.commands import Child, dying_with_parent

SHORTEST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
SECONDS_OF_A_GOOD_RUN = 30.0
# Celery finishes the tasks in hand first; what takes longer is handed out again by its lease.
SECONDS_TO_STOP = 15.0


class Say(Protocol):
    def __call__(self, name: str, line: str) -> None: ...


class Running:
    """One child and its successive processes."""

    def __init__(self, child: Child, directory: Path, environment: Mapping[str, str], say: Say) -> None:
        self.child = child
        self.directory = directory
        self.environment = dict(environment)
        self.say = say
        self.process: subprocess.Popen[str] | None = None
        self.pause = SHORTEST_PAUSE_SECONDS
        self.started_at = 0.0
        self.start_again_at = 0.0

    def start(self, now: float) -> None:
        # A session of its own: Ctrl-C reaches the supervisor alone, which then stops the children in order.
        self.process = subprocess.Popen(  # noqa: S603 - commands come from config.run.commands
            dying_with_parent(self.child.command),
            cwd=self.directory,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.started_at = now
        assert self.process.stdout is not None
        threading.Thread(target=self._pass_on, args=(self.process.stdout,), daemon=True).start()

    def look(self, now: float) -> None:
        """Starts it when it is time to, and sets that time when it has died."""
        if self.process is None:
            if now >= self.start_again_at:
                self.start(now)
        elif self.process.poll() is not None:
            self._note_death(self.process.returncode, now)

    def send(self, stop_signal: signal.Signals) -> None:
        """To the whole session, so that workers of a master that was killed go too."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, stop_signal)
            except ProcessLookupError:
                return

    def tell_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def _note_death(self, status: int, now: float) -> None:
        self.send(signal.SIGKILL)
        if now - self.started_at > SECONDS_OF_A_GOOD_RUN:
            self.pause = SHORTEST_PAUSE_SECONDS
        self.say(self.child.name, f"ended with status {status}; starting it again in {self.pause:.0f} s")
        self.process = None
        self.start_again_at = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE_SECONDS)

    def _pass_on(self, output: IO[str]) -> None:
        for line in output:
            self.say(self.child.name, line.rstrip())


class Supervisor:
    def __init__(self, children: Sequence[Child], *, directory: Path, environment: Mapping[str, str], say: Say) -> None:
        self.running = [Running(child, directory, environment, say) for child in children]

    def look(self) -> None:
        now = time.monotonic()
        for running in self.running:
            running.look(now)

    def stop(self) -> None:
        """Returns when every child has ended, politely or not."""
        for running in self.running:
            running.tell_to_stop()
        deadline = time.monotonic() + SECONDS_TO_STOP
        while not all(running.has_ended() for running in self.running) and time.monotonic() < deadline:
            time.sleep(0.05)
        for running in self.running:
            running.send(signal.SIGKILL)
            if running.process is not None:
                running.process.wait()
