"""JSON Lines: what the API lists, byte for byte, one record a line."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]
HARD = 'quotes " and \\ and \\\\N, a \n line, a\ttab, \x7f, \x01\x02, {site} %s %, ҶДММ «Шоҳин» شاهین 🙂'


@pytest.mark.parametrize("kind", ["incident", "actor", "facility", "place", "source", "timeline"])
def test_every_line_is_the_item_of_the_list(
    client: Client, download: Make, publish: Make, request: pytest.FixtureRequest, kind: str
) -> None:
    make = request.getfixturevalue(f"make_{kind}")
    publish(make(), make(), make())
    name = "facilities" if kind == "facility" else f"{kind}s"
    lines = download(f"/data/{name}.jsonl").splitlines()
    content = client.get(f"/api/v1/{name}/?sort=changed").content
    assert len(lines) == 3
    assert b",".join(lines) in content


def test_no_character_is_lost(download: Make, publish: Make, make_incident: Make) -> None:
    document = make_incident(title=HARD, summary="\\")
    publish(document)
    (line,) = download("/data/incidents.jsonl").splitlines()
    assert json.loads(line)["title"] == HARD
    assert json.loads(line)["summary"] == "\\"


def test_filters_narrow_it(download: Make, publish: Make, make_incident: Make) -> None:
    publish(make_incident(countries=["TJ"]), make_incident(countries=["AF"]))
    lines = download("/data/incidents.jsonl?country=AF").splitlines()
    assert [json.loads(line)["countries"] for line in lines] == [["AF"]]


def test_a_filter_that_fits_nothing_gives_an_empty_file(
    download: Make, publish: Make, make_incident: Make, make_timeline: Make
) -> None:
    timeline = make_timeline()
    publish(make_incident(), timeline)
    assert download(f"/data/incidents.jsonl?timeline={timeline['id']}") == b""
    assert download("/data/incidents.jsonl?country=XX") == b""


def test_it_reads_the_register_as_it_stood(download: Make, publish: Make, make_incident: Make) -> None:
    document = make_incident()
    publish(document)
    then = download("/data/incidents.jsonl")
    publish({**document, "title": "Corrected"}, make_incident())
    assert download("/data/incidents.jsonl?as_of=1") == then
    assert len(download("/data/incidents.jsonl").splitlines()) == 2


def test_what_was_withdrawn_is_not_in_it(download: Make, publish: Make, withdraw: Make, make_incident: Make) -> None:
    document = make_incident()
    publish(document)
    withdraw(document)
    assert download("/data/incidents.jsonl") == b""


def test_an_order_is_obeyed(download: Make, publish: Make, make_actor: Make) -> None:
    publish(make_actor(name="B"), make_actor(name="A"))
    names = [json.loads(line)["name"] for line in download("/data/actors.jsonl?sort=name").splitlines()]
    assert names == ["A", "B"]
