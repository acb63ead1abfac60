"""Editors see the snapshots and may want one now; others may not."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from ledger.files.models import Snapshot, State

pytestmark = pytest.mark.django_db
LIST, MAKE = "/admin/files/snapshot/", "/admin/files/snapshot/make/"


@pytest.fixture(autouse=True)
def bell(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[str]:
    rung: list[str] = []
    settings.SNAPSHOT_DIR = tmp_path
    monkeypatch.setattr("ledger.files.admin._ring", lambda: rung.append("rung"))
    return rung


def staff(client: Client, *codenames: str) -> Client:
    user = User.objects.create_user("bob", password="secret", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    return client


def test_an_editor_wants_one(
    client: Client, bell: list[str], django_capture_on_commit_callbacks: Any
) -> None:  # fmt: skip
    editor = staff(client, "view_snapshot", "add_snapshot")
    assert "Make one now" in editor.get(LIST).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(MAKE).status_code == 302
    wanted = Snapshot.objects.get()
    assert (wanted.state, wanted.requested_by, bell) == (State.WANTED, "bob", ["rung"])
    assert "Wanted" in editor.get(LIST).content.decode()


def test_whoever_may_only_look_does_not(client: Client) -> None:
    reader = staff(client, "view_snapshot")
    assert "Make one now" not in reader.get(LIST).content.decode()
    assert reader.post(MAKE).status_code == 403
    assert not Snapshot.objects.exists()


def test_a_link_makes_none(client: Client) -> None:
    assert staff(client, "view_snapshot", "add_snapshot").get(MAKE).status_code == 405
