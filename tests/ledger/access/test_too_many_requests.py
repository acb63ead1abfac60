"""Over the limit: 429 with the true time to wait, in words for programs and for people, and open again after it."""

import time
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client

ADDRESS = "/api/v1/incidents/"


def exhaust(client: Client, address: str = ADDRESS, times: int = 5) -> None:
    for _ in range(times):
        assert client.get(address).status_code != 429


def test_the_sixth_of_five_is_refused(reader: Client) -> None:
    exhaust(reader)
    response = reader.get(ADDRESS)
    assert response.status_code == 429
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
    problem = response.json()
    assert problem["type"].endswith("#quota-exceeded")
    assert problem["violated-policies"] == ["anonymous"]
    assert {name: problem[name] for name in ("title", "status", "instance")} == {
        "title": "Too Many Requests", "status": 429, "instance": ADDRESS,
    }  # fmt: skip
    assert response["Retry-After"] in problem["detail"]


def test_it_is_open_again_after_retry_after_and_not_before(reader: Client, later: Callable[[float], None]) -> None:
    exhaust(reader)
    wait = int(reader.get(ADDRESS)["Retry-After"])
    later(wait - 2)
    assert reader.get(ADDRESS).status_code == 429
    later(2)
    assert reader.get(ADDRESS).status_code != 429


def test_the_seconds_are_real_seconds(reader: Client, settings: LazySettings, later: Callable[[float], None]) -> None:
    settings.ANONYMOUS_REQUESTS_PER_MINUTE = 60
    exhaust(reader, times=60)
    later(60.5)
    while (response := reader.get(ADDRESS)).status_code != 429:
        pass
    time.sleep(int(response["Retry-After"]))
    assert reader.get(ADDRESS).status_code != 429


def test_every_counted_answer_tells_the_quota(reader: Client) -> None:
    first, second = reader.get(ADDRESS), reader.get(ADDRESS)
    assert first["RateLimit-Policy"] == '"anonymous";q=5;w=60'
    assert [first["RateLimit"], second["RateLimit"]] == ['"anonymous";r=4;t=60', '"anonymous";r=3;t=60']


def test_the_refusal_tells_it_too(reader: Client) -> None:
    exhaust(reader)
    response = reader.get(ADDRESS)
    assert response["RateLimit"] == f'"anonymous";r=0;t={response["Retry-After"]}'


@pytest.mark.parametrize("address", ["/incidents/", "/feeds/", "/data/"])
def test_people_read_a_page(reader: Client, address: str) -> None:
    exhaust(reader, address)
    response = reader.get(address)
    assert response.status_code == 429
    assert response["Content-Type"].startswith("text/html")
    assert "Too many requests" in response.content.decode()
    assert "Content-Security-Policy" in response


def test_a_file_counts_as_ten(reader: Client, settings: LazySettings) -> None:
    settings.ANONYMOUS_REQUESTS_PER_MINUTE = 25
    response = reader.get("/data/incidents.csv")
    assert response["RateLimit"].startswith('"anonymous";r=15;')
    reader.get("/data/incidents.jsonl?country=TJ")
    assert reader.get("/data/incidents.geojson").status_code == 429
    assert reader.get(ADDRESS).status_code != 429


def test_a_file_dearer_than_the_whole_quota_is_still_given(reader: Client) -> None:
    assert reader.get("/data/incidents.csv").status_code != 429
    assert reader.get("/data/incidents.csv").status_code == 429


def test_zero_is_no_limit(reader: Client, settings: LazySettings) -> None:
    settings.ANONYMOUS_REQUESTS_PER_MINUTE = 0
    response = [reader.get(ADDRESS) for _ in range(8)][-1]
    assert response.status_code != 429
    assert "RateLimit" not in response


@pytest.mark.parametrize("address", ["/admin/login/", "/static/daftar/site.css", "/healthz"])
def test_what_is_not_public_is_not_counted(reader: Client, address: str) -> None:
    responses = [reader.get(address) for _ in range(8)]
    assert 429 not in [response.status_code for response in responses]
    assert "RateLimit" not in responses[0]


def test_a_browser_may_ask_what_is_allowed(reader: Client) -> None:
    exhaust(reader)
    assert reader.options(ADDRESS).status_code != 429


def test_what_is_drawn_as_a_picture_counts_as_ten(reader: Client, settings: LazySettings) -> None:
    settings.ANONYMOUS_REQUESTS_PER_MINUTE = 30
    left = []
    for path in ("/fa/charts/incidents-by-month.png", "/pictures/register.png", "/charts/incidents-by-month.svg"):
        left.append(reader.get(path)["RateLimit"])
    assert left == [f'"anonymous";r={number};t=60' for number in (20, 10, 9)]
