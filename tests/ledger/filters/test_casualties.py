"""Numbers of people are ranges: a filter asks whether they may fit, or whether they certainly do."""

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


def range_of(low: int | None, high: int | None) -> dict[str, Any]:
    return {"killed": {"low": low, "best": None, "high": high}}


@pytest.mark.parametrize(
    ("totals", "query", "possibly", "certainly"),
    [
        (range_of(3, 5), {"killed_min": "5"}, True, False),
        (range_of(3, 5), {"killed_min": "3"}, True, True),
        (range_of(3, 5), {"killed_min": "6"}, False, False),
        (range_of(3, 5), {"killed_max": "3"}, True, False),
        (range_of(3, 5), {"killed_max": "5"}, True, True),
        (range_of(3, 5), {"killed_max": "2"}, False, False),
        (range_of(3, 5), {"killed_min": "4", "killed_max": "4"}, True, False),
        (range_of(3, None), {"killed_min": "900000000"}, True, False),
        (range_of(3, None), {"killed_max": "999999999"}, True, False),
        (range_of(None, 5), {"killed_max": "0"}, True, False),
        (range_of(0, 0), {"killed_max": "0"}, True, True),
        (range_of(None, None), {"killed_min": "0"}, False, False),
        (range_of(None, None), {"killed_max": "999999999"}, False, False),
        ({}, {"killed_max": "0"}, False, False),
        ({}, {"injured_min": "0"}, False, False),
    ],
)
def test_it_fits(
    listed: Make, publish: Make, make_incident: Make, totals: Any, query: Any, possibly: bool, certainly: bool
) -> None:
    publish(make_incident(totals=totals))
    assert bool(listed(**query)) == possibly
    assert bool(listed(certainty="certainly", **query)) == certainly


def test_injured_are_counted_apart(listed: Make, publish: Make, make_incident: Make) -> None:
    incident = make_incident(totals={"injured": {"low": 2, "best": 2, "high": 2}})
    publish(incident, make_incident(totals=range_of(2, 2)))
    assert listed(injured_min="2", injured_max="2") == {incident["id"]}
