"""The ledger is looked at in the admin and never touched, not even by a superuser."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Incident
from incidents.services.publishing import publish
from ledger.models import Edition


@pytest.fixture
def root(clash: Incident, editor: User) -> Client:
    publish(clash, by=editor)
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def test_the_document_is_shown_with_its_hash_and_its_page(root: Client, clash: Incident) -> None:
    edition = Edition.objects.get(record="incident")
    page = root.get(f"/admin/ledger/edition/{edition.pk}/change/").content.decode()
    assert edition.document_sha256 in page
    assert edition.chain in page
    assert f'href="/incidents/{clash.public_id}/"' in page
    assert "&quot;title&quot;: &quot;Clash at the Panj&quot;" in page


@pytest.mark.parametrize("path", ["add/", "{seq}/delete/", "{seq}/change/"])
def test_nothing_can_be_written(root: Client, path: str) -> None:
    edition = Edition.objects.get(record="incident")
    before = edition.note
    assert root.post(f"/admin/ledger/edition/{path.format(seq=edition.pk)}", {"note": "x"}).status_code == 403
    edition.refresh_from_db()
    assert edition.note == before


def test_there_are_no_bulk_actions(root: Client) -> None:
    chosen = {"action": "delete_selected", "_selected_action": ["1"], "post": "yes"}
    assert root.post("/admin/ledger/edition/", chosen).status_code < 500
    assert Edition.objects.filter(seq=1).exists()
