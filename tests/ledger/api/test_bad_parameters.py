"""A parameter that cannot be obeyed is refused by name, never ignored."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.test import Client

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("path", "query", "parameter"),
    [
        ("incidents/", "colour=red", "colour"),
        ("incidents/", "format=json", "format"),
        ("incidents/", "from=yesterday", "from"),
        ("incidents/", "from=2025-13-01", "from"),
        ("incidents/", "from=20251101", "from"),
        ("incidents/", "from=2025-12-02&to=2025-12-01", "from"),
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
        ("incidents/", "cursor=WzEsMiwzLDRd", "cursor"),
        ("incidents/", "kind=company", "kind"),
        ("timelines/", "kind=company", "kind"),
        ("actors/", "from=2025-01-01", "from"),
        ("actors/a000000001/", "limit=1", "limit"),
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


def test_an_unknown_one_is_told_what_there_is(ask: Make) -> None:
    assert orjson.loads(ask("timelines/", colour="red").content)["allowed"] == ["cursor", "limit", "q"]


def test_a_malformed_one_is_told_what_may_stand_there(ask: Make) -> None:
    assert orjson.loads(ask("incidents/", from_="soon").content)["allowed"] == ["a day as YYYY-MM-DD"]
