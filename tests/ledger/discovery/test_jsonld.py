"""Structured data says what is known, and cannot break out of its element."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from ledger.discovery.jsonld import dataset_jsonld, embedded, incident_jsonld
from tests.ledger.conftest import vague_date

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
URL = "https://register.example/incidents/n000000001/night/"


@pytest.fixture
def page(publish: Make, make_incident: Make) -> Callable[..., Any]:
    def read(**changed: Any) -> Any:
        document = make_incident(**changed)
        return json.loads(incident_jsonld(document, publish(document)[0], URL))

    return read


def test_a_page_is_about_an_event_that_nobody_can_book(page: Make) -> None:
    read = page()
    assert (read["@type"], read["about"]["@type"], read["url"]) == ("WebPage", "Event", URL)
    assert "offers" not in read["about"]
    assert read["temporalCoverage"] == "2025-11-26/2025-11-27"
    assert {source["@type"] for source in read["citation"]} == {"CreativeWork"}


def test_a_span_in_which_it_happened_once_is_not_its_duration(page: Make) -> None:
    assert not {"startDate", "endDate"} & set(page()["about"])
    assert page(date=vague_date("2025-11", "2025-11-01", "2025-11-30"))["about"]["startDate"] == "2025-11"


def test_an_unknown_date_is_left_out(page: Make) -> None:
    read = page(date=vague_date("", "0001-01-01", "9999-12-31", "unknown"))
    assert "temporalCoverage" not in read


def test_a_district_has_no_position(page: Make) -> None:
    assert "geo" not in page()["about"]["location"][0]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b & c", "Ҷанг"])
def test_nothing_ends_the_script_element(text: str) -> None:
    written = embedded({"text": text})
    assert not {"<", ">", "&", "\u2028"} & set(written)
    assert json.loads(written) == {"text": text}


def test_a_dataset_says_how_to_get_it() -> None:
    read = json.loads(
        dataset_jsonld(
            name="Daftar", description="A register.", url="https://register.example/data/", seq=41,
            modified="2026-01-01T00:00:00Z", first_day="2024-01-01",
            distribution={"https://register.example/data/incidents.csv": "text/csv"}, countries=("Tajikistan",),
        )
    )  # fmt: skip
    assert (read["version"], read["isAccessibleForFree"], read["temporalCoverage"]) == ("41", True, "2024-01-01/..")
    assert read["distribution"][0]["encodingFormat"] == "text/csv"
    assert "license" not in read
