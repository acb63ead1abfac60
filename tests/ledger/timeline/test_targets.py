"""A finger meets 24 pixels on the narrowest phone: 13 targets over the whole chart, whatever the unit of its bars."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ledger.tallies.shapes import Unit
from ledger.timeline.periods import units_between
from ledger.timeline.targets import MOST, Target, targets_of

PHONE = 328


def slots(first: str, last: str, unit: Unit) -> list[date]:
    return [start for start, _end in units_between(date.fromisoformat(first), date.fromisoformat(last), unit)]


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2016-12-01", "2026-11-30", "month"),
        ("2021-04-01", "2026-04-30", "month"),
        ("2025-12-01", "2025-12-31", "day"),
        ("2025-08-30", "2025-12-27", "day"),
        ("1905-01-01", "2024-12-31", "year"),
        ("1000-01-01", "2024-12-31", "decade"),
    ],
)
def test_each_is_wide_enough_and_together_they_cover_the_chart(first: str, last: str, unit: Unit) -> None:
    firsts = slots(first, last, unit)
    targets = targets_of(firsts, unit)
    assert 3 <= len(targets) <= MOST
    assert min(target.slots for target in targets) * PHONE / len(firsts) >= 24
    assert [target.place for target in targets] == [sum(t.slots for t in targets[:n]) for n in range(len(targets))]
    assert sum(target.slots for target in targets) == len(firsts)
    for one, following in pairwise(targets):
        assert following.first == one.last + timedelta(days=1)


def test_months_go_by_their_years_and_a_year_that_has_begun_late_goes_with_the_next() -> None:
    targets = targets_of(slots("2022-12-01", "2025-12-31", "month"), "month")
    assert targets[0] == Target(0, 13, date(2022, 12, 1), date(2023, 12, 31))
    assert [target.first.year for target in targets[1:]] == [2024, 2025]


def test_a_year_of_months_needs_none() -> None:
    assert targets_of(slots("2025-01-01", "2025-12-31", "month"), "month") == ()
