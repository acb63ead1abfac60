"""Keys in the admin: made, shown once, listed with their state, rotated, revoked, never deleted."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client

from ledger.access import keys
from ledger.access.keys import SHAPE, Issued
from ledger.access.models import ApiKey, State

LIST = "/admin/access/apikey/"
FORM = {"name": "Border monitor", "contact": "data@monitor.example", "scopes": ["read", "bulk"]}


@pytest.fixture
def desk(admin_user: User) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


@pytest.fixture
def onlooker(db: None) -> Client:
    """May look at keys, and no more."""
    user = User.objects.create_user("onlooker", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_apikey"))
    client = Client()
    client.force_login(user)
    return client


def tokens_in(response: Any) -> list[str]:
    return [found[0] for found in SHAPE.finditer(response.content.decode())]


def test_a_key_is_made_and_its_token_shown_once(desk: Client, admin_user: User) -> None:
    response = desk.post(f"{LIST}add/", FORM)
    key = ApiKey.objects.get()
    token = tokens_in(response)[0]
    assert response.status_code == 200
    assert keys.recognised(token) == key
    assert (key.created_by, key.scopes, key.expires_at) == (admin_user, ["read", "bulk"], None)
    for address in (LIST, f"{LIST}{key.pk}/change/", f"{LIST}{key.pk}/history/", f"{LIST}add/", "/admin/"):
        page = desk.get(address, follow=True)
        assert page.status_code == 200
        assert tokens_in(page) == []


def test_the_page_with_the_token_is_not_stored(desk: Client) -> None:
    response = desk.post(f"{LIST}add/", FORM)
    assert "no-store" in response["Cache-Control"]
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    assert re.search(r"<script>|\sstyle=|\son\w+=", response.content.decode()) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "This field is required"),
        ({"scopes": []}, "This field is required"),
        ({"scopes": ["write"]}, "Select a valid choice"),
        ({"requests_per_minute": "0"}, "greater than or equal to 1"),
        ({"expires_at_0": "2020-01-01", "expires_at_1": "00:00"}, "This is past"),
    ],
)
def test_a_form_that_makes_no_sense_makes_no_key(desk: Client, change: dict[str, Any], message: str) -> None:
    response = desk.post(f"{LIST}add/", {**FORM, **change})
    assert message in response.content.decode()
    assert not ApiKey.objects.exists()


def test_the_list_tells_how_each_key_stands(desk: Client, issue: Callable[..., Issued], now: datetime) -> None:
    issue(name="Living")
    issue(name="Ending", expires_at=now + timedelta(days=3), requests_per_minute=700)
    issue(name="Ended", expires_at=now - timedelta(days=1))
    keys.revoke(issue(name="Revoked one").key, now=now)
    keys.rotate(issue(name="Changed").key, by=None, now=now)
    page = desk.get(LIST).content.decode()
    for words in ("Active<", "Active until", "Expired on", "Revoked on", "Replaced, works until", "700 a minute"):
        assert words in page


@pytest.mark.parametrize(("state", "name"), [("active", "Living"), ("expired", "Ended"), ("revoked", "Gone")])
def test_the_list_is_narrowed_by_state(
    desk: Client, issue: Callable[..., Issued], now: datetime, state: str, name: str
) -> None:
    issue(name="Living")
    issue(name="Ended", expires_at=now)
    keys.revoke(issue(name="Gone").key, now=now)
    shown = desk.get(LIST, {"state": state}).context["cl"].result_list
    assert [key.name for key in shown] == [name]


def test_a_list_of_keys_costs_the_same_however_long(
    desk: Client, issue: Callable[..., Issued], django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        issue()
    with django_assert_max_num_queries(7):
        desk.get(LIST)


def test_a_limit_is_changed_without_a_new_token(desk: Client, issue: Callable[..., Issued]) -> None:
    key, token = issue()
    keys.recognised(token)
    desk.post(f"{LIST}{key.pk}/change/", {**FORM, "requests_per_minute": "700"})
    found = keys.recognised(token)
    assert found is not None
    assert found.requests_per_minute == 700


def test_a_key_is_rotated(desk: Client, issue: Callable[..., Issued], now: datetime) -> None:
    key, old_token = issue()
    assert desk.get(f"{LIST}{key.pk}/rotate/").status_code == 200
    response = desk.post(f"{LIST}{key.pk}/rotate/", {"grace_days": "3"})
    new_token = tokens_in(response)[0]
    assert new_token != old_token
    old, new = keys.recognised(old_token), keys.recognised(new_token)
    assert old is not None
    assert new is not None
    assert new.replaces == old
    assert old.state(now + timedelta(days=2)) is State.ACTIVE
    assert old.state(now + timedelta(days=4)) is State.EXPIRED
    assert tokens_in(desk.get(f"{LIST}{key.pk}/change/")) == []


def test_what_cannot_be_rotated_says_why(desk: Client, issue: Callable[..., Issued], now: datetime) -> None:
    key, _ = issue()
    keys.revoke(key, now=now)
    page = desk.post(f"{LIST}{key.pk}/rotate/", {"grace_days": "3"}).content.decode()
    assert "This key is revoked" in page
    assert ApiKey.objects.count() == 1


def test_revoking_asks_first(desk: Client, issue: Callable[..., Issued]) -> None:
    key, _ = issue()
    desk.get(f"{LIST}{key.pk}/revoke/")
    key.refresh_from_db()
    assert key.revoked_at is None
    page = desk.post(f"{LIST}{key.pk}/revoke/", follow=True).content.decode()
    key.refresh_from_db()
    assert key.revoked_at is not None
    assert "Revoked:" in page
    assert "Rotate…" not in page
    assert LogEntry.objects.filter(change_message__contains="revoked").exists()


def test_a_key_is_never_deleted(desk: Client, issue: Callable[..., Issued]) -> None:
    key, _ = issue()
    assert desk.post(f"{LIST}{key.pk}/delete/", {"post": "yes"}).status_code == 403
    assert ApiKey.objects.exists()


def test_an_onlooker_changes_nothing(onlooker: Client, issue: Callable[..., Issued]) -> None:
    key, _ = issue()
    assert onlooker.get(f"{LIST}{key.pk}/change/").status_code == 200
    answers = [onlooker.post(f"{LIST}{key.pk}/{step}/").status_code for step in ("rotate", "revoke")]
    assert [*answers, onlooker.post(f"{LIST}add/", FORM).status_code] == [403, 403, 403]
    key.refresh_from_db()
    assert key.revoked_at is None


@pytest.mark.parametrize("step", ["", "add/", "7/rotate/", "7/revoke/"])
def test_visitors_are_sent_to_the_login(db: None, step: str) -> None:
    assert "/admin/login/" in Client().get(f"{LIST}{step}")["Location"]


def test_forms_from_elsewhere_are_refused(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert client.post(f"{LIST}add/", FORM).status_code == 403


def test_a_key_that_is_not_there_is_not_found(desk: Client) -> None:
    assert [desk.get(f"{LIST}999/{step}/").status_code for step in ("rotate", "revoke")] == [404, 404]
