"""Nothing becomes public without a page that shows what will, and a second press."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Actor, Incident, Timeline
from incidents.services.publishing import is_public, preview, publish
from ledger.models import Edition


def step(client: Client, record: Any, name: str, **fields: Any) -> Any:
    address = f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/{name}/"
    if not fields:
        return client.get(address)
    form = client.get(address).context["form"]
    return client.post(address, {"seen": form["seen"].value() if "seen" in form.fields else "", **fields})


def test_it_shows_what_will_be_public_and_what_else(desk: Client, clash: Incident) -> None:
    page = step(desk, clash, "publish").content.decode()
    assert "This becomes public with it" in page
    assert "Tajik border guards" in page
    assert "DRAFTMARKER" not in page
    assert not Edition.objects.exists()


def test_looking_changes_nothing(desk: Client, clash: Incident, guards: Actor) -> None:
    step(desk, clash, "publish")
    clash.refresh_from_db()
    guards.refresh_from_db()
    assert (clash.state, guards.state) == ("draft", "draft")


def test_the_preview_is_what_is_published(desk: Client, clash: Incident) -> None:
    expected = preview(clash)
    step(desk, clash, "publish", note="")
    assert preview(clash) == expected
    assert is_public(clash)


def test_problems_stand_in_its_way(desk: Client, clash: Incident) -> None:
    clash.claims.all().delete()
    page = step(desk, clash, "publish").content.decode()
    assert "It cannot be published yet" in page
    assert "add at least one quote" in page
    step(desk, clash, "publish", note="")
    assert not is_public(clash)


def test_a_correction_shows_each_field_and_needs_a_note(desk: Client, clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    Incident.objects.filter(pk=clash.pk).update(title="Clash on the Panj")
    page = step(desk, clash, "publish")
    assert [d.label for d in page.context["differences"]] == ["slug", "title"]
    refused = step(desk, clash, "publish", note=" ").content.decode()
    assert "Say in a public note what was corrected." in refused
    step(desk, clash, "publish", note="The bank was wrong.")
    assert Edition.objects.first().note == "The bank was wrong."  # type: ignore[union-attr]  # there is one


def test_what_changed_meanwhile_is_shown_again(desk: Client, clash: Incident) -> None:
    form = step(desk, clash, "publish").context["form"]
    Incident.objects.filter(pk=clash.pk).update(title="Changed meanwhile")
    address = f"/admin/incidents/incident/{clash.pk}/publish/"
    page = desk.post(address, {"seen": form["seen"].value(), "note": ""}).content.decode()
    assert "Somebody changed the record while you looked at it" in page
    assert not is_public(clash)


def test_withdrawing_needs_a_reason_and_a_note(desk: Client, clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    assert "This field is required" in step(desk, clash, "withdraw", note="Gone", reason_code="").content.decode()
    assert "Say in a public note" in step(desk, clash, "withdraw", note=" ", reason_code="error").content.decode()
    step(desk, clash, "withdraw", note="Published too early.", reason_code="error")
    assert not is_public(clash)


def test_what_others_rest_on_cannot_be_withdrawn(desk: Client, clash: Incident, editor: User, guards: Actor) -> None:
    publish(clash, by=editor)
    assert "1 published incidents rest on it" in step(desk, guards, "withdraw").content.decode()


@pytest.mark.parametrize("path", ["participations__actor", "incident_places__place", "claims__source"])
def test_other_records_are_published_alike(desk: Client, clash: Incident, path: str) -> None:
    relation, name = path.split("__")
    record = getattr(getattr(clash, relation).first(), name)
    assert step(desk, record, "publish", note="").status_code == 302
    assert is_public(record)


def test_an_empty_timeline_says_what_is_missing(desk: Client, types: None) -> None:
    timeline = Timeline.objects.create(slug="panj", title="Panj")
    assert "publish at least one first" in step(desk, timeline, "publish").content.decode()


def test_the_form_says_where_it_stands(desk: Client, clash: Incident, editor: User) -> None:
    address = f"/admin/incidents/incident/{clash.pk}/change/"
    assert "Draft: nobody but editors can see it" in desk.get(address).content.decode()
    publish(clash, by=editor)
    assert "Published as it stands here" in desk.get(address).content.decode()
    Incident.objects.filter(pk=clash.pk).update(title="Clash on the Panj")
    page = desk.get(address).content.decode()
    assert "changes that are not public yet" in page
    assert f'href="/incidents/{clash.public_id}/"' in page
