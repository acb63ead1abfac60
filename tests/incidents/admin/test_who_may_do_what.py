"""Rights as a table, checked where the request arrives, not only in what a page shows."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from incidents.models import Incident, Suggestion
from incidents.services.publishing import publish

ROLES = ("nobody", "contributor", "editor", "administrator")
LOGIN, FORBIDDEN, OK, DONE = "login", 403, 200, 302

# What each of ROLES is answered.
TABLE = {
    "see the incidents": ("GET", "/admin/incidents/incident/", (LOGIN, OK, OK, OK)),
    "see a draft": ("GET", "/admin/incidents/incident/{incident}/change/", (LOGIN, OK, OK, OK)),
    "add an incident": ("GET", "/admin/incidents/incident/add/", (LOGIN, OK, OK, OK)),
    "look at publishing": ("GET", "/admin/incidents/incident/{incident}/publish/", (LOGIN, FORBIDDEN, OK, OK)),
    "publish": ("POST", "/admin/incidents/incident/{incident}/publish/", (LOGIN, FORBIDDEN, OK, OK)),
    "withdraw": ("POST", "/admin/incidents/incident/{incident}/withdraw/", (LOGIN, FORBIDDEN, OK, OK)),
    "publish an actor": ("GET", "/admin/incidents/actor/{actor}/publish/", (LOGIN, FORBIDDEN, OK, OK)),
    "publish a source": ("GET", "/admin/sources/source/{source}/publish/", (LOGIN, FORBIDDEN, OK, OK)),
    "delete a draft": ("GET", "/admin/incidents/incident/{incident}/delete/", (LOGIN, FORBIDDEN, OK, OK)),
    "delete a source": ("GET", "/admin/sources/source/{source}/delete/", (LOGIN, FORBIDDEN, FORBIDDEN, FORBIDDEN)),
    "review": ("GET", "/admin/incidents/suggestion/{suggestion}/change/", (LOGIN, OK, OK, OK)),
    "add a source": ("GET", "/admin/sources/source/add/", (LOGIN, OK, OK, OK)),
    "read a source again": ("POST", "/admin/sources/source/{source}/read-again/", (LOGIN, DONE, DONE, DONE)),
    "see editions": ("GET", "/admin/ledger/edition/", (LOGIN, OK, OK, OK)),
    "add an edition": ("GET", "/admin/ledger/edition/add/", (LOGIN, FORBIDDEN, FORBIDDEN, FORBIDDEN)),
    "subscribe": ("GET", "/admin/sources/subscription/add/", (LOGIN, FORBIDDEN, OK, OK)),
    "see accounts": ("GET", "/admin/auth/user/", (LOGIN, FORBIDDEN, FORBIDDEN, OK)),
    "see groups": ("GET", "/admin/auth/group/", (LOGIN, FORBIDDEN, FORBIDDEN, OK)),
}


def answer(client: Client, method: str, address: str) -> str | int:
    response = client.generic(method, address)
    if response.status_code == 302 and "/admin/login/" in response["Location"]:
        return LOGIN
    return response.status_code


@pytest.mark.parametrize("action", TABLE)
def test_each_role_may_do_its_own(
    action: str, browser_of: Callable[[str], Client], clash: Incident, suggestion: Suggestion
) -> None:
    method, address, expected = TABLE[action]
    source = suggestion.source
    actor = clash.participations.get().actor_id
    there = address.format(incident=clash.pk, suggestion=suggestion.pk, source=source.pk, actor=actor)
    assert tuple(answer(browser_of(role), method, there) for role in ROLES) == expected


def test_an_account_that_is_not_staff_stays_outside(clash: Incident) -> None:
    client = Client()
    client.force_login(User.objects.create_user("reader"))
    assert answer(client, "GET", "/admin/incidents/incident/") == LOGIN


def test_a_contributor_sees_no_publish_button(contributor: Client, clash: Incident) -> None:
    page = contributor.get(f"/admin/incidents/incident/{clash.pk}/change/").content.decode()
    assert "nobody but editors can see it" in page
    assert "Publish…" not in page


def test_a_contributor_may_prepare_a_correction(contributor: Client, clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    assert contributor.get(f"/admin/incidents/incident/{clash.pk}/change/").status_code == 200


def test_one_who_only_looks_cannot_decide(suggestion: Suggestion) -> None:
    user = User.objects.create_user("guest", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_suggestion"))
    client = Client()
    client.force_login(user)
    address = f"/admin/incidents/suggestion/{suggestion.pk}/change/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"decision": "reject", "reason": "x"}).status_code == 403
