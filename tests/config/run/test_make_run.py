"""`python -m config.run`, from an empty data directory to the last process gone."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.config.installation import CHECKOUT, Installation

ADDRESS = re.compile(r"^  (Register|Editors|API) +(http://127\.0\.0\.1:\d+/\S*)(?: +(\S+: \S+))?$", re.MULTILINE)


class Run:
    """The supervisor in a session of its own; what it prints is in a file."""

    def __init__(self, installation: Installation, log: Path) -> None:
        self.installation = installation
        self.log = log
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE", "SITE_URL")
        }
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                cwd=CHECKOUT,
                env={**environment, "DAFTAR_DATA_DIR": str(installation.directory), "PORT": "18000"},
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def addresses(self) -> dict[str, str]:
        return {name: address for name, address, _ in ADDRESS.findall(self.log.read_text())}

    def login(self) -> str:
        found: list[tuple[str, str, str]] = ADDRESS.findall(self.log.read_text())
        return next(login for _, _, login in found if login)

    def child(self, name: str) -> int:
        lines = [line for line in self.installation.processes() if f"-A config {name}" in line]
        return min(int(line.split()[0]) for line in lines)


@pytest.fixture
def start(
    make_installation: Callable[[Path], Installation], tmp_path: Path, eventually: Callable[..., bool]
) -> Iterator[Callable[[], Run]]:
    runs: list[Run] = []

    def start_run() -> Run:
        run = Run(make_installation(tmp_path / "data"), tmp_path / f"run-{len(runs)}.log")
        runs.append(run)
        assert eventually(lambda: bool(run.addresses()) or run.process.poll() is not None, 120)
        assert run.addresses(), run.log.read_text()
        return run

    yield start_run
    for run in runs:
        run.process.terminate()
        run.process.wait(60)


def test_it_shows_three_addresses_and_a_login_and_leaves_nothing(
    start: Callable[[], Run], eventually: Callable[..., bool]
) -> None:
    run = start()
    assert run.addresses().keys() == {"Register", "Editors", "API"}
    assert run.login()
    with urllib.request.urlopen(run.addresses()["Register"].rstrip("/") + "/healthz") as answer:
        assert answer.status == 200
    run.process.send_signal(signal.SIGINT)
    assert run.process.wait(60) == 0
    assert run.installation.processes() == []
    assert_a_second_start_does_nothing_twice(start)


def assert_a_second_start_does_nothing_twice(start: Callable[[], Run]) -> None:
    told = start().log.read_text()
    for nothing in ("No migrations to apply.", "0 places added", "the samples were left out"):
        assert nothing in told


def test_a_killed_beat_comes_back_and_sigterm_stops_everything(
    start: Callable[[], Run], eventually: Callable[..., bool]
) -> None:
    run = start()
    killed = run.child("beat")
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: "starting it again" in run.log.read_text())
    assert eventually(lambda: any("-A config beat" in line for line in run.installation.processes()))
    assert run.child("beat") != killed
    run.process.terminate()
    assert run.process.wait(60) == 0
    assert run.installation.processes() == []
