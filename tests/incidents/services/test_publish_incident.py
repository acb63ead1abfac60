"""Publishing copies a record, and what it rests on, into the ledger."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection

from incidents.models import Actor, Incident, Place, Timeline, TimelineEntry
from incidents.services.errors import NoteRequired, NotPublishable
from incidents.services.publishing import has_unpublished_changes, publish, publishing_problems
from ledger.models import Edition, IncidentEntry
from ledger.verify import ledger_faults


def document(record: str, public_id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Edition.objects.current().of_record(record, public_id).get().document)
    return found


def test_it_appends_the_incident_and_what_it_rests_on(clash: Incident, editor: User) -> None:
    editions = publish(clash, by=editor)
    assert [edition.record for edition in editions] == ["place", "place", "place", "actor", "source", "incident"]
    assert [edition.seq for edition in editions] == [1, 2, 3, 4, 5, 6]
    assert list(ledger_faults()) == []


def test_the_document_says_what_the_record_says(clash: Incident, editor: User, district: Place) -> None:
    publish(clash, by=editor)
    found = document("incident", clash.public_id)
    assert found["date"]["edtf"] == "2025-12-24"
    assert found["places"][0]["admin1"] == "Khatlon"
    assert found["places"][0]["point"] is None
    assert found["totals"]["killed"] == {"low": 2, "best": 2, "high": 2}
    assert [claim["quote"] for claim in found["claims"]][-1] == "two guards died"
    assert IncidentEntry.objects.get().place_ids[0] == district.public_id


def test_it_becomes_published_with_everything_it_names(clash: Incident, editor: User, guards: Actor) -> None:
    publish(clash, by=editor)
    clash.refresh_from_db()
    guards.refresh_from_db()
    assert (clash.state, guards.state) == ("published", "published")
    assert clash.history.first().history_user == editor


def test_private_notes_never_enter_a_document(clash: Incident, editor: User) -> None:
    Incident.objects.filter(pk=clash.pk).update(notes="DRAFTMARKER")
    publish(clash, by=editor)
    assert not Edition.objects.filter(document__contains="DRAFTMARKER").exists()


def test_it_needs_a_claim(clash: Incident, editor: User) -> None:
    clash.claims.all().delete()
    with pytest.raises(NotPublishable, match="add at least one quote"):
        publish(clash, by=editor)
    assert not Edition.objects.exists()


def test_every_stated_fact_needs_a_claim(clash: Incident) -> None:
    clash.claims.filter(supports__contains=["place"]).delete()
    assert publishing_problems(clash) == [
        "No claim carries the place, who took part: add a quote for it, or leave it empty."
    ]


def test_publishing_the_same_twice_appends_nothing(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    assert publish(clash, by=editor) == []


def test_a_correction_needs_a_public_note(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    Incident.objects.filter(pk=clash.pk).update(title="Clash on the Panj")
    assert has_unpublished_changes(clash)
    with pytest.raises(NoteRequired):
        publish(clash, by=editor)


def test_a_correction_is_the_next_edition(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    Incident.objects.filter(pk=clash.pk).update(title="Clash on the Panj")
    (edition,) = publish(clash, by=editor, note="The title named the wrong bank.")
    assert (edition.number, edition.op, edition.note) == (2, "revise", "The title named the wrong bank.")
    assert document("incident", clash.public_id)["title"] == "Clash on the Panj"


def test_editing_a_published_record_changes_nothing_public(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    Incident.objects.filter(pk=clash.pk).update(title="Unfinished thought")
    assert document("incident", clash.public_id)["title"] == "Clash at the Panj"


def test_unpublished_edits_of_an_actor_do_not_ride_along(clash: Incident, editor: User, guards: Actor) -> None:
    publish(clash, by=editor)
    Actor.objects.filter(pk=guards.pk).update(description="Not ready for anybody's eyes")
    Incident.objects.filter(pk=clash.pk).update(summary="A night crossing.")
    editions = publish(clash, by=editor, note="Summary added.")
    assert [edition.record for edition in editions] == ["incident"]


def test_a_published_timeline_gains_the_incident(clash: Incident, editor: User, types: None) -> None:
    timeline = Timeline.objects.create(slug="panj", title="Panj")
    TimelineEntry.objects.create(timeline=timeline, incident=clash)
    publish(clash, by=editor)
    publish(timeline, by=editor)
    assert document("timeline", timeline.public_id)["entries"] == [{"id": clash.public_id, "note": ""}]


def test_a_timeline_without_published_incidents_waits(clash: Incident, editor: User) -> None:
    timeline = Timeline.objects.create(slug="panj", title="Panj")
    TimelineEntry.objects.create(timeline=timeline, incident=clash)
    with pytest.raises(NotPublishable, match="publish at least one first"):
        publish(timeline, by=editor)


def test_the_database_refuses_a_published_incident_without_a_claim(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    clash.claims.all().delete()
    with pytest.raises(IntegrityError, match="needs a claim"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_was_public_cannot_be_deleted(clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    with pytest.raises(Exception, match="Cannot delete"):
        clash.delete()
