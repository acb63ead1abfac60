"""Counts are kept by the filters themselves: a short fingerprint of them could be met by other filters on purpose."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger import paging
from ledger.caching import current_head
from ledger.selection import Selection, read_selection
from ledger.tallies import breakdown, reading, total
from ledger.tallies.memory import MEMORY

pytestmark = pytest.mark.django_db(transaction=True)  # within a transaction nothing is kept


def selected(country: str) -> Selection:
    return read_selection("incident", {"country": [country]}, current_head())


def test_other_filters_never_get_what_was_kept_for_these(
    make_incident: Callable[..., Any], publish: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    MEMORY.clear()
    for module in (paging, reading):
        monkeypatch.setattr(module, "fingerprint", lambda *_: "000000000000", raising=False)
    publish(make_incident(countries=["TJ"]), make_incident(countries=["TJ"]), make_incident(countries=["AF"]))
    assert (total(selected("TJ")), total(selected("AF"))) == (2, 1)
    assert [row.incidents for row in breakdown(selected("AF"), "lane")] == [1]
