"""A parameter that cannot be obeyed is refused by name, never ignored."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.test import Client

from ledger.filters import filters_of

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("path", "query", "parameter"),
    [
        ("incidents/", "colour=red", "colour"),
        ("incidents/", "format=json", "format"),
        ("incidents/", "from=yesterday", "from"),
        ("incidents/", "from=2025-13-01", "from"),
        ("incidents/", "from=20251101", "from"),
        ("incidents/", "to=", "to"),
        ("incidents/", "limit=0", "limit"),
        ("incidents/", "limit=501", "limit"),
        ("incidents/", "limit=٥", "limit"),
        ("incidents/", "limit=-1", "limit"),
        ("incidents/", "actor=Shohin", "actor"),
        ("incidents/", "actor=a00000000i", "actor"),
        ("incidents/", "country=tj", "country"),
        ("incidents/", "country=TJ&country=AF", "country"),
        ("incidents/", "type=a%00b", "type"),
        ("incidents/", "q=", "q"),
        ("incidents/", "q=a%00b", "q"),
        ("incidents/", f"q={'a' * 201}", "q"),
        ("incidents/", "cursor=", "cursor"),
        ("incidents/", "cursor=!!", "cursor"),
        ("incidents/", "cursor=é", "cursor"),
        ("incidents/", "kind=company", "kind"),
        ("timelines/", "kind=company", "kind"),
        ("actors/", "from=2025-01-01", "from"),
        ("incidents/", "sort=name", "sort"),
        ("actors/", "sort=-date", "sort"),
        ("incidents/", "fields=", "fields"),
        ("incidents/", "fields=title,colour", "fields"),
        ("incidents/", "count=yes", "count"),
        ("incidents/", "as_of=", "as_of"),
        ("incidents/", "as_of=-1", "as_of"),
        ("incidents/", "as_of=2025-02-03T", "as_of"),
        ("incidents/", "as_of=²", "as_of"),
        ("incidents/", "as_of=9999999999999999999999", "as_of"),
        ("actors/a000000001/", "limit=1", "limit"),
        ("actors/a000000001/editions/", "fields=id", "fields"),
        ("changes/", "colour=red", "colour"),
        ("changes/", "record=weather", "record"),
        ("changes/", "record=incident&timeline=t000000001", "timeline"),
        ("changes/", "since=7", "since"),
        ("changes/", "wait=31", "wait"),
        ("changes/", "limit=1001", "limit"),
        ("changes/", "history=some", "history"),
        ("", "limit=1", "limit"),
    ],
)
def test_it_is_refused_by_name(client: Client, db: None, path: str, query: str, parameter: str) -> None:
    response = client.get(f"/api/v1/{path}?{query}")
    problem = orjson.loads(response.content)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert problem["parameter"] == parameter
    assert isinstance(problem["allowed"], list)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("cursor=WzEsMiwzLDRdWzEsMiwzLDRd", "cursor"),
        ("as_of=1", "as_of"),
        ("as_of=2999-01-01", "as_of"),
        ("as_of=2025-02-30", "as_of"),
        ("as_of=9999-12-31", "as_of"),
    ],
)
def test_what_is_well_formed_but_names_nothing_is_not_found(
    client: Client, db: None, query: str, parameter: str
) -> None:
    response = client.get(f"/api/v1/incidents/?{query}")
    assert response.status_code == 404
    assert orjson.loads(response.content)["parameter"] == parameter


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("incidents/?from=2025-12-02&to=2025-12-01", "from"),
        ("incidents/?killed_min=3&killed_max=2", "killed_min"),
        ("incidents/?near=70,37", "near"),
        ("incidents/?certainty=certainly", "certainty"),
        ("changes/?type=attack", "type"),
        ("changes/?record=actor&type=attack", "type"),
    ],
)
def test_what_cannot_be_obeyed_together_is_a_conflict(client: Client, db: None, query: str, parameter: str) -> None:
    response = client.get(f"/api/v1/{query}")
    assert response.status_code == 409
    assert orjson.loads(response.content)["parameter"] == parameter


TIMELINES_TAKE = sorted(
    ["as_of", "count", "cursor", "fields", "limit", "sort", *(filter_.name for filter_ in filters_of("timeline"))]
)


def test_an_unknown_one_is_told_what_there_is(ask: Make) -> None:
    assert orjson.loads(ask("timelines/", colour="red").content)["allowed"] == TIMELINES_TAKE


def test_a_malformed_one_is_told_what_may_stand_there(ask: Make) -> None:
    assert orjson.loads(ask("incidents/", from_="soon").content)["allowed"] == ["a day as YYYY-MM-DD"]


def test_more_parameters_than_can_be_read_are_a_problem_too(client: Client, db: None) -> None:
    query = "&".join(f"a{number}=1" for number in range(1_001))
    for path in ("/api/v1/incidents/", "/feeds/incidents.atom", "/ogc/collections"):
        response = client.get(f"{path}?{query}")
        assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
        assert response["Access-Control-Allow-Origin"] == "*"
