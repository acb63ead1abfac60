"""Asking what a list holds, by the parameters of an address."""

from collections.abc import Callable

import pytest

from ledger.documents import Kind
from ledger.filters import narrowed, read_filters
from ledger.models import Edition

Listed = Callable[..., set[str]]


@pytest.fixture
def listed(db: None) -> Listed:
    """The ids that fit, as of a seq or now. The keywords are the query; a trailing underscore is cut off."""

    def listed_(record: Kind = "incident", as_of: int | None = None, **query: str) -> set[str]:
        values = read_filters(record, {name.rstrip("_"): [text] for name, text in query.items()})
        seq = Edition.objects.count() if as_of is None else as_of
        return set(narrowed(record, values, seq).values_list("record_id", flat=True))

    return listed_
