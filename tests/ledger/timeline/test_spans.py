"""A rough date is drawn over its span, and a single day is not drawn at all."""

from typing import cast

import pytest

from ledger.documents import DateDocument
from ledger.timeline.spans import Span, span_of


def dated(earliest: str, latest: str, extent: str = "once_within") -> DateDocument:
    return cast(DateDocument, {"earliest": earliest, "latest": latest, "extent": extent})


@pytest.mark.parametrize(
    ("earliest", "latest", "drawn"),
    [
        ("2025-11-01", "2025-11-30", Span("0", "96", "November 2025", throughout=False)),
        ("2025-11-16", "2025-11-30", Span("48", "48", "November 2025", throughout=False)),
        ("2025-01-01", "2025-12-31", Span("0", "96", "2025", throughout=False)),
        ("2025-11-03", "2025-11-03", None),
        ("2024-11-03", "2025-11-03", None),
        ("0001-01-01", "2025-11-03", None),
        ("2025-11-03", "9999-12-31", None),
    ],
)
def test_a_span_is_drawn_within_the_month_or_the_year_around_it(earliest: str, latest: str, drawn: Span | None) -> None:
    assert span_of(dated(earliest, latest)) == drawn


def test_what_went_on_is_told_from_what_happened_once() -> None:
    span = span_of(dated("2025-11-01", "2025-11-03", "throughout"))
    assert span is not None
    assert span.throughout
