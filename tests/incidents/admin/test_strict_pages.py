"""The content security policy forbids inline scripts and styles, so no page of the desk relies on one."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Incident, Suggestion
from incidents.services.publishing import publish

INLINE = re.compile(r'\sstyle="|<script(?![^>]*\bsrc=)|<style|\son[a-z]+="|href="javascript:')
PATHS = (
    "", "login/", "incidents/incident/", "incidents/incident/{i}/change/", "incidents/incident/{i}/publish/",
    "incidents/incident/{i}/withdraw/", "incidents/incident/{i}/history/", "incidents/incident/{i}/history/{h}/",
    "incidents/incident/{i}/delete/", "incidents/incident/add/", "incidents/suggestion/",
    "incidents/suggestion/{s}/change/", "incidents/place/", "sources/source/", "sources/source/add/",
    "sources/source/{d}/change/", "sources/publisher/add/", "ledger/edition/", "ledger/edition/1/change/",
)  # fmt: skip


@pytest.mark.parametrize("published", [False, True])
def test_no_page_has_inline_code(
    desk: Client, clash: Incident, suggestion: Suggestion, editor: User, published: bool
) -> None:
    if published:
        publish(clash, by=editor)
    history = clash.history.first().pk
    for path in PATHS:
        address = "/admin/" + path.format(i=clash.pk, s=suggestion.pk, d=suggestion.source_id, h=history)
        page = desk.get(address)
        assert INLINE.findall(page.content.decode()) == [], address
        assert "'unsafe-inline'" not in page.get("Content-Security-Policy", "")


def test_an_old_version_is_shown_and_never_written_back(desk: Client, clash: Incident) -> None:
    address = f"/admin/incidents/incident/{clash.pk}/history/{clash.history.first().pk}/"
    page = desk.get(address).content.decode()
    assert 'name="_save"' not in page
    assert " disabled" in page
    assert " disabled" not in desk.get(f"/admin/incidents/incident/{clash.pk}/change/").content.decode()
    assert desk.post(address, {"title": "Back"}).status_code == 403
    clash.refresh_from_db()
    assert clash.title == "Clash at the Panj"
