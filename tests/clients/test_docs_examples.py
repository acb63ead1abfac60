"""What docs/api.md shows is what happens. Its recipes are in test_recipes.py."""

import re
import shlex
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from django.test import Client

from ledger.api.following import MAX_LIMIT as MOST_CHANGES
from ledger.api.following import MAX_WAIT
from ledger.api.views import DEFAULT_LIMIT, MAX_LIMIT
from ledger.documents import KINDS, Kind
from ledger.filters import filters_of
from ledger.kinds import PLURALS
from ledger.paging import sorts_of

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text().partition("\n## Recipes\n")[0]
SERVER = "http://127.0.0.1:8000"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)


def section(title: str) -> str:
    return DOCS.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def commands() -> Iterator[tuple[str, int]]:
    for line in "".join(blocks("sh")).splitlines():
        command, status = line.rsplit("#", 1)
        yield command.strip(), int(status)


def run(client: Client, command: str) -> int:
    words = shlex.split(command)
    address = next(word for word in words if word.startswith(SERVER)).removeprefix(SERVER)
    headers = {}
    for option, value in pairwise(words):
        if option == "-H":
            name, _, text = value.partition(": ")
            headers[name] = text.replace("$ETAG", client.get(address).headers["ETag"])
        if option == "--data-urlencode":
            name, _, text = value.partition("=")
            address += f"?{name}={quote(text)}"
    with closing(client.get(address, headers=headers)) as response:
        return int(response.status_code)


@pytest.mark.django_db(transaction=True)  # a file is copied over a connection of its own
@pytest.mark.parametrize(("command", "status"), list(commands()))
def test_each_command_answers_as_it_says(client: Client, register: Any, command: str, status: int) -> None:
    assert run(client, command) == status


@pytest.mark.django_db
def test_the_error_is_the_one_that_is_shown(client: Client) -> None:
    shown = next(block for block in blocks("json") if '"status"' in block)
    assert orjson.loads(client.get("/api/v1/incidents/?from=soon").content) == orjson.loads(shown)


@pytest.mark.django_db
def test_the_changes_have_the_members_that_are_shown(client: Client, register: Any) -> None:
    shown = orjson.loads(next(block for block in blocks("json") if '"changes"' in block))
    answer = orjson.loads(client.get("/api/v1/changes/").content)
    assert list(answer) == list(shown)
    assert set(answer["changes"][0]) == set(shown["changes"][0])


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


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_of_filters_is_that_of_the_code(kind: Kind) -> None:
    rows = re.findall(r"^\| (`[^|]+) \| ([a-z, ]+) \|", section("Narrowing a list"), re.MULTILINE)
    plural = PLURALS[kind]
    listed = {name for names, of in rows if of == "all" or plural in of.split(", ") for name in names.split(", ")}
    assert listed == {f"`{filter_.name}`" for filter_ in filters_of(kind)}


def test_orders_and_limits_are_those_of_the_code() -> None:
    pages = section("Order, members and pages")
    assert [sort for kind in KINDS for sort in sorts_of(kind) if f"`{sort}`" not in pages] == []
    assert f"{DEFAULT_LIMIT} unless told, at most {MAX_LIMIT}" in pages
    assert f"up to {MAX_WAIT}:" in section("Changes")
    assert f"at most {MOST_CHANGES:,}" in section("Changes")


@pytest.mark.django_db
def test_every_status_of_the_schema_is_explained(client: Client) -> None:
    schema = orjson.loads(client.get("/api/v1/schema/").content)
    statuses = {status for path in schema["paths"].values() for status in path["get"]["responses"]}
    assert [status for status in sorted(statuses - {"200"}) if not re.search(rf"\b{status}\b", DOCS)] == []


def test_every_link_within_the_page_leads_somewhere() -> None:
    headings = {re.sub("[^a-z ]", "", title.lower()).replace(" ", "-") for title in re.findall("\n## (.+)", DOCS)}
    assert set(re.findall(r"\]\(#([a-z-]+)\)", DOCS)) <= headings | {"recipes"}
