"""CSV: one table per kind, for programs as it is, for spreadsheets without formulas."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from ledger.files.columns import TABLES
from tests.ledger.conftest import night_date

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_a_row_says_what_the_document_says(download: Make, publish: Make, make_incident: Make) -> None:
    document = make_incident()
    publish(document)
    (row,) = rows_of(download("/data/incidents.csv"))
    expected = {
        "id": document["id"], "edition_seq": "1", "edition_number": "1",
        "url": f"{settings.SITE_URL}/incidents/{document['id']}/", "title": document["title"],
        "summary": document["summary"], "type_code": "attack.drone", "type_parent": "attack", "lane": "armed",
        "date_earliest": "2025-11-26", "date_latest": "2025-11-27", "date_edtf": "2025-11-26/2025-11-27",
        "date_precision": "night", "country": "TJ", "countries": "TJ|AF", "admin1": "Khatlon",
        "place_name": "Shamsiddin Shohin", "place_precision": "district", "longitude": "70", "latitude": "37.6",
        "killed_low": "3", "killed_best": "3", "killed_high": "3", "injured_best": "1", "captured_best": "",
        "actors": "Shōhin SM|unknown gunmen", "actor_ids": "a000000901|", "actor_roles": "target|perpetrator",
        "facilities": "Shohin SM camp", "source_count": "2", "origins": "2", "ucdp_type_of_violence": "",
        "source_urls": "https://courier.example/2025/11/27/camp|https://payom.example/news/114",
        "tags": "drone|border",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("kind", ["incident", "actor", "facility", "place", "source", "timeline"])
def test_every_kind_has_its_columns(
    client: Client, download: Make, publish: Make, request: pytest.FixtureRequest, kind: str
) -> None:
    document = request.getfixturevalue(f"make_{kind}")()
    publish(document)
    name = "facilities" if kind == "facility" else f"{kind}s"
    (row,) = rows_of(download(f"/data/{name}.csv"))
    schema = client.get(f"/data/{name}.schema.json").json()
    assert list(row) == [field["name"] for field in schema["fields"]]
    assert row["id"] == document["id"]
    assert row["edition_at"].endswith("Z")


def test_unknown_is_empty_and_never_zero(download: Make, publish: Make, make_incident: Make, make_place: Make) -> None:
    unknown = {**night_date(), "earliest": "0001-01-01", "latest": "9999-12-31", "edtf": ".."}
    bare: dict[str, list[str]] = {
        "actors": [],
        "facilities": [],
        "casualties": [],
        "claims": [],
        "sources": [],
        "tags": [],
        "countries": [],
    }
    publish(make_incident(places=[], totals={}, date=unknown, **bare), make_place(point=None, country=None, within=[]))
    (row,) = rows_of(download("/data/incidents.csv"))
    empty = ["killed_low", "killed_best", "date_earliest", "date_latest", "longitude", "place_name", "actors", "tags"]
    assert [row[name] for name in empty] == [""] * len(empty)
    assert row["source_count"] == "0"
    (place,) = rows_of(download("/data/places.csv"))
    assert (place["longitude"], place["country"], place["within"]) == ("", "", "")


def test_quotes_lines_and_letters_survive(download: Make, publish: Make, make_incident: Make) -> None:
    title = 'A "quoted", two-\nline\r\ntitle with \\ and 100 % ҶДММ شاهین'
    publish(make_incident(title=title, tags=["a|b", "c"]))
    content = download("/data/incidents.csv")
    (row,) = rows_of(content)
    assert (row["title"], row["tags"]) == (title, "a/b|c")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")


def test_without_rows_there_is_the_header(download: Make) -> None:
    names = ",".join(column.name for column in TABLES["incident"].columns)
    assert download("/data/incidents.csv") == f"{names}\r\n".encode()


@pytest.mark.parametrize("title", FORMULAS)
def test_only_spreadsheets_are_spared_formulas(download: Make, publish: Make, make_incident: Make, title: str) -> None:
    publish(make_incident(title=title))
    assert rows_of(download("/data/incidents.csv"))[0]["title"] == title
    assert rows_of(download("/data/incidents.csv?variant=machine"))[0]["title"] == title
    assert rows_of(download("/data/incidents.csv?variant=spreadsheet"))[0]["title"] == f"'{title}"


def test_spreadsheets_keep_negative_numbers(download: Make, publish: Make, make_place: Make) -> None:
    publish(make_place(point=[-70.25, -12.5]))
    (row,) = rows_of(download("/data/places.csv?variant=spreadsheet"))
    assert (row["longitude"], row["latitude"]) == ("-70.25", "-12.5")
