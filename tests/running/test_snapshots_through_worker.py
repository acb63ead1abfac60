"""A snapshot that somebody wants is made by the running worker, and its files are what the page of data promises."""

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from config.celery import app
from ledger.files.models import Snapshot, State
from ledger.files.snapshots import want_snapshot

pytestmark = pytest.mark.broker
TEND = app.conf.beat_schedule["tend the snapshots"]["task"]


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and the worker look for snapshots."""
    settings.SNAPSHOT_DIR = tmp_path / "snapshots"
    monkeypatch.setenv("SNAPSHOT_DIR", str(settings.SNAPSHOT_DIR))
    return tmp_path / "snapshots"


@pytest.fixture
def wanted(edition: Callable[[], None], folder: Path) -> Snapshot:
    edition()
    return want_snapshot("zarina", timezone.now())


def test_a_wanted_snapshot_is_made_and_served(
    wanted: Snapshot, worker: object, wait_until: Callable[..., None], client: Client
) -> None:
    app.send_task(TEND)
    app.send_task(TEND)  # a bell that rings twice makes one
    wait_until(lambda: Snapshot.objects.get().state == State.READY, "no snapshot was made")
    snapshot = Snapshot.objects.get()
    assert (snapshot.pk, snapshot.seq, snapshot.requested_by) == (wanted.pk, 1, "zarina")
    described = next(file for file in snapshot.files if file["name"].startswith("actors.jsonl"))
    content = client.get(f"/data/latest/{described['name']}", follow=True).getvalue()
    assert hashlib.sha256(content).hexdigest() == described["sha256"]
    lines = gzip.decompress(content).decode().splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Марзбонон"]
    assert described["rows"] == 1
