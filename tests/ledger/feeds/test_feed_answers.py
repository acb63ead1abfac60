"""What every feed's answer promises: the same bytes for the same register, few queries, and nothing ignored."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]
ADDRESSES = [
    "/feeds/incidents.atom",
    "/feeds/incidents.json?tag=drone",
    "/feeds/incidents.ics",
    "/feeds/actors.atom",
    "/feeds/corrections.atom",
    "/feeds/corrections.json",
    "/corrections/",
    "/feeds/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_as_of_gives_what_was_served_then(
    client: Client, publish: Make, make_incident: Make, make_actor: Make, withdraw: Make, address: str
) -> None:
    def fetch(**query: int) -> bytes:
        join = "&" if "?" in address else "?"
        response = client.get(f"{address}{join}{urlencode(query)}" if query else address)
        assert response.status_code == 200
        return response.content

    first, second = make_incident(), make_incident()
    served = [fetch()]
    publish(first, second, make_actor())
    served.append(fetch())
    publish({**first, "title": "Corrected"}, note="The title was wrong.")
    served.append(fetch())
    withdraw(second)
    served.append(fetch())
    assert [fetch(as_of=seq) for seq in (0, 3, 4, 5)] == served


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_number_of_queries_does_not_grow(
    client: Client, publish: Make, make_incident: Make, make_actor: Make, address: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    incidents = [make_incident() for _ in range(60)]
    publish(*incidents, make_actor())
    publish({**incidents[0], "title": "Corrected"}, note="x")
    few = cost()
    publish(*({**incident, "title": "Corrected twice"} for incident in incidents), note="y")
    assert cost() <= few <= 9


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/feeds/incidents.atom?nonsense=1", 400),
        ("/feeds/incidents.atom?sort=date", 400),
        ("/feeds/incidents.atom?archive=x", 400),
        ("/feeds/incidents.atom?archive=1-50", 404),
        ("/feeds/incidents.ics?archive=1-50", 400),
        ("/feeds/actors.ics", 404),
        ("/feeds/corrections.atom?tag=x", 400),
        ("/feeds/incidents.atom?as_of=999", 404),
        ("/corrections/?nonsense=1", 400),
    ],
)
def test_what_cannot_be_obeyed_is_refused(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_an_unchanged_feed_costs_nothing(client: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    etag = client.get("/feeds/incidents.atom").headers["ETag"]
    assert client.get("/feeds/incidents.atom", headers={"If-None-Match": etag}).status_code == 304


def test_atom_has_what_the_format_requires(client: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(title="A bell \x07 and a <tag>"))
    root = ElementTree.fromstring(client.get("/feeds/incidents.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    for part in (root, root.find(f"{atom}entry")):
        assert part is not None
        for name in ("id", "title", "updated"):
            assert part.findtext(f"{atom}{name}")
    assert root.findtext(f"{atom}author/{atom}name")


def test_a_filter_hears_only_of_the_gone_that_it_had(
    client: Client, publish: Make, make_incident: Make, withdraw: Make
) -> None:
    here, elsewhere = make_incident(), make_incident(tags=["other"])
    publish(here, elsewhere)
    withdraw(here)
    withdraw(elsewhere)
    body = client.get("/feeds/incidents.json?tag=drone").json()
    assert [item["_daftar"]["id"] for item in body["items"]] == [here["id"]]


def test_a_redacted_record_leaves_no_word(client: Client, publish: Make, make_incident: Make, redact: Make) -> None:
    incident = make_incident(title="Secret")
    publish(incident)
    redact(incident)
    for address in ADDRESSES:
        assert "Secret" not in client.get(address).content.decode()
    (item,) = client.get("/feeds/incidents.json").json()["items"]
    assert (item["title"], item["_daftar"]["status"]) == (f"[Redacted] incident {incident['id']}", "redacted")
