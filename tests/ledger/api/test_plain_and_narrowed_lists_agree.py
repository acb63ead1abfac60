"""The list that nothing narrows is read by a statement of its own: it must find what the other way finds, and nothing
that is appended after its head was read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ledger.caching import current_head
from ledger.documents import Kind
from ledger.paging import sorts_of
from ledger.selection import Seqs, read_selection, seqs_of

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["incident", "actor"])
def test_both_ways_find_the_same_in_every_order(
    publish: Make, withdraw: Make, make_incident: Make, make_actor: Make, kind: Kind
) -> None:
    documents = [*(make_incident() for _ in range(6)), *(make_actor() for _ in range(6))]
    publish(*documents)
    publish({**documents[0], "title": "Corrected"}, {**documents[6], "name": "Corrected"})
    withdraw(documents[1])
    withdraw(documents[7])
    for sort in sorts_of(kind):
        for as_of in range(current_head().seq + 1):
            plain = read_selection(kind, {"sort": [sort], "as_of": [str(as_of)]}, current_head())
            narrowed = replace(plain, values={"country": ("TJ",)})
            assert _walked(plain) == _walked(narrowed), f"{sort} as of {as_of}"


def test_what_is_appended_after_the_head_was_read_is_not_in_the_list(publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    selection = read_selection("incident", {}, current_head())
    publish({**incident, "title": "Moved"}, make_incident())
    assert seqs_of(selection, limit=10).seqs == [1]


def _walked(selection: Any) -> list[int]:
    seqs: list[int] = []
    page = Seqs([], [], ())
    after = None
    while page.following is not None:
        page = seqs_of(selection, limit=2, after=after)
        seqs, after = [*seqs, *page.seqs], page.following
    return seqs
