"""A list leads to the two weeks around an incident, though the calendar ends before they do."""

from typing import cast

import pytest

from ledger.documents import DateDocument
from ledger.pages.cards import days_around


@pytest.mark.parametrize(
    ("earliest", "latest", "days"),
    [
        ("2025-11-26", "2025-11-26", {"from": "2025-11-12", "to": "2025-12-10"}),
        ("0001-01-05", "0001-01-20", {"from": "0001-01-01", "to": "0001-01-24"}),
        ("9999-12-20", "9999-12-21", {"from": "9999-12-10", "to": "9999-12-31"}),
        ("0001-01-01", "2025-11-26", {}),
        ("2025-11-26", "9999-12-31", {}),
    ],
)
def test_the_weeks_around_end_with_the_calendar(earliest: str, latest: str, days: dict[str, str]) -> None:
    date = cast(DateDocument, {"earliest": earliest, "latest": latest})
    assert days_around(date) == days
