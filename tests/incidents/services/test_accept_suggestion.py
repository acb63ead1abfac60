"""An editor accepts, merges or rejects what the software read."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from incidents.dates import edtf
from incidents.models import Actor, Incident, Place, Suggestion
from incidents.services.errors import AlreadyDecided
from incidents.services.publishing import can_publish
from incidents.services.reviewing import Corrections, accept, add_to_incident, reject, reopen
from sources.models import ExtractedText

QUOTES = {
    "two guards died": ["killed"],
    "Border guards in Shohin district shot three of them": ["place", "actors", "type", "killed"],
    "at night on 24 December 2025": ["date"],
}


def evidence(text: str) -> list[dict[str, Any]]:
    return [
        {"quote": q, "start": text.index(q), "end": text.index(q) + len(q), "supports": s, "rule": "t", "reading": ""}
        for q, s in QUOTES.items()
    ]


@pytest.fixture
def suggestion(types: None, make_text: Callable[..., ExtractedText], guards: Actor, district: Place) -> Suggestion:
    text = make_text()
    killed = {"harm": "killed", "low": 2, "best": 2, "high": 2, "original_value": "two"}
    data: dict[str, Any] = {
        "title": "Clash in Shohin district", "type": "armed_clash", "main": True, "background": False,
        "date": {
            "earliest": "2025-12-24", "latest": "2025-12-25", "extent": "throughout", "approximate": False,
            "uncertain": False, "precision": "span", "text": "24 December 2025", "label": "", "time_of_day": "night",
        },
        "places": [
            {
            "name": "Shohin district", "kind": "admin2", "country": "TJ", "key": district.public_id,
            "precision": "adm2",
        }
        ],
        "countries": ["TJ"],
        "actors": [
            {"name": "Border guards", "role": "target", "kind": "", "key": guards.public_id},
            {"name": "gunmen", "role": "initiator", "kind": "", "key": ""},
        ],
        "facilities": [], "casualties": [{"party": "border guards", **killed}],
        "evidence": evidence(text.text), "score": 0.8, "reasons": [],
    }  # fmt: skip
    return Suggestion.objects.create(
        source=text.capture.source, text=text, fingerprint="f", extractor="test", title=data["title"],
        type_code="armed_clash", score=0.8, data=data,
    )  # fmt: skip


def test_accepting_makes_a_draft_with_its_claims(suggestion: Suggestion, editor: User, now: datetime) -> None:
    incident = accept(suggestion, by=editor, now=now)
    assert (incident.state, incident.edtf, incident.time_of_day) == ("draft", "2025-12-24/2025-12-25", "night")
    assert [str(row) for row in incident.participations.all()] == ["Tajik border guards (target)", "gunmen (initiator)"]
    assert incident.claims.count() == len(QUOTES)
    assert can_publish(incident)


def test_the_number_goes_to_the_quote_that_carries_it(suggestion: Suggestion, editor: User, now: datetime) -> None:
    incident = accept(suggestion, by=editor, now=now)
    assert incident.claims.get(quote="two guards died").values[0]["best"] == 2
    assert incident.casualties.get().best == 2


def test_corrections_win_over_what_was_read(suggestion: Suggestion, editor: User, now: datetime) -> None:
    corrections = Corrections(title="Better title", span=edtf.parse("2025-12-25"), without=frozenset({"killed"}))
    incident = accept(suggestion, by=editor, now=now, corrections=corrections)
    assert (incident.title, incident.edtf) == ("Better title", "2025-12-25")
    assert not incident.casualties.exists()
    assert not incident.claims.filter(supports__contains=["killed"]).exists()


def test_it_can_be_decided_only_once(suggestion: Suggestion, editor: User, now: datetime) -> None:
    accept(suggestion, by=editor, now=now)
    with pytest.raises(AlreadyDecided):
        accept(suggestion, by=editor, now=now)
    assert Incident.objects.count() == 1


def test_adding_it_to_an_incident_adds_the_account(
    suggestion: Suggestion, clash: Incident, editor: User, now: datetime
) -> None:
    before = clash.claims.count()
    add_to_incident(suggestion, clash, by=editor, now=now)
    assert clash.claims.count() == before + len(QUOTES)
    assert clash.title == "Clash at the Panj"
    assert clash.participations.count() == 2  # the guards were known; the gunmen are new
    assert clash.incident_places.count() == 1
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.incident) == ("merged", clash)


def test_a_rejection_keeps_its_reason_and_can_be_undone(suggestion: Suggestion, editor: User, now: datetime) -> None:
    reject(suggestion, by=editor, now=now, reason="Told on the side")
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.reason, suggestion.decided_by) == ("rejected", "Told on the side", editor)
    assert reopen(suggestion).state == "pending"
