"""The review screen: what was read, beside the words that carry it, and four ways to answer."""

from typing import Any

import pytest
from django.test import Client

from incidents.models import Incident, Suggestion


def address(suggestion: Suggestion) -> str:
    return f"/admin/incidents/suggestion/{suggestion.pk}/change/"


def accept(client: Client, suggestion: Suggestion, **fields: Any) -> Any:
    given = {
        "decision": "accept", "title": "Clash in Shohin", "summary": "", "type": "armed_clash",
        "date_entry": "2025-12-24/2025-12-25", **fields,
    }  # fmt: skip
    return client.post(address(suggestion), given)


def test_each_fact_stands_beside_its_words(desk: Client, suggestion: Suggestion) -> None:
    page = desk.get(address(suggestion)).content.decode()
    assert "<mark>two guards died</mark>" in page
    assert "EDTF 2025-12-24/2025-12-25" in page
    assert "gunmen · initiator · new: kept in the source&#x27;s words" in page


def test_accepting_opens_the_new_draft(desk: Client, suggestion: Suggestion) -> None:
    response = accept(desk, suggestion)
    incident = Incident.objects.get()
    assert response["Location"] == f"/admin/incidents/incident/{incident.pk}/change/"
    assert (incident.title, incident.state, str(incident.created_by)) == ("Clash in Shohin", "draft", "the-editor")
    assert "Accepted as a draft" in desk.get(response["Location"]).content.decode()


def test_a_changed_date_is_shown_as_it_was_understood_first(desk: Client, suggestion: Suggestion) -> None:
    page = accept(desk, suggestion, date_entry="late December 2025", without=["killed"])
    assert "The date is understood as:" in page.content.decode()
    assert not Incident.objects.exists()
    confirmed = page.context["review"].accept["confirmed_date"].value()
    assert page.context["review"].accept["without"].value() == ["killed"]
    accept(desk, suggestion, date_entry="late December 2025", confirmed_date=confirmed)
    assert str(Incident.objects.get().earliest) == "2025-12-21"


def test_a_date_that_names_no_days_is_refused_with_a_reason(desk: Client, suggestion: Suggestion) -> None:
    page = accept(desk, suggestion, date_entry="2025-02-30", title="My own title").content.decode()
    assert "There is no day 30 in 2025-02" in page
    assert 'value="My own title"' in page
    assert not Incident.objects.exists()


def test_facts_can_be_left_out(desk: Client, suggestion: Suggestion) -> None:
    accept(desk, suggestion, without=["killed", "date", "place"])
    incident = Incident.objects.get()
    assert incident.precision == "unknown"
    assert not incident.casualties.exists()
    assert not incident.incident_places.exists()


def test_it_is_added_to_a_candidate(desk: Client, suggestion: Suggestion, clash: Incident) -> None:
    suggestion.candidates = [{"incident": clash.public_id, "title": "old", "score": 0.9, "reasons": ["same district"]}]
    suggestion.save()
    assert "same district" in desk.get(address(suggestion)).content.decode()
    before = clash.claims.count()
    desk.post(address(suggestion), {"decision": "add", "candidate": clash.public_id})
    assert clash.claims.count() == before + 3


def test_it_is_added_to_any_other_incident(desk: Client, suggestion: Suggestion, clash: Incident) -> None:
    desk.post(address(suggestion), {"decision": "add", "other": clash.pk})
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.incident) == ("merged", clash)


def test_adding_needs_an_incident(desk: Client, suggestion: Suggestion) -> None:
    page = desk.post(address(suggestion), {"decision": "add"}).content.decode()
    assert "Choose the incident that this is another account of." in page


def test_a_rejection_needs_a_reason(desk: Client, suggestion: Suggestion) -> None:
    page = desk.post(address(suggestion), {"decision": "reject", "reason": " "})
    assert "This field is required" in page.content.decode()
    desk.post(address(suggestion), {"decision": "reject", "reason": "Told on the side"})
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.reason) == ("rejected", "Told on the side")


def test_a_rejection_can_be_undone(desk: Client, suggestion: Suggestion) -> None:
    desk.post(address(suggestion), {"decision": "reject", "reason": "Told on the side"})
    desk.post(address(suggestion), {"decision": "reopen"})
    suggestion.refresh_from_db()
    assert suggestion.state == "pending"


def test_of_two_editors_the_second_is_told(desk: Client, suggestion: Suggestion) -> None:
    accept(desk, suggestion)
    response = accept(desk, suggestion)
    assert "decided already" in desk.get(response["Location"]).content.decode()
    assert Incident.objects.count() == 1


@pytest.mark.parametrize("decision", ["", "publish", "<script>"])
def test_an_unknown_decision_decides_nothing(desk: Client, suggestion: Suggestion, decision: str) -> None:
    assert desk.post(address(suggestion), {"decision": decision}).status_code == 200
    suggestion.refresh_from_db()
    assert suggestion.state == "pending"


def test_main_pending_suggestions_come_first(desk: Client, suggestion: Suggestion) -> None:
    for number, fields in enumerate(({"main": False}, {"background": True}, {"main": True})):
        Suggestion.objects.create(
            source=suggestion.source, text=suggestion.text, fingerprint=str(number), extractor="t", type_code="call",
            title=f"n{number}", score=0.9, data=suggestion.data, **fields,
        )  # fmt: skip
    rows = desk.get("/admin/incidents/suggestion/").context["cl"].result_list
    assert [row.title for row in rows] == ["n2", "Clash in Shohin district", "n0", "n1"]
