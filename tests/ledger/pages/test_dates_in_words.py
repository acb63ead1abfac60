"""Dates in words say how exactly they are known."""

import pytest

from ledger.documents import CEILING, FLOOR, DateDocument
from ledger.pages.dates import machine, shown
from tests.ledger.pages.dated import span

THROUGHOUT = {"extent": "throughout"}
ABOUT, UNSURE = {"approximate": True}, {"uncertain": True}


@pytest.mark.parametrize(
    ("document", "words", "for_machines"),
    [
        (span("2025-11-26", "2025-11-26", "day"), "26 Nov 2025", "2025-11-26"),
        (span("2025-11-26", "2025-11-26", "day", **ABOUT), "about 26 Nov 2025", None),
        (span("2025-11-26", "2025-11-26", "day", time_of_day="evening"), "26 Nov 2025, evening", "2025-11-26"),
        (span("2025-11-26", "2025-11-26", "day", date_label="5 Qaws 1404"), "26 Nov 2025 (5 Qaws 1404)", "2025-11-26"),
        (span("2025-11-26", "2025-11-27", time_of_day="night"), "night of 26 Nov 2025", None),
        (span("2025-12-24", "2025-12-25", time_of_day="night", **THROUGHOUT), "night of 24-25 Dec 2025", None),
        (span("2025-12-24", "2025-12-25", **THROUGHOUT), "24-25 Dec 2025", None),
        (span("2025-11-30", "2025-12-02", **THROUGHOUT), "30 Nov - 2 Dec 2025", None),
        (span("2025-12-30", "2026-01-02", **THROUGHOUT), "30 Dec 2025 - 2 Jan 2026", None),
        (span("2025-11-24", "2025-11-26"), "between 24 and 26 Nov 2025", None),
        (span("2025-11-22", "2025-12-21", date_label="Qaws 1404"), "between 22 Nov and 21 Dec 2025 (Qaws 1404)", None),
        (span("2025-03-21", "2026-03-20"), "between 21 Mar 2025 and 20 Mar 2026", None),
        (span("2025-11-01", "2025-11-30", "month"), "Nov 2025, day unknown", "2025-11"),
        (span("2025-11-01", "2025-11-30", "month", **ABOUT), "about Nov 2025", None),
        (span("2025-11-01", "2025-11-30", "month", **UNSURE), "Nov 2025, not certain", "2025-11"),
        (span("2025-01-01", "2025-12-31", "year"), "2025, month unknown", "2025"),
        (span("2025-11-21", "2025-11-30", "part_of_month", **ABOUT), "late Nov 2025", None),
        (span("2025-12-01", "2025-12-10", "part_of_month", **ABOUT), "early Dec 2025", None),
        (span("2025-12-01", "2025-12-05", "part_of_month", **ABOUT), "early Dec 2025", None),
        (span("2025-12-01", "2025-12-15", "part_of_month"), "first half of Dec 2025", None),
        (span("2025-11-24", "2025-11-30", "part_of_month"), "last week of Nov 2025", None),
        (span("2025-09-01", "2025-12-31", "part_of_year", **ABOUT), "late 2025", None),
        (span("2025-11-24", CEILING, "open", **THROUGHOUT), "since 24 Nov 2025", None),
        (span(FLOOR, "2025-11-30", "open"), "before 1 Dec 2025", None),
        (span(FLOOR, "2025-11-30", "open", **THROUGHOUT), "until 30 Nov 2025", None),
        (span(FLOOR, "2025-12-03", "unknown"), "date unknown, reported 3 Dec 2025", None),
        (span(FLOOR, CEILING, "unknown"), "date unknown", None),
    ],
)
def test_a_date_says_how_exactly_it_is_known(document: DateDocument, words: str, for_machines: str | None) -> None:
    assert shown(document) == words
    assert machine(document) == for_machines
