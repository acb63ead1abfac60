"""How the API behaves as an HTTP server: caching, methods, origins, media types, and faults of its own."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.api import views

Make = Callable[..., Any]


def test_nothing_new_is_told_from_the_head_alone(client: Client, publish: Make, make_incident: Make, db: None) -> None:
    publish(make_incident())
    etag = client.get("/api/v1/incidents/")["ETag"]
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/api/v1/incidents/", headers={"If-None-Match": etag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert len(queries) == 1


def test_a_change_anywhere_moves_every_etag(
    client: Client, publish: Make, make_incident: Make, make_actor: Make, db: None
) -> None:
    publish(make_incident())
    etag = client.get("/api/v1/incidents/")["ETag"]
    publish(make_actor())
    assert client.get("/api/v1/incidents/", headers={"If-None-Match": etag}).status_code == 200


def test_each_address_has_an_etag_of_its_own(ask: Make) -> None:
    assert len({ask(path)["ETag"] for path in ("", "incidents/", "actors/", "actors/?limit=2")}) == 4


@pytest.mark.parametrize("path", ["", "incidents/", "incidents/n000000099/", "incidents/?colour=red", "schema/"])
def test_any_origin_may_read(ask: Make, path: str) -> None:
    response = ask(path)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert "Accept-Encoding" in response["Vary"]


def test_a_cache_may_show_its_copy_while_it_asks(ask: Make) -> None:
    assert "stale-while-revalidate" in ask("incidents/")["Cache-Control"]


@pytest.mark.parametrize("path", ["changes/", "incidents/n000000099/", "incidents/?colour=red"])
def test_what_is_followed_or_failed_is_asked_each_time(ask: Make, path: str) -> None:
    assert ask(path)["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_answers_travel_packed(client: Client, publish: Make, make_incident: Make, db: None, coding: str) -> None:
    publish(*(make_incident() for _ in range(3)))
    plain = client.get("/api/v1/incidents/")
    packed = client.get("/api/v1/incidents/", headers={"Accept-Encoding": coding})
    assert packed["Content-Encoding"] == coding
    assert len(packed.content) < len(plain.content) / 2
    assert packed["ETag"] == plain["ETag"]


def test_a_star_is_no_proof_of_a_copy(client: Client, publish: Make, make_incident: Make, db: None) -> None:
    publish(make_incident())
    assert client.get("/api/v1/incidents/", headers={"If-None-Match": "*"}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, db: None, method: str) -> None:
    response = getattr(client, method)("/api/v1/incidents/")
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_head_answers_like_get_without_a_body(client: Client, db: None) -> None:
    response = client.head("/api/v1/incidents/")
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == client.get("/api/v1/incidents/")["ETag"]


def test_a_preflight_is_allowed(client: Client) -> None:
    response = client.options("/api/v1/incidents/")
    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_a_fault_of_ours_shows_nothing_of_itself(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr(views, "seqs_of", fail)
    response = client.get("/api/v1/incidents/")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert b"hunter2" not in response.content


def test_an_address_without_its_slash_is_sent_to_its_twin(client: Client, db: None) -> None:
    response = client.get("/api/v1/incidents?limit=1")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/incidents/?limit=1")


def test_every_link_of_the_root_leads_somewhere(client: Client, db: None) -> None:
    links = orjson.loads(client.get("/api/v1/").content)["links"]
    assert {"incidents", "actors", "facilities", "places", "sources", "timelines", "changes", "schema", "docs"} == set(
        links
    )
    assert {client.get(link).status_code for link in links.values()} == {200}


def test_the_page_of_the_api_keeps_to_the_strict_policy(client: Client, db: None) -> None:
    response = client.get("/api/v1/docs/")
    page = response.content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "http" not in page
    assert page.count("<script") == page.count("<script src=") == 2
    assert client.get("/api/v1/docs/page.js")["Content-Type"].startswith("text/javascript")
