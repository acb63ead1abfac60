"""/data/: what there is, also before the first snapshot."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from ledger.files.columns import TABLES

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.SNAPSHOT_DIR = tmp_path / "snapshots"


def test_it_lists_live_files_and_columns(client: Client) -> None:
    html = client.get("/data/").content.decode()
    assert "There is no snapshot yet" in html
    for ending in ("incidents.csv", "incidents.geojson", "actors.jsonl"):
        assert f"/data/{ending}" in html
    assert "actors.geojson" not in html
    for table in TABLES.values():
        assert all(f"<code>{column.name}</code>" in html for column in table.columns)
    assert 'rel="alternate" type="text/csv"' in html


def test_it_shows_the_latest_snapshot(client: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    before = client.get("/data/")
    call_command("make_snapshot")
    after = client.get("/data/", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    html = after.content.decode()
    assert "/data/snapshots/1/incidents.parquet" in html
    assert "SHA-256" in html
    assert client.get("/data/", headers={"If-None-Match": after.headers["ETag"]}).status_code == 304


def test_nothing_in_it_stands_inline(client: Client) -> None:
    html = client.get("/data/").content.decode()
    inline = html.count("<script") - html.count('<script type="module" src="/static/')
    assert inline == html.count('<script type="application/ld+json">') == 1  # data, which nothing runs
    assert "style=" not in html
