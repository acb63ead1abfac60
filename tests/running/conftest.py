"""A real worker and beat on the test database and the embedded broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from incidents.gazetteer.reader import read_gazetteer
from incidents.services.seeding import load_gazetteer, seed_vocabulary
from ledger.append import PendingEdition, append
from ledger.chain import canonical
from ledger.documents import ActorDocument
from ledger.entries import entry_for
from sources.models import Source

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LEASE_SECONDS = 3
SECONDS = 60.0


class Process:
    """A Celery process in a group of its own, so that all of it can be killed at once."""

    def __init__(self, *arguments: str, log: Path) -> None:
        host, name = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
        user = connection.settings_dict["USER"]
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config", *arguments], cwd=CHECKOUT, start_new_session=True,
                stdout=output, stderr=subprocess.STDOUT,
                env={
                    **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings",
                    "DATABASE_URL": f"postgresql://{user}@/{name}?host={host}",
                    "CELERY_BROKER_URL": settings.CELERY_BROKER_URL, "SECRET_KEY": "only for this test",
                    "READING_LEASE_SECONDS": str(LEASE_SECONDS), "SWEEP_SECONDS": "1",
                },
            )  # fmt: skip

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def wait_until_ready(self) -> None:
        until(lambda: b"ready." in self.log.read_bytes(), f"the worker did not start: {self.log.read_text()}")


def until(condition: Callable[[], bool], message: str, seconds: float = SECONDS) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, message
        time.sleep(0.1)


@pytest.fixture
def wait_until() -> Callable[..., None]:
    return until


@pytest.fixture
def empty_queue() -> None:
    """Whatever an earlier test left in the broker is not this test's business."""
    from config.celery import app

    app.control.purge()


@pytest.fixture
def start(tmp_path: Path, transactional_db: None, empty_queue: None) -> Iterator[Callable[..., Process]]:
    started: list[Process] = []

    def start_process(*arguments: str) -> Process:
        process = Process(*arguments, log=tmp_path / f"celery-{len(started)}.log")
        started.append(process)
        if arguments[0] == "worker":
            process.wait_until_ready()
        return process

    yield start_process
    for process in started:
        process.kill()


@pytest.fixture
def worker(start: Callable[..., Process]) -> Process:
    return start("worker", "--concurrency", "2", "--loglevel", "info")


@pytest.fixture
def register(transactional_db: None) -> None:
    seed_vocabulary()
    load_gazetteer(read_gazetteer())


@pytest.fixture
def read_to_the_end() -> Callable[[], None]:
    """Waits until no source is waiting or being read."""

    def wait() -> None:
        until(
            lambda: not Source.objects.filter(state__in=["queued", "reading"]).exists(),
            f"not all was read: {list(Source.objects.values('state', 'stage', 'message'))}",
        )

    return wait


@pytest.fixture
def edition(transactional_db: None) -> Callable[[], None]:
    """Writes one edition: the ledger's first."""

    def write() -> None:
        document: ActorDocument = {
            "record": "actor", "id": "a000000001", "slug": "border-guards", "name": "Марзбонон", "kind": "armed_forces",
            "country": "TJ", "description": "", "aliases": [], "relations": [],
        }  # fmt: skip
        with transaction.atomic():
            append([PendingEdition("actor", document["id"], "upsert", canonical(document), entry_for(document))])

    return write
