"""Redacting withdraws a record and destroys what it said in public."""

import pytest
from django.contrib.auth.models import User

from incidents.models import Actor, Incident
from incidents.services.errors import NoteRequired, NotPublishable
from incidents.services.publishing import is_public, publish, withdraw
from incidents.services.redacting import is_redacted, mentions_of, redact, redact_earlier_editions
from ledger.models import Edition
from ledger.verify import ledger_faults


def test_nothing_of_what_it_said_is_left_in_public(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    edition = redact(clash, by=editor, reason_code="legal", note="A court ordered it.")
    clash.refresh_from_db()
    assert (edition.op, edition.reason_code, clash.state) == ("redact", "legal", "withdrawn")
    kept = Edition.objects.of_record("incident", clash.public_id).filter(document__isnull=False)
    assert [kept_edition.seq for kept_edition in kept] == [edition.seq]
    assert not is_public(clash)
    assert is_redacted(clash)
    assert list(ledger_faults()) == []


def test_repeating_it_appends_nothing(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    first = redact(clash, by=editor, reason_code="legal", note="A court ordered it.")
    assert redact(clash, by=editor, reason_code="safety", note="Again.").seq == first.seq


def test_it_finishes_what_a_crash_left_withdrawn(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    withdraw(clash, by=editor, reason_code="legal", note="A court ordered it.")
    redact(clash, by=editor, reason_code="legal", note="A court ordered it.")
    assert is_redacted(clash)


def test_earlier_editions_can_go_alone(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    Incident.objects.filter(pk=clash.pk).update(summary="Without names.")
    publish(clash, by=editor, note="Names taken out.")
    redact_earlier_editions(clash, reason_code="privacy", note="A person asked for it.")
    assert is_public(clash)
    assert not is_redacted(clash)
    assert Edition.objects.of_record("incident", clash.public_id).filter(document=None).count() == 2
    assert list(ledger_faults()) == []


def test_it_needs_a_public_note(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    with pytest.raises(NoteRequired):
        redact(clash, by=editor, reason_code="legal", note=" ")
    with pytest.raises(NoteRequired):
        redact_earlier_editions(clash, reason_code="legal", note="")


def test_an_error_is_no_reason(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    with pytest.raises(NotPublishable, match="legal, safety, privacy"):
        redact(clash, by=editor, reason_code="error", note="Wrong.")


def test_a_draft_has_nothing_to_redact(clash: Incident, editor: User) -> None:
    with pytest.raises(NotPublishable, match="never public"):
        redact(clash, by=editor, reason_code="legal", note="x")
    with pytest.raises(NotPublishable):
        redact_earlier_editions(clash, reason_code="legal", note="x")


def test_an_actor_stays_while_published_incidents_name_it(clash: Incident, editor: User, guards: Actor) -> None:
    publish(clash, by=editor)
    with pytest.raises(NotPublishable, match="1 published incidents rest on it"):
        redact(guards, by=editor, reason_code="legal", note="x")
    assert [mention.record_id for mention in mentions_of(guards)] == [clash.public_id]
