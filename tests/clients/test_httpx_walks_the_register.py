"""A client over the network, knowing only the root, copies the whole register and keeps it cheaply."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

KINDS = ("incidents", "actors", "facilities", "places", "sources", "timelines")
Make = Callable[..., Any]


@pytest.fixture
def api(live_server: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{live_server.url}/api/v1/") as client:
        yield client


def walk(api: httpx.Client, address: str | None) -> Iterator[dict[str, Any]]:
    while address:
        page = api.get(address).raise_for_status().json()
        yield from page["results"]
        address = page["next"]


@pytest.mark.django_db(transaction=True)
def test_every_page_of_every_list_is_reached_from_the_root(api: httpx.Client, register: Any) -> None:
    links = api.get("").raise_for_status().json()["links"]
    for kind in KINDS:
        results = list(walk(api, f"{links[kind]}?limit=2"))
        copied = {result["id"]: {key: value for key, value in result.items() if key != "edition"} for result in results}
        assert copied == {document["id"]: document for document in register[kind]}
        assert len(results) == len(copied)


@pytest.mark.django_db(transaction=True)
def test_asking_again_costs_nothing_until_something_changes(api: httpx.Client, publish: Make, register: Any) -> None:
    first = api.get("incidents/")
    again = api.get("incidents/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    publish({**register["incidents"][0], "title": "Corrected"})
    assert api.get("incidents/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_merged_id_is_followed_to_the_survivor(api: httpx.Client, register: Any) -> None:
    response = api.get(f"incidents/{register['merged']['id']}/", follow_redirects=True)
    assert response.json()["id"] == register["incidents"][0]["id"]
