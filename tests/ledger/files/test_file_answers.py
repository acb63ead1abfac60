"""What every file's answer carries, and what it refuses."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]
ADDRESS = "/data/incidents.csv"


@pytest.fixture(autouse=True)
def _register(publish: Make, make_incident: Make) -> None:
    publish(make_incident())


def test_it_is_named_after_the_seq(client: Client) -> None:
    response = client.get(ADDRESS)
    assert response.headers["Content-Disposition"] == 'attachment; filename="daftar-incidents-1.csv"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "/data/incidents.schema.json" in response.headers["Link"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    response.close()


def test_whoever_has_it_is_told_so(client: Client) -> None:
    with closing(client.get(ADDRESS)) as response:
        etag = response.headers["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 304


def test_head_copies_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("HEAD must not copy")

    monkeypatch.setattr("ledger.files.views._Placed", refuse)
    response = client.head(ADDRESS)
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert "daftar-incidents-1.csv" in response.headers["Content-Disposition"]
    assert "Content-Length" not in response.headers


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/data/incidents.csv?nonsense=1", "nonsense"),
        ("/data/incidents.csv?variant=excel", "variant"),
        ("/data/incidents.jsonl?variant=spreadsheet", "variant"),
        ("/data/incidents.geojson?country=Tajikistan", "country"),
        ("/data/incidents.jsonl?sort=size", "sort"),
        ("/data/incidents.jsonl?limit=5", "limit"),
        ("/data/incidents.schema.json?x=1", "x"),
    ],
)
def test_what_cannot_be_obeyed_is_an_error(client: Client, address: str, parameter: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter


def test_too_many_at_once_are_sent_away(client: Client) -> None:
    held = [client.get(ADDRESS) for _ in range(3)]
    refused = client.get(ADDRESS)
    for response in held:
        response.close()
    with closing(client.get(ADDRESS)) as freed:
        assert freed.status_code == 200
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
