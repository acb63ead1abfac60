"""Lists ask the database a bounded number of questions, however long they are; counts on the first page lead there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.models import Actor, Incident, IncidentType, Place, PlaceAlias, Suggestion
from incidents.services.publishing import publish
from sources.models import Source


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def more_incidents() -> None:
    type_ = IncidentType.objects.get(code="call")
    Incident.objects.bulk_create(Incident(public_id=f"c{n:09}", title=f"Call {n}", type=type_) for n in range(40))


@pytest.mark.parametrize(
    "path", ["incidents/incident/", "incidents/incident/?q=clash", "incidents/incident/?country=TJ"]
)
def test_the_list_of_incidents(desk: Client, clash: Incident, path: str) -> None:
    few = queries(desk, f"/admin/{path}")
    more_incidents()
    assert queries(desk, f"/admin/{path}") <= few + 1
    assert few <= 14


def test_the_list_of_suggestions(desk: Client, suggestion: Suggestion) -> None:
    few = queries(desk, "/admin/incidents/suggestion/")
    Suggestion.objects.bulk_create(
        Suggestion(source=suggestion.source, text=suggestion.text, fingerprint=f"{n}", extractor="t", title=f"s{n}",
                   type_code="call", data=suggestion.data) for n in range(40)
    )  # fmt: skip
    assert queries(desk, "/admin/incidents/suggestion/") <= few <= 14


def test_the_list_of_sources(desk: Client, suggestion: Suggestion, make_text: Callable[..., Any]) -> None:
    few = queries(desk, "/admin/sources/source/")
    for number in range(10):
        make_text(f"Text {number}")
    assert queries(desk, "/admin/sources/source/") <= few <= 14


def test_the_list_of_editions(desk: Client, clash: Incident, editor: User) -> None:
    few = queries(desk, "/admin/ledger/edition/")
    publish(clash, by=editor)
    assert queries(desk, "/admin/ledger/edition/") <= few + 1 <= 12


def test_it_says_what_was_edited_since_it_was_published(desk: Client, clash: Incident, editor: User) -> None:
    publish(clash, by=editor)
    clash.refresh_from_db()
    assert "edited since" not in desk.get("/admin/incidents/incident/").content.decode()
    clash.title = "Clash on the Panj"
    clash.save()
    assert "Published, edited since" in desk.get("/admin/incidents/incident/").content.decode()


def test_a_country_and_a_parent_type_narrow_the_list(desk: Client, clash: Incident) -> None:
    more_incidents()
    for question, found in (("country=TJ", 1), ("country=AF", 0), ("type=battles", 1), ("type=diplomacy", 40)):
        page = desk.get(f"/admin/incidents/incident/?{question}")
        assert page.context["cl"].result_count == found


@pytest.mark.parametrize("typed", ["shuroobod", "Shuro obod", "Шӯрообод", "SHURO-OBOD"])
def test_a_place_is_found_in_every_spelling(desk: Client, typed: str) -> None:
    place = Place.objects.create(name="Shuro-obod", kind="admin2", country="TJ")
    PlaceAlias.objects.create(place=place, name="Шӯрообод", language="tg")
    PlaceAlias.objects.create(place=place, name="Shuro-obod")
    page = desk.get("/admin/incidents/place/", {"q": typed})
    assert [row.name for row in page.context["cl"].result_list] == ["Shuro-obod"]


def test_autocomplete_offers_actors_by_alias(desk: Client, guards: Actor) -> None:
    guards.aliases.create(name="Пограничники Таджикистана", language="ru")
    question = {"term": "пограничники", "app_label": "incidents", "model_name": "participation", "field_name": "actor"}
    found = desk.get("/admin/autocomplete/", question).json()["results"]
    assert [row["text"] for row in found] == ["Tajik border guards"]


def test_the_desk_opens_on_what_waits(desk: Client, suggestion: Suggestion, clash: Incident) -> None:
    Source.objects.create(title="a", state="failed")
    page = desk.get("/admin/")
    waiting = page.context["waiting"]
    assert (waiting.pending_suggestions, waiting.draft_incidents, waiting.failed_sources) == (1, 1, 1)
    for question in ("incidents/suggestion/?state__exact=pending", "sources/source/?state__exact=failed"):
        assert f"/admin/{question}" in page.content.decode()
        assert desk.get(f"/admin/{question}").context["cl"].result_count == 1
    assert desk.get("/admin/sources/source/?state__in=queued,reading").context["cl"].result_count == 0


def test_the_desk_asks_little(desk: Client, suggestion: Suggestion) -> None:
    assert queries(desk, "/admin/") <= 12
