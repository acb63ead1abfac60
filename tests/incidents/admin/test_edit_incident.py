"""The incident's form: dates as people write them, reasons in the history, and no save over somebody else's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from incidents.models import Incident

FormOf = Callable[[Any], dict[str, Any]]
Save = Callable[..., Any]


@pytest.fixture
def opened(desk: Client, clash: Incident, form_of: FormOf) -> dict[str, Any]:
    return form_of(desk.get(f"/admin/incidents/incident/{clash.pk}/change/"))


@pytest.fixture
def save(desk: Client, clash: Incident, opened: dict[str, Any]) -> Save:
    def post(**fields: Any) -> Any:
        return desk.post(f"/admin/incidents/incident/{clash.pk}/change/", {**opened, **fields})

    return post


def test_an_unchanged_form_changes_nothing(save: Save, clash: Incident) -> None:
    assert save().status_code == 302
    after = Incident.objects.get(pk=clash.pk)
    assert (after.title, after.edtf, after.span) == (clash.title, clash.edtf, clash.span)
    assert after.claims.count() == 3
    assert after.casualties.get().from_claims


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("2025-12-24/2025-12-25", "2025-12-24/2025-12-25"),
        ("24 December 2025", "2025-12-24"),
        ("November 2025", "2025-11"),
        ("2025-11~", "2025-11~"),
        ("", ""),
    ],
)
def test_a_date_is_typed_as_people_write_it(save: Save, clash: Incident, typed: str, edtf: str) -> None:
    assert save(date_entry=typed).status_code == 302
    clash.refresh_from_db()
    assert clash.edtf == edtf or (not typed and clash.precision == "unknown")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("2025-13", "There is no month 13"),
        ("2025-12-26/2025-12-24", "The first date comes after the last"),
        ("some day soon", "names no days that can be worked out"),
        ("<script>alert(1)</script>", "names no days that can be worked out"),
    ],
)
def test_a_bad_date_is_refused_by_its_fault(save: Save, typed: str, fault: str) -> None:
    page = save(date_entry=typed, title="Kept on screen").content.decode()
    assert fault in page
    assert "Kept on screen" in page
    assert "<script>alert" not in page


def test_the_reason_stands_in_the_history_of_everything_changed(
    save: Save, opened: dict[str, Any], clash: Incident
) -> None:
    claim = clash.claims.order_by("start").first()
    assert claim is not None
    key = next(k for k, v in opened.items() if k.endswith("-id") and k.startswith("claims-") and v == claim.pk)
    save(title="Clash on the Panj", change_reason="The bank was wrong", **{key.removesuffix("id") + "note": "seen"})
    assert clash.history.first().history_change_reason == "The bank was wrong"
    assert claim.history.first().history_change_reason == "The bank was wrong"
    assert clash.history.first().history_user.username == "the-editor"


def test_a_stale_form_overwrites_nothing(save: Save, desk: Client, clash: Incident) -> None:
    assert save(title="Zarina's title").status_code == 302
    page = save(title="My title")
    body = page.content.decode()
    clash.refresh_from_db()
    assert clash.title == "Zarina's title"
    assert "the-editor saved this incident at" in body
    assert "(changed: title)" in body
    assert 'value="My title"' in body


def test_a_form_without_its_revision_is_stale(save: Save, clash: Incident) -> None:
    save(title="First")
    save(title="Second", seen_revision="")
    clash.refresh_from_db()
    assert clash.title == "First"


def test_a_new_incident_belongs_to_who_added_it(desk: Client, clash: Incident, form_of: FormOf) -> None:
    empty = form_of(desk.get("/admin/incidents/incident/add/"))
    desk.post(
        "/admin/incidents/incident/add/",
        {**empty, "title": "New", "type": clash.type_id, "date_entry": "2025", "tags": "panj, panj ,night"},
    )
    incident = Incident.objects.get(title="New")
    assert (str(incident.created_by), incident.edtf, incident.tags) == ("the-editor", "2025", ["panj", "night"])
