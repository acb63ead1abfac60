"""The map's signs as JSON: counted by a grid, as exactly as it is known and no closer."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def signs(client: Client, query: str = "", language: str = "") -> dict[str, Any]:
    answer = client.get(f"{language}/map/clusters.json?bbox=60,30,80,45&zoom=6{query}")
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_a_single_incident_says_which_it_is_and_how_exact(
    client: Client, publish: Make, make_incident: Make, place: Make
) -> None:
    document = make_incident(places=[place(precision="near")])
    publish(document)
    (cluster,) = signs(client)["clusters"]
    assert (cluster["record_id"], cluster["precision"]) == (document["id"], "near")
    assert cluster["point"] == [69.5, 37.5]
    assert cluster["url"] == f"/incidents/{document['id']}/"


def test_a_circle_stands_between_its_incidents_within_a_cell(
    client: Client, publish: Make, make_incident: Make, place: Make
) -> None:
    publish(*(make_incident(places=[place(point=point)]) for point in ([69.5, 37.5], [69.6, 37.6])))
    (cluster,) = signs(client)["clusters"]
    west, south, east, north = cluster["box"]
    assert cluster["point"] == [69.55, 37.55]
    assert west <= 69.5 < 69.6 <= east <= west + 360 / 2**8
    assert south <= 37.5 < 37.6 <= north <= south + 180 / 2**8


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [(1, "", "1 incident here"), (2, "", "2 incidents here"), (2, "/ru", "2 инцидента здесь")],
)
def test_words_count_rightly(
    client: Client, publish: Make, make_incident: Make, place: Make, number: int, language: str, words: str
) -> None:  # fmt: skip
    publish(*(make_incident(places=[place()]) for _ in range(number)))
    assert signs(client, language=language)["clusters"][0]["words"] == words


def test_what_is_known_to_the_district_is_an_area_and_no_point(
    client: Client, publish: Make, make_incident: Make, place: Make
) -> None:
    publish(make_incident(places=[place(precision="adm2", point=None)]))
    answer = signs(client)
    assert answer["clusters"] == []
    (area,) = answer["rough"]
    assert (area["name"], area["incidents"], area["mark"]) == ("Farkhor District", 1, "area")
    assert area["area"][0] == "TJ"  # Takhar in Afghanistan has a Farkhar


def test_a_river_names_its_course(
    client: Client, publish: Make, make_incident: Make, make_place: Make, place: Make
) -> None:
    river = make_place(id="p000000951", name="Panj river", kind="river", within=[], point=None)
    publish(river, make_incident(places=[place(id=river["id"], name=river["name"], precision="linear_fuzzy",
                                               point=None, admin1=None, admin2=None)]))  # fmt: skip
    (line,) = signs(client)["rough"]
    assert (line["courses"], line["mark"]) == ([["Panj"]], "line")


def test_signs_are_counted_anew_where_an_incident_is_withdrawn(
    client: Client, publish: Make, make_incident: Make, place: Make, withdraw: Make
) -> None:
    one, other = (make_incident(places=[place(precision="adm1", point=None)]) for _ in range(2))
    publish(one, other)
    assert signs(client)["rough"][0]["incidents"] == 2
    withdraw(one)
    assert signs(client)["rough"][0]["incidents"] == 1
    assert signs(client, "&as_of=2")["rough"][0]["incidents"] == 2


@pytest.mark.parametrize(
    ("query", "parameter"), [("bbox=1,2", "bbox"), ("zoom=99", "zoom"), ("nonsense=1", "nonsense")]
)
def test_what_cannot_be_obeyed_is_named(client: Client, query: str, parameter: str) -> None:
    answer = client.get(f"/map/clusters.json?{query}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


def test_a_reader_who_has_the_answer_is_told_so(
    client: Client, publish: Make, make_incident: Make, place: Make
) -> None:
    publish(make_incident(places=[place()]))
    tag = client.get("/map/clusters.json").headers["ETag"]
    assert client.get("/map/clusters.json", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("number", [1, 40])
def test_queries_are_few_whatever_the_number(
    client: Client, publish: Make, make_incident: Make, place: Make, django_assert_max_num_queries: Make, number: int
) -> None:
    publish(*(make_incident(places=[place(point=[62 + n % 8 * 2, 31 + n // 8 * 2])]) for n in range(number)))
    with django_assert_max_num_queries(13):
        assert len(signs(client)["clusters"]) == number
