"""Asking the API and reading what it answers."""

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from django.test import Client

Ask = Callable[..., Any]


@pytest.fixture
def ask(client: Client, db: None) -> Ask:
    """GET below /api/v1/; the keywords are the query."""

    def ask_(path: str = "", **query: Any) -> Any:
        return client.get(f"/api/v1/{path}", {name.rstrip("_"): value for name, value in query.items()})

    return ask_


@pytest.fixture
def found(ask: Ask) -> Callable[..., list[str]]:
    """The ids that a list finds, in order."""

    def found_(path: str, **query: Any) -> list[str]:
        response = ask(path, **query)
        assert response.status_code == 200, response.content
        return [result["id"] for result in orjson.loads(response.content)["results"]]

    return found_


@pytest.fixture
def pages(client: Client, db: None) -> Callable[[str], Iterator[Any]]:
    """Follows `next` from an address to the end."""

    def pages_(address: str | None) -> Iterator[Any]:
        while address:
            body = orjson.loads(client.get(address).content)
            yield body
            address = body["next"]

    return pages_
