"""The map's page and its clusters."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def clusters(client: Client, query: str = "") -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(client.get(f"/map/clusters.json?bbox=60,30,80,45&zoom=6{query}").content)
    return answer


@pytest.fixture
def place() -> Callable[..., dict[str, Any]]:
    def made(**fields: Any) -> dict[str, Any]:
        return {"id": None, "name": "Farkhor", "kind": "settlement", "country": "TJ", "admin1": "Khatlon",
                "admin2": "Farkhor District", "within": [], "precision": "place", "point": [69.5, 37.5],
                **fields}  # fmt: skip

    return made


def test_a_single_incident_links_to_its_page(client: Client, publish: Any, make_incident: Any, place: Any) -> None:
    document = make_incident(places=[place()])
    publish(document)
    assert clusters(client)["clusters"][0]["record_id"] == document["id"]
    assert f"/incidents/{document['id']}/" in client.get("/map/").content.decode()


def test_a_point_is_never_finer_than_the_document_has_it(
    client: Client, publish: Any, make_incident: Any, place: Any
) -> None:
    publish(make_incident(places=[place(point=[69.5, 37.5])]))
    assert clusters(client)["clusters"][0]["point"] == [69.5, 37.5]


def test_what_is_known_to_the_district_is_an_area_and_no_point(
    client: Client, publish: Any, make_incident: Any, place: Any
) -> None:
    publish(make_incident(places=[place(precision="adm2", point=None)]))
    answer = clusters(client)
    assert answer["clusters"] == []
    assert [(area["name"], area["incidents"]) for area in answer["areas"]] == [("Farkhor District", 1)]
    assert answer["areas"][0]["country"] == "TJ"  # Takhar in Afghanistan has a Farkhar


@pytest.mark.parametrize(
    ("query", "parameter"), [("bbox=1,2", "bbox"), ("zoom=99", "zoom"), ("nonsense=1", "nonsense")]
)
def test_what_cannot_be_obeyed_is_named(client: Client, query: str, parameter: str) -> None:
    answer = client.get(f"/map/clusters.json?{query}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


def test_a_reader_who_has_the_answer_is_told_so(client: Client, publish: Any, make_incident: Any, place: Any) -> None:
    publish(make_incident(places=[place()]))
    tag = client.get("/map/clusters.json").headers["ETag"]
    assert client.get("/map/clusters.json", headers={"If-None-Match": tag}).status_code == 304


def test_the_page_as_of_an_earlier_seq_is_what_it_was(
    client: Client, publish: Any, make_incident: Any, place: Any
) -> None:
    publish(make_incident(places=[place()]))
    before = client.get("/map/").content
    publish(make_incident(places=[place()]))
    assert client.get("/map/").content != before
    assert client.get("/map/?as_of=1").content == before
