"""There is no Docker engine here: each command of the image and of compose runs on embedded servers instead."""

import contextlib
import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config.run.addresses import free_port
from tests.config.containers.conftest import CHECKOUT, interpolate
from tests.config.installation import Installation, eventually

VALUES = {
    "SECRET_KEY": "a secret for this test",
    "POSTGRES_PASSWORD": "a word that a socket never asks for",
    "ALLOWED_HOSTS": "register.example.org",
    "SITE_URL": "https://register.example.org",
}


class Host:
    """Runs a container's command outside: its addresses and folders are exchanged for ours, nothing else."""

    def __init__(self, compose: dict[str, Any], installation: Installation, data: Path) -> None:
        self.port = free_port("127.0.0.1", 18800)
        services = installation.services
        database = services.database
        self.settings = {
            name: interpolate(str(text), VALUES) for name, text in compose["services"]["web"]["environment"].items()
        } | {
            "DATABASE_URL": f"postgresql://{database.user}@/{database.name}?host={database.host}",
            "CELERY_BROKER_URL": services.broker_url,
            "DAFTAR_DATA_DIR": str(data),
            "SNAPSHOT_DIR": str(data / "snapshots"),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        self.exchanged = {
            "/var/lib/daftar": str(data),
            "0.0.0.0": "127.0.0.1",
            "8000": str(self.port),
            "http://127.0.0.1:8000": f"http://127.0.0.1:{self.port}",
        }
        self.started: list[subprocess.Popen[bytes]] = []

    def command(self, command: list[str]) -> list[str]:
        words = ["sh", "-c", interpolate(command[1], {})] if command[0] == "CMD-SHELL" else list(command)
        words = words[1:] if words[0] == "CMD" else words
        for theirs, ours in self.exchanged.items():
            words = [word.replace(theirs, ours) for word in words]
        return words

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(command),
            cwd=CHECKOUT,
            env=self.settings,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, command: list[str], log: Path) -> None:
        with log.open("wb") as output:
            process = subprocess.Popen(
                self.command(command),
                cwd=CHECKOUT,
                env=self.settings,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.started.append(process)

    def wait_until_healthy(self, check: list[str], log: Path) -> None:
        def is_settled() -> bool:
            return self.run(check).returncode == 0 or self.started[-1].poll() is not None

        assert eventually(is_settled, 60), log.read_text()
        assert self.started[-1].poll() is None, log.read_text()

    def stop(self) -> None:
        for process in self.started:
            process.terminate()
        for process in self.started:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def host(compose: dict[str, Any], installation: Installation, tmp_path: Path) -> Iterator[Host]:
    installation.hold()
    host = Host(compose, installation, tmp_path)
    prepared = host.run(compose["services"]["prepare"]["command"])
    assert prepared.returncode == 0, prepared.stderr
    yield host
    host.stop()


def test_static_files_are_collected_at_build_time(dockerfile: list[str], tmp_path: Path) -> None:
    words = shlex.split(next(line for line in dockerfile if "collectstatic" in line).removeprefix("RUN "))
    settings = dict(word.split("=", 1) for word in words[: words.index("python")])
    done = subprocess.run(
        [sys.executable, *words[words.index("python") + 1 :], "--dry-run"],
        cwd=CHECKOUT,
        env={**settings, "DAFTAR_DATA_DIR": str(tmp_path / "data"), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "static files" in done.stdout
    assert not (tmp_path / "data").exists()


def test_preparing_twice_does_no_harm(host: Host, compose: dict[str, Any]) -> None:
    again = host.run(compose["services"]["prepare"]["command"])
    assert again.returncode == 0, again.stderr


def test_web_becomes_healthy_and_stops_when_told(
    host: Host, web_command: list[str], web_health: list[str], tmp_path: Path
) -> None:
    # The image's check asks its own port; here another one is given as its argument.
    check = [*web_health, f"http://127.0.0.1:{host.port}/healthz"]
    assert host.run(check).returncode == 1
    host.start(web_command, tmp_path / "web.log")
    host.wait_until_healthy(check, tmp_path / "web.log")
    host.started[0].terminate()
    assert host.started[0].wait(30) == 0


def test_worker_becomes_healthy_and_stops_when_told(host: Host, compose: dict[str, Any], tmp_path: Path) -> None:
    worker = compose["services"]["worker"]
    assert socket.gethostname() in host.run(["hostname"]).stdout
    assert host.run(worker["healthcheck"]["test"]).returncode != 0
    host.start(worker["command"], tmp_path / "worker.log")
    check = worker["healthcheck"]["test"]
    host.wait_until_healthy(check, tmp_path / "worker.log")
    host.started[0].terminate()
    assert host.started[0].wait(30) == 0


def test_beat_becomes_healthy_and_stops_when_told(host: Host, compose: dict[str, Any], tmp_path: Path) -> None:
    beat = compose["services"]["beat"]
    assert host.run(beat["healthcheck"]["test"]).returncode != 0
    host.start(beat["command"], tmp_path / "beat.log")
    check = beat["healthcheck"]["test"]
    host.wait_until_healthy(check, tmp_path / "beat.log")
    host.started[0].terminate()
    assert host.started[0].wait(30) == 0
