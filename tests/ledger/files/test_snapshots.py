"""Snapshots: made from one state of the ledger, the same bytes for the same state, gone when something was redacted."""

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from ledger.changes import cursor_at
from ledger.files.models import Reason, Snapshot, State
from ledger.files.snapshots import Store, make_snapshot, newest_sound, surplus, tend, want_if_grown, want_snapshot
from ledger.models import Edition, LedgerHead

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path, settings: Any) -> Store:
    settings.SNAPSHOT_DIR = tmp_path / "snapshots"
    return Store(settings.SNAPSHOT_DIR, settings.SITE_URL, settings.SITE_NAME, kept=2)


@pytest.fixture
def take(store: Store) -> Callable[[], Snapshot]:
    def take_() -> Snapshot:
        want_snapshot("test", timezone.now())
        tend(store, timezone.now)
        return Snapshot.objects.filter(state=State.READY).latest("seq")

    return take_


@pytest.fixture
def redact(publish: Make, make_tombstone: Make) -> Callable[[dict[str, Any]], None]:
    def redact_(document: dict[str, Any]) -> None:
        (edition,) = publish(make_tombstone(document), op="redact", reason_code="legal", note="By law.")
        Edition.objects.of_record(document["record"], document["id"]).filter(seq__lt=edition.seq).update(
            document=None, redacted_by=edition.seq
        )

    return redact_


def test_every_file_is_what_the_manifest_says(
    client: Client, publish: Make, make_incident: Make, make_place: Make, take: Make, store: Store
) -> None:
    publish(make_incident(), make_incident(), make_place())
    snapshot = take()
    head = LedgerHead.objects.get()
    manifest = client.get("/data/latest/manifest.json", follow=True).getvalue()
    told = json.loads(manifest)
    assert (told["seq"], told["epoch"]) == (3, str(head.epoch))
    assert told["since"] == cursor_at(str(head.epoch), 3)
    names = {file["name"] for file in told["files"]}
    assert {"incidents.jsonl.gz", "incidents.csv.gz", "incidents.geojson.gz", "incidents.parquet"} <= names
    for file in told["files"]:
        content = client.get(f"/data/snapshots/{snapshot.seq}/{file['name']}").getvalue()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
        assert file["rows"] == (2 if file["name"].startswith("incidents.") else file["name"].startswith("places."))


def test_its_files_hold_what_live_files_hold(
    client: Client, download: Make, publish: Make, make_incident: Make, take: Make
) -> None:
    publish(make_incident(title="Ҷ, \\ and\nlines"), make_incident(places=[], totals={}))
    take()
    for ending in ("jsonl", "csv", "geojson"):
        packed = client.get(f"/data/latest/incidents.{ending}.gz", follow=True).getvalue()
        assert gzip.decompress(packed) == download(f"/data/incidents.{ending}")


def test_parquet_holds_the_rows_of_the_csv(
    client: Client, download: Make, publish: Make, make_incident: Make, take: Make
) -> None:
    publish(make_incident(title="Ҷ,\nlines"), make_incident(places=[], totals={}))
    take()
    content = client.get("/data/latest/incidents.parquet", follow=True).getvalue()
    rows = pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()
    texts = list(csv.DictReader(io.StringIO(download("/data/incidents.csv").decode(), newline="")))
    assert [row["title"] for row in rows] == [row["title"] for row in texts]
    assert [row["killed_best"] for row in rows] == [3, None]
    assert rows[0]["date_earliest"].isoformat() == "2025-11-26"
    assert rows[0]["edition_at"].tzinfo is not None


def test_equal_heads_give_equal_files(publish: Make, make_incident: Make, take: Make, store: Store) -> None:
    publish(make_incident())
    first = take()
    shas = [file["sha256"] for file in first.files]
    Snapshot.objects.all().delete()
    assert [file["sha256"] for file in take().files] == shas


def test_one_of_the_same_state_is_not_kept_twice(publish: Make, make_incident: Make, take: Make) -> None:
    publish(make_incident())
    take()
    take()
    assert Snapshot.objects.filter(state=State.READY).count() == 1
    assert Snapshot.objects.get(state=State.GONE).reason == Reason.SAME
    assert want_if_grown(timezone.now()) is None


