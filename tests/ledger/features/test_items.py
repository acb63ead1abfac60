"""Features by page, box and time; what cannot be obeyed is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.ledger.conftest import vague_date

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
ITEMS = "/ogc/collections/incidents/items"


def ids(client: Client, query: str) -> set[str]:
    response = client.get(f"{ITEMS}?{query}")
    assert response.status_code == 200, response.content
    return {feature["id"] for feature in response.json()["features"]}


@pytest.fixture
def three(make_incident: Make, publish: Make) -> list[dict[str, Any]]:
    """The night of 26 November; some day of November; some day of 2024, nowhere."""
    month = make_incident(date=vague_date("2025-11", "2025-11-01", "2025-11-30"))
    year = make_incident(date=vague_date("2024", "2024-01-01", "2024-12-31", "year"), places=[], totals={})
    incidents = [make_incident(), month, year]
    publish(*incidents)
    return incidents


def test_a_feature_is_flat_and_leaves_no_property_out(client: Client, three: Any) -> None:
    features = client.get(f"{ITEMS}?sort=date").json()["features"]
    assert {tuple(feature["properties"]) for feature in features} == {tuple(features[0]["properties"])}
    bare = features[0]
    assert (bare["geometry"], bare["properties"]["killed_low"], bare["properties"]["place"]) == (None, None, None)
    full = next(feature for feature in features if feature["id"] == three[0]["id"])
    assert full["geometry"] == {"type": "Point", "coordinates": [70.0, 37.6]}
    assert (full["properties"]["killed_best"], full["properties"]["edtf"]) == (3, "2025-11-26/2025-11-27")


@pytest.mark.parametrize(
    ("datetime", "found"),
    [
        ("2025-11-26", {0, 1}),
        ("2025-11-26T10:00:00Z", {0, 1}),
        ("2025-11-28T00:00:00Z/..", {1}),
        ("../2024-06-01", {2}),
        ("2024-12-31/2025-11-01", {1, 2}),
        ("/2023-01-01", set()),
    ],
)
def test_a_time_finds_what_may_have_been_then(client: Client, three: Any, datetime: str, found: set[int]) -> None:
    assert ids(client, f"datetime={datetime}") == {three[number]["id"] for number in found}


@pytest.mark.parametrize("box", ["69,37,71,38", "69,37,0,71,38,9000"])
def test_a_box_has_four_numbers_or_six(client: Client, three: Any, box: str) -> None:
    assert ids(client, f"bbox={box}") == {three[0]["id"], three[1]["id"]}
    assert ids(client, "bbox=10,10,11,11") == set()


def test_the_filters_of_lists_work_here_too(client: Client, three: Any) -> None:
    assert ids(client, "killed_min=1&country=TJ") == {three[0]["id"], three[1]["id"]}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("colour=red", "colour"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=1,2,high,3,4,low", "bbox"),
        ("datetime=", "datetime"),
        ("datetime=../..", "datetime"),
        ("datetime=2025", "datetime"),
        ("datetime=2025-02-30", "from"),
        ("datetime=2025-02-02/2025-02-01", "datetime"),
        ("datetime=2025-02-02&from=2025-02-01", "datetime"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("cursor=x", "cursor"),
    ],
)
def test_what_cannot_be_obeyed_is_refused_by_name(client: Client, query: str, parameter: str) -> None:
    response = client.get(f"{ITEMS}?{query}")
    assert (response.status_code, response.json()["parameter"]) == (400, parameter)


def test_places_have_no_time(client: Client) -> None:
    assert client.get("/ogc/collections/places/items?datetime=2025-01-01").status_code == 400


def test_next_leads_through_all_of_the_list_as_it_stood(client: Client, publish: Make, make_incident: Make) -> None:
    incidents = [make_incident() for _ in range(5)]
    publish(*incidents)
    address, found = f"{ITEMS}?limit=2", []
    while address:
        page = client.get(address.removeprefix("http://testserver")).json()
        assert page["numberReturned"] == len(page["features"])
        assert not {"numberMatched", "timeStamp"} & set(page)
        found += [feature["id"] for feature in page["features"]]
        publish(make_incident())
        address = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
    assert sorted(found) == sorted(incident["id"] for incident in incidents)


def test_as_of_gives_what_was_served_then(client: Client, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    seq = publish(incident)[0].seq
    paths = [ITEMS, f"{ITEMS}/{incident['id']}"]
    before = [client.get(path).content for path in paths]
    publish({**incident, "title": "Corrected"}, make_incident())
    assert [client.get(f"{path}?as_of={seq}").content for path in paths] == before


def test_one_feature_is_found_until_it_is_withdrawn(
    client: Client, publish: Make, make_incident: Make, withdraw: Make
) -> None:
    incident = make_incident()
    publish(incident)
    response = client.get(f"{ITEMS}/{incident['id']}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/geo+json")
    assert response.json()["properties"]["title"] == incident["title"]
    withdraw(incident)
    assert client.get(f"{ITEMS}/{incident['id']}").status_code == 404


def test_a_page_costs_two_queries_besides_the_head(
    client: Client, three: Any, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    # In front of the framework and within it, the head is read once each.
    with django_assert_max_num_queries(4):
        client.get(f"{ITEMS}?country=TJ")
