"""A period finds what may have happened in it, or what certainly did."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger.entries import certain_days

Make = Callable[..., Any]
FLOOR, CEILING = "0001-01-01", "9999-12-31"


def spanning(earliest: str, latest: str, extent: str = "once_within") -> dict[str, Any]:
    return {
        "edtf": "", "earliest": earliest, "latest": latest, "extent": extent, "approximate": False, "uncertain": False,
        "precision": "span", "date_text": "", "date_label": "", "time_of_day": "",
    }  # fmt: skip


NOVEMBER = ("2025-11-01", "2025-11-30")


@pytest.mark.parametrize(
    ("extent", "first", "last", "possibly", "certainly"),
    [
        ("once_within", "2025-11-01", "2025-11-30", True, True),
        ("once_within", "2025-11-02", "2025-11-30", True, False),
        ("once_within", "2025-10-01", "2025-11-29", True, False),
        ("once_within", "2025-12-01", "2025-12-31", False, False),
        ("once_within", "2025-11-30", "2025-11-30", True, False),
        ("throughout", "2025-11-30", "2025-12-31", True, True),
        ("throughout", "2025-11-10", "2025-11-10", True, True),
        ("throughout", "2025-12-01", "2025-12-31", False, False),
    ],
)
def test_a_month_is_touched(
    listed: Make,
    publish: Make,
    make_incident: Make,
    extent: str,
    first: str,
    last: str,
    possibly: bool,
    certainly: bool,
) -> None:
    publish(make_incident(date=spanning(*NOVEMBER, extent)))
    assert bool(listed(from_=first, to=last)) == bool(listed(from_=first, to=last, certainty="possibly")) == possibly
    assert bool(listed(from_=first, to=last, certainty="certainly")) == certainly


@pytest.mark.parametrize(
    ("query", "certainly"),
    [
        ({"from": "2025-11-01"}, True), ({"from": "2025-11-02"}, False), ({"to": "2025-11-30"}, True),
        ({"to": "2025-11-29"}, False),
    ],
)  # fmt: skip
def test_one_end_of_a_period_may_be_open(
    listed: Make, publish: Make, make_incident: Make, query: dict[str, str], certainly: bool
) -> None:
    publish(make_incident(date=spanning(*NOVEMBER)))
    assert listed(**query)
    assert bool(listed(certainty="certainly", **query)) == certainly


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (spanning("2025-11-24", CEILING, "throughout"), ("2025-11-24", "2025-11-24")),
        (spanning(FLOOR, "2025-11-24", "throughout"), ("2025-11-24", "2025-11-24")),
        (spanning(FLOOR, CEILING, "throughout"), (CEILING, FLOOR)),
        (spanning(FLOOR, "2025-11-24"), ("2025-11-24", FLOOR)),
        (spanning("2025-11-24", CEILING), (CEILING, "2025-11-24")),
    ],
)
def test_of_an_unknown_end_nothing_is_certain(when: Any, expected: tuple[str, str]) -> None:
    assert certain_days(when) == expected


def test_what_goes_on_since_a_day_may_go_on_for_ever(listed: Make, publish: Make, make_incident: Make) -> None:
    publish(make_incident(date=spanning("2025-11-24", CEILING, "throughout")))
    assert listed(from_="2100-01-01")
    assert not listed(from_="2100-01-01", certainty="certainly")
    assert listed(from_="2025-11-24", to="2025-11-24", certainty="certainly")
