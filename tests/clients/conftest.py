"""Consumers of the API get the register of tests/ledger."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.ledger.conftest import (
    make_actor,
    make_facility,
    make_incident,
    make_place,
    make_source,
    make_timeline,
    make_tombstone,
    merge,
    next_id,
    publish,
    redact,
    withdraw,
)

__all__ = [
    "make_actor", "make_facility", "make_incident", "make_place", "make_source", "make_timeline", "make_tombstone",
    "merge", "next_id", "publish", "redact", "withdraw",
]  # fmt: skip

Make = Callable[..., Any]


@pytest.fixture
def register(
    publish: Make, make_incident: Make, make_actor: Make, make_facility: Make, make_place: Make, make_source: Make,
    make_timeline: Make, withdraw: Make, merge: Make,
) -> dict[str, Any]:  # fmt: skip
    """Every kind of record, some with unknowns; one withdrawn, one merged."""
    incidents = [make_incident() for _ in range(7)]
    bare = make_incident(places=[], actors=[], facilities=[], casualties=[], totals={}, claims=[], tags=[])
    withdrawn, merged = make_incident(), make_incident()
    others = {
        "actors": [make_actor(), make_actor(country=None, aliases=[], relations=[])],
        "facilities": [make_facility(), make_facility(operator=None, place=None)],
        "places": [make_place(), make_place(country=None, point=None, within=[])],
        "sources": [make_source(), make_source(published=None, captured_at=None, sha256=None)],
        "timelines": [make_timeline(entries=[{"id": incidents[0]["id"], "note": "first"}])],
    }
    publish(*incidents, bare, withdrawn, merged, *(document for kind in others.values() for document in kind))
    withdraw(withdrawn)
    merge(merged, into=incidents[0])
    return {"incidents": [*incidents, bare], **others, "withdrawn": withdrawn, "merged": merged}
