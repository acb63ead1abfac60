"""What docs/api.md shows is what happens."""

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from django.test import Client

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text()
SERVER = "http://127.0.0.1:8000"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)


def commands() -> Iterator[tuple[str, int]]:
    for line in "".join(blocks("sh")).splitlines():
        command, status = line.rsplit("#", 1)
        yield command.strip(), int(status)


def run(client: Client, command: str) -> int:
    words = shlex.split(command)
    address = next(word for word in words if word.startswith(SERVER)).removeprefix(SERVER)
    etag = client.get(address).headers.get("ETag", "")
    headers = {}
    for option, value in pairwise(words):
        if option == "-H":
            name, _, text = value.partition(": ")
            headers[name] = text.replace("$ETAG", etag)
        if option == "--data-urlencode":
            name, _, text = value.partition("=")
            address += f"?{name}={quote(text)}"
    return client.get(address, headers=headers).status_code


@pytest.mark.django_db
@pytest.mark.parametrize(("command", "status"), list(commands()))
def test_each_command_answers_as_it_says(client: Client, register: Any, command: str, status: int) -> None:
    assert run(client, command) == status


@pytest.mark.django_db
def test_the_error_is_the_one_that_is_shown(client: Client) -> None:
    assert orjson.loads(client.get("/api/v1/incidents/?from=soon").content) == orjson.loads(blocks("json")[0])


@pytest.mark.django_db(transaction=True)
def test_the_walk_copies_every_incident(live_server: Any, register: Any) -> None:
    names: dict[str, Any] = {}
    code = blocks("python")[0].replace(SERVER, live_server.url).replace("limit=500", "limit=3")
    exec(compile(code, "docs/api.md", "exec"), names)
    assert {record["id"] for record in names["incidents"]} == {record["id"] for record in register["incidents"]}


@pytest.mark.django_db
def test_every_parameter_is_described(client: Client) -> None:
    schema = orjson.loads(client.get("/api/v1/schema/").content)
    named = {p["name"] for path in schema["paths"].values() for p in path["get"].get("parameters", [])} - {"id"}
    assert [name for name in sorted(named) if f"`{name}`" not in DOCS] == []