def test_a_redaction_takes_it_away_at_once(
    client: Client, publish: Make, make_incident: Make, take: Make, redact: Make, store: Store
) -> None:
    words = make_incident(title="Words that must go")
    publish(words, make_incident())
    snapshot = take()
    address = f"/data/snapshots/{snapshot.seq}/incidents.jsonl.gz"
    etag = client.get(address).headers["ETag"]
    redact(words)
    refused = client.get(address, headers={"If-None-Match": etag})
    assert (refused.status_code, refused.headers["Content-Type"]) == (410, "application/problem+json")
    assert client.get("/data/latest/manifest.json").status_code == 404
    tend(store, timezone.now)
    assert not store.folder_of(snapshot).exists()
    assert client.get(address).json()["reason"] == "redacted"
    lines = gzip.decompress(client.get("/data/latest/incidents.jsonl.gz", follow=True).getvalue())
    assert b"Words that must go" not in lines
    assert len(lines.splitlines()) == 1


def test_after_a_restore_it_is_gone(client: Client, publish: Make, make_incident: Make, take: Make) -> None:
    publish(make_incident())
    snapshot = take()
    LedgerHead.objects.update(epoch="11111111-1111-4111-8111-111111111111")
    assert newest_sound() is None
    assert client.get(f"/data/snapshots/{snapshot.seq}/manifest.json").status_code == 410


def test_its_files_are_asked_for_each_time_and_told_unchanged(
    client: Client, publish: Make, make_incident: Make, take: Make
) -> None:
    publish(make_incident())
    snapshot = take()
    address = f"/data/snapshots/{snapshot.seq}/incidents.csv.gz"
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert response.headers["ETag"] == f'"{snapshot.files[0]["sha256"]}"'
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Content-Encoding" not in response.headers
    assert int(response.headers["Content-Length"]) == snapshot.files[0]["bytes"]
    response.close()
    assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["/data/latest/manifest.json", "/data/snapshots/7/manifest.json"])
def test_without_one_there_is_a_problem(client: Client, store: Store, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_a_file_that_it_does_not_hold_is_not_found(
    client: Client, publish: Make, make_incident: Make, take: Make
) -> None:
    publish(make_incident())
    take()
    assert client.get("/data/latest/secrets.csv").status_code == 404
    assert client.get("/data/snapshots/1/secrets.csv").status_code == 404


def test_a_worker_that_died_is_followed_by_another(publish: Make, make_incident: Make, store: Store) -> None:
    publish(make_incident())
    now = timezone.now()
    snapshot = want_snapshot("test", now)
    held = {"state": State.MAKING, "lease_until": now + timedelta(minutes=1)}
    Snapshot.objects.filter(pk=snapshot.pk).update(**held)
    assert not make_snapshot(snapshot, store, lambda: now)
    assert make_snapshot(snapshot, store, lambda: now + timedelta(minutes=2))


def test_what_cannot_be_made_says_why_and_is_given_up(store: Store) -> None:
    snapshot = want_snapshot("test", timezone.now())
    for _ in range(3):
        with pytest.raises(ValueError, match="empty"):
            tend(store, timezone.now)
    tend(store, timezone.now)
    snapshot.refresh_from_db()
    assert (snapshot.state, snapshot.reason) == (State.GONE, Reason.FAILED)
    assert "empty" in snapshot.error
    assert list(store.folder.iterdir()) == []


def test_the_newest_and_the_first_of_each_month_stay() -> None:
    days = [datetime(2026, 1 + day // 28, 1 + day % 28, tzinfo=UTC) for day in range(28 * 3)]
    snapshots = [Snapshot(pk=number, seq=number, at=day) for number, day in enumerate(days, start=1)]
    gone = {snapshot.pk for snapshot in surplus(snapshots, kept=3)}
    assert {snapshot.pk for snapshot in snapshots} - gone == {1, 29, 57, 82, 83, 84}


def test_the_command_makes_one(publish: Make, make_incident: Make, store: Store, capsys: Any) -> None:
    publish(make_incident())
    call_command("make_snapshot")
    assert "Snapshot of 1" in capsys.readouterr().out
