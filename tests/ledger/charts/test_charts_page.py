"""The page of charts: complete without script, its numbers those of the API, each chart with a table and files."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
NAMES = [
    f"{measure}-by-{by}"
    for measure in ("incidents", "casualties")
    for by in ("month", "year", "type", "lane", "actor", "country", "district")
]


def dated(day: str) -> dict[str, Any]:
    return {
        "edtf": day, "earliest": day, "latest": day, "extent": "once_within", "approximate": False, "uncertain": False,
        "precision": "day", "date_text": "", "date_label": "", "time_of_day": "",
    }  # fmt: skip


def figures(low: int | None, high: int | None) -> dict[str, Any]:
    return {
        "totals": {"killed": {"low": low, "best": None, "high": high}},
        "casualties": [
            {"party": "all", "actor": None, "harm": "killed", "low": low, "best": None, "high": high, "basis": ""}
        ],
    }


@pytest.fixture(autouse=True)
def _register(publish: Make, make_incident: Make, make_actor: Make) -> None:
    publish(
        make_actor(id="a000000901"),
        make_incident(date=dated("2025-01-04"), countries=["TJ"], **figures(3, 5)),
        make_incident(date=dated("2025-01-09"), countries=["TJ", "AF"], **figures(2, None)),
        make_incident(date=dated("2025-03-01"), countries=["AF"], totals={}, casualties=[]),
    )


@pytest.fixture
def client() -> Client:
    return Client()


def rows_of(client: Client, address: str) -> dict[str, dict[str, str]]:
    text = client.get(address).content.decode()
    return {row["value"]: row for row in csv.DictReader(io.StringIO(text))}


def walked(client: Client, query: str) -> list[dict[str, Any]]:
    return [dict(item) for item in client.get(f"/api/v1/incidents/?limit=200&{query}").json()["results"]]


@pytest.mark.parametrize("query", ["", "country=TJ", "to=2025-01-31", "killed_min=3"])
def test_counts_by_month_are_those_of_the_api(client: Client, query: str) -> None:
    by_month = Counter(item["date"]["earliest"][:7] for item in walked(client, query))
    rows = rows_of(client, f"/charts/incidents-by-month.csv?{query}")
    assert {value: int(row["incidents"]) for value, row in rows.items()} == by_month


@pytest.mark.parametrize("query", ["", "country=TJ"])
def test_counts_by_country_are_those_of_the_api(client: Client, query: str) -> None:
    by_country = Counter(country for item in walked(client, query) for country in item["countries"])
    rows = rows_of(client, f"/charts/incidents-by-country.csv?{query}")
    assert {value: int(row["incidents"]) for value, row in rows.items()} == by_country


NAMED_IN: dict[str, Callable[[dict[str, Any]], set[str]]] = {
    "type": lambda item: {item["type"]["code"], item["type"]["parent"] or item["type"]["code"]},
    "lane": lambda item: {item["type"]["lane"]},
    "actor": lambda item: {actor["id"] for actor in item["actors"] if actor["id"]},
}


@pytest.mark.parametrize("by", NAMED_IN)
def test_counts_and_casualties_by_other_qualities_are_those_of_the_api(client: Client, by: str) -> None:
    incidents, killed = Counter[str](), Counter[str]()
    for item in walked(client, ""):
        for value in NAMED_IN[by](item):
            incidents[value] += 1
            killed[value] += (item["totals"].get("killed") or {}).get("low") or 0
    rows = rows_of(client, f"/charts/casualties-by-{by}.csv")
    assert {value: int(row["incidents"]) for value, row in rows.items()} == incidents
    assert {value: int(row["killed_low"]) for value, row in rows.items()} == killed


def test_a_spreadsheet_takes_no_name_for_a_formula(client: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor(id="a000000901", name="=1+1"))
    address = "/charts/incidents-by-actor.csv"
    assert rows_of(client, address)["a000000901"]["label"] == "=1+1"
    assert rows_of(client, f"{address}?variant=spreadsheet")["a000000901"]["label"] == "'=1+1"


def test_casualties_are_ranges_whose_top_may_be_open(client: Client) -> None:
    rows = rows_of(client, "/charts/casualties-by-month.csv")
    january, march = rows["2025-01"], rows["2025-03"]
    assert (january["killed_low"], january["killed_high"], january["killed_open"]) == ("5", "", "true")
    assert (march["killed_low"], march["killed_unknown_incidents"]) == ("0", "1")


def test_the_page_says_in_words_and_in_tables_what_it_draws(client: Client) -> None:
    page = client.get("/charts/").content.decode()
    assert "3 incidents in all. The busiest month was January 2025, with 2 incidents." in page
    assert "The deadliest month was January 2025: at least 5 killed." in page
    assert "at least 5" in page
    assert "no figure" in page
    assert page.count('<svg class="chart"') == 14
    assert page.count("<table>") == 7


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_carries_its_licence_and_edition(client: Client, name: str) -> None:
    picture = client.get(f"/charts/{name}.svg?country=TJ").content.decode()
    assert "edition 4." in picture
    assert "Facts are free to use with attribution." in picture
    assert "Only incidents that fit: Tajikistan." in picture


def test_a_picture_comes_as_png_too(client: Client) -> None:
    answer = client.get("/charts/incidents-by-month.png")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(answer.content[16:20], "big") == 1600


@pytest.mark.parametrize("ending", ["svg", "png", "csv"])
def test_a_file_is_a_function_of_its_address_and_the_head(
    client: Client, publish: Make, make_incident: Make, ending: str
) -> None:
    address = f"/charts/incidents-by-type.{ending}"
    before = client.get(address)
    assert client.get(address, headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    publish(make_incident())
    assert client.get(address, headers={"If-None-Match": before.headers["ETag"]}).status_code == 200
    assert client.get(f"{address}?as_of=4").content == before.content


def test_the_page_as_of_then_is_the_page_that_was_served_then(
    client: Client, publish: Make, make_incident: Make
) -> None:
    then = client.get("/charts/?country=TJ").content
    publish(make_incident())
    assert client.get("/charts/?country=TJ&as_of=4").content == then


def test_what_was_withdrawn_is_in_no_chart(client: Client, publish: Make, make_incident: Make, withdraw: Make) -> None:
    gone = make_incident(places=[{**make_incident()["places"][0], "admin2": "Lost District"}])
    publish(gone)
    withdraw(gone)
    for address in ("/charts/", "/charts/incidents-by-district.svg", "/charts/incidents-by-district.csv"):
        assert "lost district" not in client.get(address).content.decode().lower()


def test_what_comes_from_documents_is_escaped(client: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor(id="a000000901", name="<script>alert(1)</script>\x08&"))
    for address in ("/charts/", "/charts/incidents-by-actor.svg"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/charts/?colour=red", 400),
        ("/charts/incidents-by-month.svg?colour=red", 400),
        ("/charts/incidents-by-month.csv?variant=paper", 400),
        ("/charts/incidents-by-month.svg?variant=spreadsheet", 400),
        ("/charts/incidents-by-mood.svg", 404),
        ("/charts/incidents-by-month.svg?as_of=99", 404),
    ],
)
def test_what_cannot_be_obeyed_is_refused(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_the_cost_does_not_grow_with_the_register(
    client: Client, publish: Make, make_incident: Make, django_assert_max_num_queries: Make
) -> None:
    publish(*(make_incident() for _ in range(40)))
    with django_assert_max_num_queries(40):
        client.get("/charts/")


@pytest.mark.parametrize("code", ["ru", "tg", "fa"])
def test_it_stands_in_every_language(client: Client, code: str) -> None:
    page = client.get(f"/{code}/charts/?q={quote('attack')}")
    assert page.status_code == 200
    assert f"/{code}/charts/incidents-by-month.svg?q=attack" in page.content.decode()
    assert client.get(f"/{code}/charts/casualties-by-type.svg").status_code == 200
