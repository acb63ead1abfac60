"""A few incidents, counted in each way."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ledger.caching import current_head
from ledger.grid import Box
from ledger.selection import Selection, read_selection
from ledger.tallies import breakdown, clusters, facets, histogram, total
from tests.ledger.conftest import camp_place, vague_date

pytestmark = pytest.mark.django_db
WORLD = Box(-180, -90, 180, 90)


def selected(**query: str) -> Selection:
    return read_selection("incident", {name.rstrip("_"): [value] for name, value in query.items()}, current_head())


def test_an_incident_of_a_month_is_in_no_days_bar(
    make_incident: Callable[..., Any], publish: Callable[..., Any]
) -> None:
    publish(make_incident(), make_incident(date=vague_date("2025-11", "2025-11-01", "2025-11-30")))
    by_day, by_month = histogram(selected(), "day"), histogram(selected(), "month")
    assert (by_day.bars, by_day.vague, by_day.total) == ((), 2, 2)
    assert [(bar.first, bar.last, bar.incidents) for bar in by_month.bars] == [
        (date(2025, 11, 1), date(2025, 11, 30), 2)
    ]
    assert (by_month.first, by_month.last) == (date(2025, 11, 1), date(2025, 11, 30))


def test_a_facet_is_counted_without_its_own_filter(
    make_incident: Callable[..., Any], publish: Callable[..., Any]
) -> None:
    publish(make_incident(), make_incident(countries=["TJ"]))
    found = facets(selected(country="AF"), ["country", "type", "killed_min"])
    assert [(one.value, one.incidents) for one in found["country"]] == [("TJ", 2), ("AF", 1)]
    assert [(one.value, one.incidents) for one in found["type"]] == [("attack", 1), ("attack.drone", 1)]
    assert [(one.value, one.incidents) for one in found["killed_min"]] == [("1", 1)]


def test_clusters_hold_the_incidents_of_a_box(make_incident: Callable[..., Any], publish: Callable[..., Any]) -> None:
    far = make_incident(places=[{**camp_place(), "point": [65.0, 34.0], "precision": "place"}])
    publish(make_incident(), make_incident(), far)
    two, one = clusters(selected(), WORLD, 6)
    assert (two.incidents, two.vague, two.longitude, two.latitude, two.record_id) == (2, 2, 70.0, 37.6, "")
    assert (one.incidents, one.vague, one.box, one.record_id) == (1, 0, (65.0, 34.0, 65.0, 34.0), far["id"])
    assert clusters(selected(), Box(69, 37, 71, 38), 6) == (two,)


def test_rows_of_a_breakdown_have_casualties(make_incident: Callable[..., Any], publish: Callable[..., Any]) -> None:
    publish(make_incident(), make_incident(totals={"killed": {"low": 2, "best": None, "high": None}}))
    (row,) = breakdown(selected(), "month") or breakdown(selected(), "lane")
    assert (row.incidents, row.killed.low, row.killed.high, row.killed.open_top) == (2, 5, 5, True)
    assert (row.injured.low, row.injured.unknown) == (1, 1)
    assert total(selected()) == 2
