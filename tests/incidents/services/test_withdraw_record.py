"""Withdrawing leaves a tombstone that says when and why, and nothing else."""

import json

import pytest
from django.contrib.auth.models import User

from incidents.models import Actor, Incident
from incidents.services.errors import NoteRequired, NotPublishable
from incidents.services.publishing import is_public, publish, withdraw
from ledger.models import Edition, IncidentEntry
from ledger.verify import ledger_faults


def test_it_appends_a_tombstone(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    (edition,) = withdraw(clash, by=editor, reason_code="unsupported", note="The outlet took it back.")
    assert json.loads(edition.document or "") == {
        "id": clash.public_id, "merged_into": None, "reason_code": "unsupported", "record": "incident", "slug": "",
        "withdrawn": True,
    }  # fmt: skip
    assert not IncidentEntry.objects.current().exists()
    assert not is_public(clash)
    assert list(ledger_faults()) == []


def test_it_needs_a_public_note(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    with pytest.raises(NoteRequired):
        withdraw(clash, by=editor, reason_code="error", note=" ")


def test_a_draft_cannot_be_withdrawn(clash: Incident, editor: User) -> None:
    with pytest.raises(NotPublishable, match="not public"):
        withdraw(clash, by=editor, reason_code="error", note="Never mind.")


def test_an_actor_stays_while_published_incidents_name_it(clash: Incident, editor: User, guards: Actor) -> None:
    publish(clash, by=editor)
    with pytest.raises(NotPublishable, match="1 published incidents rest on it"):
        withdraw(guards, by=editor, reason_code="error", note="Wrong actor.")


def test_publishing_again_brings_it_back(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    withdraw(clash, by=editor, reason_code="error", note="Published too early.")
    (edition,) = publish(clash, by=editor)
    assert (edition.number, edition.op) == (3, "publish")
    assert Edition.objects.current().of_record("incident", clash.public_id).get().seq == edition.seq
