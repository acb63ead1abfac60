"""Accounts and roles are made by commands that can be repeated."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from incidents.services.roles import ROLES, ensure_roles


def made(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    call_command("make_editor", *arguments)
    login, password = capsys.readouterr().out.strip().split(": ")
    return login, password


@pytest.mark.django_db
def test_it_prints_a_login_that_works(capsys: pytest.CaptureFixture[str]) -> None:
    login, password = made(capsys)
    user = authenticate(username=login, password=password)
    assert isinstance(user, User)
    assert user.is_staff
    assert user.has_perm("incidents.publish_incident")
    assert not user.has_perm("auth.change_user")


@pytest.mark.django_db
def test_again_it_gives_a_new_password_to_the_same_account(capsys: pytest.CaptureFixture[str]) -> None:
    login, old = made(capsys, "--username", "zarina")
    assert made(capsys, "--username", "zarina")[0] == login == "zarina"
    assert authenticate(username=login, password=old) is None
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_an_account_has_one_role(capsys: pytest.CaptureFixture[str]) -> None:
    made(capsys, "--role", "administrator")
    made(capsys, "--role", "contributor")
    assert [group.name for group in User.objects.get().groups.all()] == ["contributor"]


@pytest.mark.django_db
def test_roles_are_brought_up_to_date() -> None:
    ensure_roles()
    group = Group.objects.get(name="contributor")
    before = group.permissions.count()
    group.permissions.clear()
    assert ensure_roles() == len(ROLES) == Group.objects.count()
    assert group.permissions.count() == before


@pytest.mark.django_db
def test_every_right_in_the_table_exists() -> None:
    ensure_roles()
    for name, tables in ROLES.items():
        merged = {(label, action) for table in tables for label, actions in table.items() for action in actions}
        assert Group.objects.get(name=name).permissions.count() == len(merged)
