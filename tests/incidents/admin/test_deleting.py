"""Only what was never public can be deleted, one at a time."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Actor, Incident
from incidents.services.publishing import publish, withdraw


def delete(client: Client, incident: Incident) -> int:
    return client.post(f"/admin/incidents/incident/{incident.pk}/delete/", {"post": "yes"}).status_code


def test_a_draft_can_be_deleted(desk: Client, clash: Incident) -> None:
    assert delete(desk, clash) == 302
    assert not Incident.objects.exists()


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_was_public_stays(desk: Client, clash: Incident, editor: User, withdrawn: bool) -> None:
    publish(clash, by=editor)
    if withdrawn:
        withdraw(clash, by=editor, reason_code="error", note="Too early.")
    assert delete(desk, clash) == 403
    assert Incident.objects.exists()


@pytest.mark.parametrize("model", ["incident", "actor", "place", "facility", "timeline"])
def test_there_is_no_bulk_deletion(desk: Client, clash: Incident, guards: Actor, model: str) -> None:
    address = f"/admin/incidents/{model}/"
    assert "delete_selected" not in desk.get(address).content.decode()
    desk.post(address, {"action": "delete_selected", "_selected_action": [clash.pk, guards.pk], "post": "yes"})
    assert Incident.objects.exists()
    assert Actor.objects.exists()
