"""Redacting takes a permission of its own, a reason, a note, and the record's id typed by hand."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Actor, Incident
from incidents.services.publishing import is_public, publish, withdraw
from incidents.services.redacting import is_redacted
from incidents.services.roles import ADMINISTRATOR, EDITOR, give_role


@pytest.fixture
def chief(client: Client, db: None) -> Client:
    user = User.objects.create_user("chief", password="x")
    give_role(user, ADMINISTRATOR)
    client.force_login(user)
    return client


@pytest.fixture
def published(clash: Incident, editor: User) -> Incident:
    publish(clash, by=editor)
    return clash


def address(record: Any, name: str = "redact") -> str:
    return f"/admin/incidents/{record._meta.model_name}/{record.pk}/{name}/"


def given(record: Any, **fields: str) -> dict[str, str]:
    return {
        "extent": "all", "reason_code": "legal", "note": "A court ordered it.", "confirmation": record.public_id,
        **fields,
    }  # fmt: skip


def test_an_administrator_finds_it_beside_withdraw(chief: Client, published: Incident) -> None:
    assert address(published) in chief.get(address(published, "change")).content.decode()


def test_an_editor_may_not(client: Client, published: Incident) -> None:
    user = User.objects.create_user("junior", password="x")
    give_role(user, EDITOR)
    client.force_login(user)
    assert address(published) not in client.get(address(published, "change")).content.decode()
    assert client.get(address(published)).status_code == 403
    assert client.post(address(published), given(published)).status_code == 403
    assert is_public(published)


def test_the_page_says_what_will_happen(chief: Client, published: Incident) -> None:
    page = chief.get(address(published)).content.decode()
    assert "This cannot be undone" in page
    assert published.public_id in page
    assert is_public(published)


def test_it_destroys_and_says_so(chief: Client, published: Incident) -> None:
    page = chief.post(address(published), given(published), follow=True).content.decode()
    assert "Redacted. What was destroyed cannot be brought back." in page
    assert "Redacted: what it said is destroyed" in page
    assert address(published) not in page
    assert is_redacted(published)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"confirmation": "n999999999"}, "This is not the record"),
        ({"confirmation": ""}, "This field is required"),
        ({"reason_code": ""}, "This field is required"),
        ({"reason_code": "error"}, "Select a valid choice"),
        ({"extent": ""}, "This field is required"),
        ({"note": " "}, "Say in a public note"),
    ],
)
def test_nothing_happens_unless_all_is_given(
    chief: Client, published: Incident, fields: dict[str, str], refusal: str
) -> None:
    assert refusal in chief.post(address(published), given(published, **fields)).content.decode()
    assert is_public(published)


def test_earlier_editions_can_go_alone(chief: Client, published: Incident, editor: User) -> None:
    Incident.objects.filter(pk=published.pk).update(summary="Without names.")
    publish(published, by=editor, note="Names taken out.")
    assert chief.post(address(published), given(published, extent="earlier")).status_code == 302
    assert is_public(published)


def test_a_withdrawn_record_can_be_redacted(chief: Client, published: Incident, editor: User) -> None:
    withdraw(published, by=editor, reason_code="legal", note="x")
    chief.post(address(published), given(published))
    assert is_redacted(published)


def test_it_names_the_records_that_name_it(chief: Client, published: Incident, guards: Actor) -> None:
    page = chief.get(address(guards)).content.decode()
    assert "1 other public record names it" in page
    assert f"incident {published.public_id}" in page
    assert "1 published incidents rest on it" in page
