"""The servers that are measured: the product as it is served, in one web process, and Datasette."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import psutil
from django.conf import settings

from config.run.commands import children
from tests.bench.client import Connection, get_request

CHECKOUT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60
NEVER_REACHED = "100000000"  # a limit that is counted and never acts


@contextlib.contextmanager
def product(database_url: str) -> Iterator[tuple[int, psutil.Process]]:
    """The port and the only worker of the web server, started as production starts it."""
    port = _free_port()
    web = next(
        child for child in children(python=sys.executable, bind=f"127.0.0.1:{port}", data_directory=settings.DATA_DIR)
        if child.name == "web"
    )  # fmt: skip
    command = list(web.command)
    command[command.index("--workers") + 1] = "1"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ANONYMOUS_REQUESTS_PER_MINUTE": NEVER_REACHED,
        "LOG_LEVEL": "WARNING",
    }
    with _running(command, environment, port, "/healthz") as process:
        (worker,) = psutil.Process(process.pid).children()
        yield port, worker


@contextlib.contextmanager
def datasette(database: Path) -> Iterator[int]:
    port = _free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(database), "--port", str(port)]
    with _running([*command, "--setting", "max_returned_rows", "1000"], os.environ, port, "/-/versions.json"):
        yield port


@contextlib.contextmanager
def _running(
    command: list[str], environment: Mapping[str, str], port: int, ready: str
) -> Iterator[subprocess.Popen[bytes]]:
    log = settings.DATA_DIR / "logs" / "bench-server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=output, stderr=output)
    try:
        _wait_for(process, port, ready, log)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(process: subprocess.Popen[bytes], port: int, ready: str, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            connection = Connection(port, timeout=30)
            try:
                if connection.get(get_request(ready)).status == 200:
                    return
            finally:
                connection.close()
        time.sleep(0.2)
    raise SystemExit(f"{process.args!r} did not answer; see {log}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class MemoryWatch:
    """Samples a process's resident memory while something goes on; megabytes."""

    def __init__(self, process: psutil.Process, every: float = 0.02) -> None:
        self._process, self._every = process, every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self.before = self.peak = self._now()

    def __enter__(self) -> "MemoryWatch":
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._ended.set()
        self._thread.join()
        self.peak = max(self.peak, self._now())

    @property
    def growth(self) -> float:
        return self.peak - self.before

    def _sample(self) -> None:
        while not self._ended.wait(self._every):
            self.peak = max(self.peak, self._now())

    def _now(self) -> float:
        resident: int = self._process.memory_info().rss
        return resident / 1e6
