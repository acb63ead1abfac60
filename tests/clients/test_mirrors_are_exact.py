"""The promise to whoever copies the register: writers that pause, roll back, withdraw, merge and redact, mirrors that
crash at any page, a restore in between; and at rest every mirror equals the register, whole or narrowed."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.db import connection, transaction

from ledger.models import Edition
from ledger.redaction import redact, redact_earlier
from ledger.restores import begin_new_epoch
from ledger.verify import ledger_faults

Make = Callable[..., Any]
SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "examples" / "daftar-mirror"
WRITERS, ROUNDS = 4, 12
SCOPES: dict[str, list[str]] = {
    "all": [],
    "country": ["record=incident", "country=TJ"],
    "type": ["record=incident", "type=attack", "q=camp"],
    "actors": ["record=actor"],
}


class Crash(BaseException):
    """The mirror's process dies."""


class ChangedMind(Exception):
    """A writer rolls back."""


def load_script() -> Any:
    spec = spec_from_loader("daftar_mirror", SourceFileLoader("daftar_mirror", str(SCRIPT)))
    assert spec is not None
    module = module_from_spec(spec)
    assert spec.loader is not None
    spec.loader.exec_module(module)
    module.PAGE = 7  # type: ignore[attr-defined]  # small pages, so that many of them can be interrupted
    return module


class Writer:
    """Publishes, corrects, moves in and out of filters, withdraws, merges and redacts records of its own."""

    def __init__(self, seed: str, makers: list[Make], publish: Make, withdraw: Make, merge: Make) -> None:
        self.chance = random.Random(seed)
        self.makers, self.publish, self.withdraw, self.merge = makers, publish, withdraw, merge
        self.public: list[dict[str, Any]] = []
        self.number = 0

    def run(self) -> None:
        try:
            for _ in range(ROUNDS):
                self.act()
                time.sleep(self.chance.uniform(0, 0.02))
        finally:
            connection.close()

    def act(self) -> None:
        before = [dict(document) for document in self.public]
        try:
            with transaction.atomic():
                time.sleep(self.chance.uniform(0, 0.01))
                self.step()
                time.sleep(self.chance.uniform(0, 0.01))
                if self.chance.random() < 0.2:
                    raise ChangedMind
        except ChangedMind:
            self.public = before

    def step(self) -> None:
        self.number += 1
        choice = self.chance.random()
        if len(self.public) < 3 or choice < 0.35:
            batch = [self.chance.choice(self.makers)() for _ in range(self.chance.randint(1, 4))]
            self.public += batch
            self.publish(*batch)
        elif choice < 0.7:
            self.correct(self.chance.choice(self.public))
        else:
            self.remove(choice)

    def correct(self, document: dict[str, Any]) -> None:
        """Now and then in a savepoint of its own that is given up first."""
        if document["record"] == "incident":
            document["countries"] = self.chance.choice([["TJ"], ["AF"], ["TJ", "AF"]])
        changed = {"title" if "title" in document else "name": f"Version {self.number}"}
        if self.chance.random() < 0.3:
            try:
                with transaction.atomic():
                    self.publish({**document, "slug": "given-up"})
                    raise ChangedMind
            except ChangedMind:
                pass
        document.update(changed)
        self.publish(document, note="Corrected.")
        if self.chance.random() < 0.15:
            redact_earlier(document["record"], document["id"], note="A name had to go.", reason_code="privacy")

    def remove(self, choice: float) -> None:
        document = self.public.pop(self.chance.randrange(len(self.public)))
        same = [other for other in self.public if other["record"] == document["record"]]
        if choice < 0.8 and same:
            self.merge(document, into=same[0])
        elif choice < 0.9:
            self.withdraw(document)
        else:
            redact(document["record"], document["id"], note="By order of a court.", reason_code="legal")


def crashing(script: Any, seed: str, address: str) -> Any:
    """The script's own client of the web, in a process that dies now and then: before asking, or with the answer."""
    chance = random.Random(seed)

    class Web(script.Web):  # type: ignore[misc]  # a class that is loaded at run time
        alive = False

        def json(self, path: str, **query: Any) -> Any:
            if not self.alive and chance.random() < 0.25:
                raise Crash
            answer = super().json(path, **query)
            if not self.alive and answer.get("changes") and chance.random() < 0.25:
                answer["changes"].insert(chance.randrange(len(answer["changes"])), None)  # dies in mid-page
            return answer

    return Web(address)


