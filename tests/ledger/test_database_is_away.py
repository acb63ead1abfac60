"""While the database does not answer, each kind of address says so in its own shape, and what needs none goes on."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from ledger.access import keys
from ledger.models import LedgerHead

pytestmark = pytest.mark.django_db(transaction=True)  # within a transaction nothing is looked for in memory


@pytest.fixture(autouse=True)
def _away(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> LedgerHead:
        raise OperationalError("could not connect to server")

    monkeypatch.setattr("ledger.caching.current_head", fails)
    monkeypatch.setattr(connection, "cursor", fails)


@pytest.mark.parametrize("path", ["/api/v1/incidents/", "/feeds/incidents.atom", "/data/incidents.csv", "/oembed"])
def test_programs_are_told_to_ask_again(client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert int(response["Retry-After"]) > 0
    assert "ETag" not in response


def test_a_key_that_cannot_be_looked_up_is_no_reason_for_another_answer(client: Client) -> None:
    response = client.get("/api/v1/incidents/", headers={"X-API-Key": keys.make_token().text})
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")


def test_people_get_a_page_of_their_language() -> None:
    response = Client(raise_request_exception=False).get("/ru/")
    assert response.status_code == 500
    assert b'<html lang="ru"' in response.content


def test_crawlers_may_still_read_what_they_may_not(client: Client) -> None:
    assert client.get("/robots.txt").status_code == 200


def test_the_health_check_names_the_cause(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"the database does not answer\n")
