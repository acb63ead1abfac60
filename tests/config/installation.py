"""A directory of real servers, seen from outside, and other processes that use them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import psycopg2
import redis

from config.embedded import EmbeddedServices, Service, services_for
from config.embedded.locks import is_locked

CHECKOUT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys
from pathlib import Path
from config.embedded import Service, ensure
ensure(Path(sys.argv[1]), frozenset(Service(name) for name in sys.argv[2:]))
print("ready", flush=True)
sys.stdin.read()
"""


class Installation:
    """One directory of servers, seen from outside."""

    def __init__(self, directory: Path) -> None:
        self.services: EmbeddedServices = services_for(directory)
        self.directory = self.services.directory
        self.holders: list[subprocess.Popen[str]] = []

    def hold(
        self, *which: Service, prefix: tuple[str, ...] = (), program: str = HOLDER, wait: bool = True
    ) -> subprocess.Popen[str]:
        names = which or tuple(Service)
        command = [*prefix, sys.executable, "-c", program, str(self.directory), *names]
        holder = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env={**os.environ, "DAFTAR_EMBEDDED_FSYNC": "off"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.holders.append(holder)
        if wait:
            self.wait_for(holder)
        return holder

    def wait_for(self, holder: subprocess.Popen[str]) -> None:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"

    def let_go(self, holder: subprocess.Popen[str]) -> None:
        holder.communicate(timeout=10)

    def pid_of(self, service: Service) -> int:
        name = "postmaster.pid" if service is Service.DATABASE else "valkey.pid"
        return int((self.services.data(service) / name).read_text().split()[0])

    def keeper(self) -> int:
        """Its process; 0 while one that has just taken the lock has not written who it is."""
        assert is_locked(self.services.keeper_lock)
        return int(self.services.keeper_lock.read_text() or 0)

    def processes(self) -> list[str]:
        """Everything that works for or in this directory, apart from our own holders."""
        ours = {holder.pid for holder in self.holders}
        others = (process for process in psutil.process_iter() if process.pid not in ours)
        return [f"{process.pid} {line}" for process in others if (line := self._line_of_ours(process)) is not None]

    def _line_of_ours(self, process: psutil.Process) -> str | None:
        """Its command line; None for a process that works elsewhere, or that ends while it is looked at."""
        with contextlib.suppress(psutil.Error):
            place, line = str(self.directory), " ".join(process.cmdline())
            if process.status() != psutil.STATUS_ZOMBIE and (place in line or process.cwd().startswith(place)):
                return line
        return None

    def query(self, statement: str) -> list[tuple[object, ...]]:
        database = self.services.database
        connection = psycopg2.connect(host=database.host, port=database.port, dbname=database.name, user=database.user)
        with contextlib.closing(connection), connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def broker(self) -> "redis.Redis":
        return redis.Redis(unix_socket_path=str(self.services.valkey_socket))

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        arguments = [sys.executable, "-m", "config.embedded", command, str(self.directory)]
        return subprocess.run(arguments, cwd=CHECKOUT, capture_output=True, text=True, check=False)

    def tear_down(self) -> None:
        for holder in self.holders:
            with contextlib.suppress(ProcessLookupError):
                holder.send_signal(signal.SIGKILL)
            holder.communicate()
        self.run("stop")


def eventually(condition: Callable[[], bool], seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