def keep_mirroring(script: Any, file: Path, web: Any, filters: list[str], done: threading.Event) -> None:
    while True:
        finished = web.alive = done.is_set()
        mirror = script.Mirror(file, web, [item.split("=", 1) for item in filters])
        try:
            mirror.catch_up()
        except (Crash, TypeError):
            continue
        finally:
            mirror.db.close()
        if finished:
            return
        time.sleep(0.01)


def copied(file: Path) -> dict[tuple[str, str], tuple[int, Any]]:
    db = sqlite3.connect(file)
    rows = db.execute("SELECT record, id, seq, document FROM records").fetchall()
    db.close()
    return {(record, id_): (seq, json.loads(document)) for record, id_, seq, document in rows}


def served(address: str, filters: list[str]) -> dict[tuple[str, str], tuple[int, Any]]:
    """The register as its public lists show it."""
    wanted = dict(item.split("=", 1) for item in filters)
    record = wanted.pop("record", None)
    plurals = {"incident": "incidents", "actor": "actors", "facility": "facilities"}
    found = {}
    for kind, plural in plurals.items():
        url: str | None = f"{address}/api/v1/{plural}/" if record in (None, kind) else None
        query = {**wanted, "limit": "500"}
        while url:
            page = httpx.get(url, params=query or None).raise_for_status().json()
            for result in page["results"]:
                edition = result.pop("edition")
                found[kind, result["id"]] = (int(edition["seq"]), result)
            url, query = page["next"], {}
    return found


@pytest.fixture
def makers(make_incident: Make, make_actor: Make, make_facility: Make) -> list[Make]:
    lock = threading.Lock()  # the builders count ids, which all writers share

    def locked(make: Make, **overrides: Any) -> Make:
        def make_() -> Any:
            with lock:
                return make(**overrides)

        return make_

    return [locked(make_incident), locked(make_incident, countries=["KG"]), locked(make_actor), locked(make_facility)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(20))
def test_at_rest_every_mirror_equals_the_register(
    live_server: Any, tmp_path: Path, makers: list[Make], publish: Make, withdraw: Make, merge: Make, seed: int
) -> None:
    script, done = load_script(), threading.Event()
    writers = [Writer(f"{seed}/{number}", makers, publish, withdraw, merge) for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS + len(SCOPES)) as pool:
        mirrors = [
            pool.submit(
                keep_mirroring, script, tmp_path / f"{name}.sqlite",
                crashing(script, f"{seed}/{name}", live_server.url), filters, done,
            )
            for name, filters in SCOPES.items()
        ]  # fmt: skip
        running = [pool.submit(writer.run) for writer in writers]
        if seed % 4 == 0:
            time.sleep(0.3)
            begin_new_epoch()
        for writer in running:
            writer.result(timeout=60)
        done.set()
        for mirror in mirrors:
            mirror.result(timeout=60)
    for name, filters in SCOPES.items():
        assert copied(tmp_path / f"{name}.sqlite") == served(live_server.url, filters), name
    assert list(ledger_faults()) == []
    assert Edition.objects.count() > 50


@pytest.fixture
def started(live_server: Any, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []

    def start(*options: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(SCRIPT), live_server.url, str(tmp_path / "copy.sqlite"), *options]
        processes.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.mark.django_db(transaction=True)
def test_the_script_is_killed_and_goes_on(
    live_server: Any, tmp_path: Path, started: Make, publish: Make, make_incident: Make
) -> None:
    publish(*(make_incident() for _ in range(400)))
    process = started("--follow")
    time.sleep(1.2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    late = make_incident(title="Шаб дар Шоҳин")
    publish(late)
    out, error = started().communicate(timeout=60)
    assert error == ""
    assert copied(tmp_path / "copy.sqlite") == served(live_server.url, [])
    assert out.endswith("changes\n")


@pytest.mark.django_db(transaction=True)
def test_whoever_follows_hears_of_a_change_within_a_second(
    tmp_path: Path, started: Make, publish: Make, make_incident: Make
) -> None:
    publish(make_incident())
    process = started("--follow")
    assert process.stdout.readline() == "1 changes\n"
    time.sleep(0.5)
    publish(make_incident())
    published = time.monotonic()
    assert process.stdout.readline() == "1 changes\n"
    assert time.monotonic() - published < 1


@pytest.mark.django_db(transaction=True)
def test_a_copy_cannot_be_turned_into_another(started: Make, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    assert started().wait(timeout=30) == 0
    process = started("record=incident", "country=TJ")
    _, error = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "another filter" in error
