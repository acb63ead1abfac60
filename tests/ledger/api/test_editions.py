"""The history of one record: what each edition changed, and the note that says why."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

Make = Callable[..., Any]


def test_each_edition_says_what_it_changed_and_why(ask: Make, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    publish({**incident, "summary": "Shots alone."}, note="No drone was seen.")
    newest, first = orjson.loads(ask(f"incidents/{incident['id']}/editions/").content)["results"]
    assert (newest["number"], newest["op"], newest["note"]) == (2, "revise", "No drone was seen.")
    (difference,) = newest["differences"]
    assert difference["path"] == "summary"
    assert (difference["before"], difference["after"]) == (incident["summary"], "Shots alone.")
    assert first["differences"] == []
    assert (first["superseded_by"], newest["superseded_by"]) == ("2", None)


def test_each_address_shows_that_edition(client: Client, ask: Make, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    publish({**incident, "title": "Corrected"})
    lines = orjson.loads(ask(f"incidents/{incident['id']}/editions/").content)["results"]
    titles = [orjson.loads(client.get(line["address"]).content)["title"] for line in lines]
    assert titles == ["Corrected", incident["title"]]


def test_a_withdrawal_is_an_edition_without_differences(
    ask: Make, publish: Make, make_incident: Make, withdraw: Make
) -> None:
    incident = make_incident()
    publish(incident)
    withdraw(incident, reason_code="error", note="It did not happen.")
    newest, _ = orjson.loads(ask(f"incidents/{incident['id']}/editions/").content)["results"]
    assert (newest["op"], newest["differences"], newest["reason_code"]) == ("withdraw", [], "error")


def test_a_long_history_comes_in_pages_that_fit_together(
    ask: Make, client: Client, publish: Make, make_actor: Make
) -> None:
    actor = make_actor(name="0")
    for number in range(7):
        publish({**actor, "name": str(number)})
    address, seen = f"/api/v1/actors/{actor['id']}/editions/?limit=3", []
    while address:
        body = orjson.loads(client.get(address).content)
        seen += [(line["number"], [d["after"] for d in line["differences"]]) for line in body["results"]]
        address = body["next"]
    assert seen == [*((number + 1, [str(number)]) for number in range(6, 0, -1)), (1, [])]


def test_what_was_never_published_has_no_history(ask: Make) -> None:
    assert ask("incidents/n000000099/editions/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_two_queries_however_long(
    client: Client, publish: Make, make_actor: Make, count: int, db: None
) -> None:
    actor = make_actor()
    for number in range(count):
        publish({**actor, "name": str(number)})
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/api/v1/actors/{actor['id']}/editions/")
    assert len(orjson.loads(response.content)["results"]) == count
    assert len(queries) == 2
