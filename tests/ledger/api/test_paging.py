"""A walk through the pages shows every record that was there when it began exactly once."""

import base64
import uuid
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.test import Client

from ledger.models import LedgerHead

Make = Callable[..., Any]


def ids(pages: Any) -> list[str]:
    return [result["id"] for page in pages for result in page["results"]]


def test_records_of_one_date_are_each_shown_once(pages: Make, publish: Make, make_incident: Make) -> None:
    incidents = [make_incident() for _ in range(30)]
    publish(*incidents)
    shown = ids(pages("/api/v1/incidents/?limit=4"))
    assert shown == sorted((incident["id"] for incident in incidents), reverse=True)


def test_records_of_one_name_are_each_shown_once(pages: Make, publish: Make, make_actor: Make) -> None:
    actors = [make_actor() for _ in range(11)]
    publish(*actors)
    assert ids(pages("/api/v1/actors/?limit=3")) == [actor["id"] for actor in actors]


def test_the_last_full_page_has_no_next(pages: Make, publish: Make, make_actor: Make) -> None:
    publish(*(make_actor() for _ in range(6)))
    assert [len(page["results"]) for page in pages("/api/v1/actors/?limit=3")] == [3, 3]


def test_changes_during_a_walk_do_not_disturb_it(
    client: Client, pages: Make, publish: Make, make_incident: Make, withdraw: Make
) -> None:
    incidents = [make_incident() for _ in range(6)]
    publish(*incidents)
    first = next(pages("/api/v1/incidents/?limit=2"))
    withdraw(incidents[0])
    publish({**incidents[2], "title": "Corrected"}, make_incident())
    rest = list(pages(first["next"]))
    assert ids([first, *rest]) == [incident["id"] for incident in reversed(incidents)]
    assert {page["head"] for page in [first, *rest]} == {"6"}


def test_the_filters_go_with_the_walk(pages: Make, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident(countries=["TJ" if number % 2 else "AF"]) for number in range(10)))
    assert len(ids(pages("/api/v1/incidents/?limit=2&country=TJ&q=camp"))) == 5


@pytest.mark.parametrize("sort", ["-date", "date", "-changed", "changed"])
def test_every_order_shows_each_record_once(pages: Make, publish: Make, make_incident: Make, sort: str) -> None:
    incidents = [make_incident() for _ in range(10)]
    publish(*incidents)
    shown = ids(pages(f"/api/v1/incidents/?limit=3&sort={sort}"))
    assert shown == sorted((incident["id"] for incident in incidents), reverse=sort.startswith("-"))


@pytest.mark.parametrize("change", ["sort=date", "country=TJ", "type=attack"])
def test_a_cursor_is_refused_with_other_filters(ask: Make, publish: Make, make_incident: Make, change: str) -> None:
    publish(make_incident(), make_incident())
    address = orjson.loads(ask("incidents/", limit=1).content)["next"]
    response = ask(f"incidents/?{address.split('?')[1]}&{change}")
    assert orjson.loads(response.content)["parameter"] == "cursor"


def test_a_cursor_is_refused_on_another_list(client: Client, ask: Make, publish: Make, make_actor: Make) -> None:
    publish(make_actor(), make_actor())
    address = orjson.loads(ask("actors/", limit=1).content)["next"]
    assert client.get(address.replace("actors", "sources")).status_code == 400


def test_a_cursor_from_before_a_restore_is_gone(client: Client, ask: Make, publish: Make, make_actor: Make) -> None:
    publish(make_actor(), make_actor())
    address = orjson.loads(ask("actors/", limit=1).content)["next"]
    LedgerHead.objects.update(epoch=uuid.uuid4())
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("seq", [-1, 99, True, "1", None])
def test_a_forged_cursor_is_refused(ask: Make, publish: Make, make_actor: Make, seq: Any) -> None:
    publish(make_actor(), make_actor())
    cursor = orjson.loads(ask("actors/", limit=1).content)["next"].split("cursor=")[1]
    content = orjson.loads(base64.urlsafe_b64decode(cursor + "=="))
    forged = base64.urlsafe_b64encode(orjson.dumps([content[0], seq, *content[2:]])).decode().rstrip("=")
    assert ask("actors/", cursor=forged).status_code == 404
