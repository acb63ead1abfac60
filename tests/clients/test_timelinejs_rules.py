"""The timeline keeps the rules of TimelineJS 3.9.11's own reader (TimelineConfig.js, TLDate.js)."""

import calendar
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ledger import timelinejs
from tests.ledger.conftest import vague_date

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
PATH = "/data/incidents.timelinejs"
PARTS = ("year", "month", "day")


def read(client: Client, query: str = "") -> Any:
    response = client.get(f"{PATH}?{query}")
    assert response.status_code == 200, response.content
    timeline = response.json()
    _judge(timeline)
    return timeline


def _judge(timeline: Any) -> None:
    """What the library would refuse, skip, or put right by guessing."""
    assert timeline["scale"] == "human"
    assert "start_date" not in timeline["title"]
    slides = [timeline["title"], *timeline["events"]]
    ids = [slide["unique_id"] for slide in slides]
    assert all(ids), "an id would be made from the headline"
    assert len(set(ids)) == len(ids), "a second one would be renamed"
    for slide in slides:
        assert set(slide) <= {"unique_id", "start_date", "end_date", "display_date", "text", "group", "media"}
        assert isinstance(slide["text"]["headline"], str)
        assert isinstance(slide["text"]["text"], str)
    for event in timeline["events"]:
        _judge_day(event["start_date"])
        if "end_date" in event:
            _judge_day(event["end_date"])
            assert event["end_date"] != event["start_date"], "it would be dropped"
            assert list(event["end_date"].values()) > list(event["start_date"].values())


def _judge_day(day: Any) -> None:
    """A part is not given without those above it; a day that is not in the calendar rolls over into the next month."""
    assert tuple(day) == PARTS[: len(day)]
    assert len(day) > 0
    if "day" in day:
        assert 1 <= day["day"] <= calendar.monthrange(day["year"], day["month"])[1]


def one(client: Client, publish: Make, incident: Any) -> Any:
    publish(incident)
    return read(client)["events"][0]


def test_a_span_has_both_its_ends_and_says_its_doubt_in_words(
    client: Client, publish: Make, make_incident: Make
) -> None:
    event = one(client, publish, make_incident())
    assert (event["start_date"]["day"], event["end_date"]["day"]) == (26, 27)
    assert "ight of 26 Nov 2025" in event["display_date"]


@pytest.mark.parametrize(
    ("date", "start"),
    [
        (("2025-11", "2025-11-01", "2025-11-30"), {"year": 2025, "month": 11}),
        (("2024", "2024-01-01", "2024-12-31", "year"), {"year": 2024}),
        (("/2024-03-05", "0001-01-01", "2024-03-05", "unknown"), {"year": 2024, "month": 3, "day": 5}),
        (("2024-03-05/", "2024-03-05", "9999-12-31", "unknown"), {"year": 2024, "month": 3, "day": 5}),
    ],
)
def test_unknown_parts_are_left_out(client: Client, publish: Make, make_incident: Make, date: Any, start: Any) -> None:
    event = one(client, publish, make_incident(date=vague_date(*date)))
    assert (event["start_date"], "end_date" in event) == (start, False)


def test_words_are_escaped(client: Client, publish: Make, make_incident: Make) -> None:
    event = one(client, publish, make_incident(title="<b>Ҷанг</b>", summary="<script>alert(1)</script>"))
    assert event["text"]["headline"] == "&lt;b&gt;Ҷанг&lt;/b&gt;"
    assert "<script" not in event["text"]["text"]
    assert '<a href="http' in event["text"]["text"]


def test_filters_narrow_it_and_nothing_else_is_taken(client: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(countries=["AF"]), make_incident())
    assert [len(read(client, f"country={country}")["events"]) for country in ("TJ", "AF", "UZ")] == [1, 2, 0]
    assert client.get(f"{PATH}?colour=red").status_code == 400


def test_what_is_left_out_is_told(
    client: Client, publish: Make, make_incident: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timelinejs, "MOST_EVENTS", 2)
    dateless = make_incident(date=vague_date("", "0001-01-01", "9999-12-31", "unknown"))
    publish(dateless, *(make_incident() for _ in range(3)))
    timeline = read(client)
    assert len(timeline["events"]) == 1
    assert "The list is longer" in timeline["title"]["text"]["text"]
    assert "Left out" in timeline["title"]["text"]["text"]


def test_as_of_gives_what_was_served_then(client: Client, publish: Make, make_incident: Make) -> None:
    seq = publish(make_incident())[0].seq
    before = client.get(PATH).content
    publish(make_incident())
    assert client.get(f"{PATH}?as_of={seq}").content == before
