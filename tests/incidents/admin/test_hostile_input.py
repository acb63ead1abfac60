"""What an article says is shown as text; addresses that make no sense are not found; nothing answers 500."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Incident, Suggestion
from incidents.services.publishing import publish

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
NUMBERS = ("0", "-1", "abc", "99999999999999999999999", "1'--", "%00")


def test_words_of_an_article_are_never_markup(desk: Client, suggestion: Suggestion, make_text: Any) -> None:
    text = make_text(EVIL, title=EVIL)
    quoted = {"quote": EVIL, "start": 0, "end": len(EVIL), "supports": ["type"], "rule": "t", "reading": EVIL + "x"}
    data = {**suggestion.data, "title": EVIL, "reasons": [EVIL], "evidence": [quoted]}
    data["actors"] = [{"name": EVIL, "role": "target", "kind": "", "key": ""}]
    Suggestion.objects.filter(pk=suggestion.pk).update(text=text, source=text.capture.source, title=EVIL, data=data)
    for address in (
        "/admin/", "/admin/incidents/suggestion/", f"/admin/incidents/suggestion/{suggestion.pk}/change/",
        "/admin/sources/source/", f"/admin/sources/source/{text.capture.source_id}/change/",
    ):  # fmt: skip
        page = desk.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_published_document_is_never_markup(desk: Client, clash: Incident, editor: User) -> None:
    Incident.objects.filter(pk=clash.pk).update(title=EVIL, summary=EVIL)
    assert "<script>alert" not in desk.get(f"/admin/incidents/incident/{clash.pk}/publish/").content.decode()
    seq = publish(clash, by=editor)[-1].seq
    assert "<script>alert" not in desk.get(f"/admin/ledger/edition/{seq}/change/").content.decode()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "address",
    [
        "/admin/incidents/suggestion/{}/change/", "/admin/incidents/incident/{}/publish/",
        "/admin/incidents/actor/{}/withdraw/", "/admin/incidents/incident/{}/change/",
        "/admin/sources/source/{}/change/", "/admin/ledger/edition/{}/change/",
    ],
)  # fmt: skip
def test_no_such_record(desk: Client, address: str, number: str) -> None:
    assert desk.get(address.format(number)).status_code in (302, 404)


@pytest.mark.parametrize(
    "question", ["q=\x00", "q=%25%27", "state__exact=<x>", "country=ZZ", "type=nothing", "p=999999"]
)
def test_no_question_breaks_a_list(desk: Client, clash: Incident, question: str) -> None:
    assert desk.get(f"/admin/incidents/incident/?{question}").status_code in (200, 302)
    assert desk.get(f"/admin/incidents/actor/?{question}").status_code in (200, 302)


@pytest.mark.parametrize(
    "fields", [{"title": "x" * 301}, {"type": "no-such"}, {"title": ""}, {"date_entry": "9" * 250}]
)
def test_nonsense_is_refused_on_the_form(desk: Client, suggestion: Suggestion, fields: dict[str, str]) -> None:
    given = {
        "decision": "accept",
        "title": "t",
        "type": "call",
        "date_entry": "2025",
        "confirmed_date": "2025",
        **fields,
    }
    assert desk.post(f"/admin/incidents/suggestion/{suggestion.pk}/change/", given).status_code == 200
    assert not Incident.objects.exists()
