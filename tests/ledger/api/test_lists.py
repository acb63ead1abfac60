"""Lists: the stored bytes, the order, and the number of queries."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.chain import sha256
from ledger.models import Edition

Make = Callable[..., Any]
Publish = Callable[..., list[Edition]]


def test_an_empty_register_answers_an_empty_list(ask: Make) -> None:
    assert orjson.loads(ask("incidents/").content) == {"results": [], "next": None, "head": "0"}


def test_a_result_is_the_document_with_its_edition_in_front(ask: Make, publish: Publish, make_incident: Make) -> None:
    incident = make_incident()
    edition = publish(incident)[0]
    result = orjson.loads(ask("incidents/").content)["results"][0]
    envelope = result.pop("edition")
    assert result == incident
    assert (envelope["seq"], envelope["number"], envelope["op"]) == ("1", 1, "publish")
    assert envelope["document_sha256"] == edition.document_sha256


def test_the_documents_bytes_are_served_as_they_were_stored(ask: Make, publish: Publish, make_incident: Make) -> None:
    edition = publish(make_incident(title="Шоҳин “at night” </script>"))[0]
    content = ask("incidents/").content
    stored = Edition.objects.get().document
    assert stored is not None
    assert stored.encode()[1:] in content
    assert sha256(stored.encode()) == edition.document_sha256


def test_incidents_come_newest_first_and_others_by_name(
    found: Make, publish: Publish, make_incident: Make, make_actor: Make, make_timeline: Make
) -> None:
    dates = {"a": ("2025-11-01", "2025-11-30"), "b": ("2025-12-24", "2025-12-25"), "c": ("2025-12-24", "2025-12-24")}
    incidents = {
        key: make_incident(date={**make_incident()["date"], "earliest": earliest, "latest": latest})
        for key, (earliest, latest) in dates.items()
    }
    actors = [make_actor(name=name) for name in ("Ёқуб", "émigrés", "Zarafshon")]
    publish(*incidents.values(), *actors, make_timeline())
    assert found("incidents/") == [incidents[key]["id"] for key in "bca"]
    names = {actor["id"]: actor["name"] for actor in actors}
    assert [names[id_] for id_ in found("actors/")] == ["émigrés", "Zarafshon", "Ёқуб"]
    assert len(found("timelines/")) == 1


def test_each_kind_lists_its_own(
    found: Make, publish: Publish, make_actor: Make, make_facility: Make, make_place: Make, make_source: Make
) -> None:
    documents = {
        "actors": make_actor(), "facilities": make_facility(), "places": make_place(), "sources": make_source(),
    }  # fmt: skip
    publish(*documents.values())
    assert {path: found(f"{path}/") for path in documents} == {path: [d["id"]] for path, d in documents.items()}


def test_withdrawn_and_merged_records_leave_the_list(
    found: Make, publish: Publish, make_incident: Make, withdraw: Make, merge: Make
) -> None:
    kept, gone, double = make_incident(), make_incident(), make_incident()
    publish(kept, gone, double)
    withdraw(gone)
    merge(double, into=kept)
    assert found("incidents/") == [kept["id"]]


@pytest.mark.parametrize("count", [1, 40])
def test_a_page_costs_the_same_few_queries_however_long(
    client: Client, publish: Publish, make_incident: Make, make_timeline: Make, count: int, db: None
) -> None:
    incidents = [make_incident() for _ in range(count)]
    timeline = make_timeline(entries=[{"id": incident["id"], "note": ""} for incident in incidents])
    publish(*incidents, timeline)
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/api/v1/incidents/", {"limit": 40, "q": "camp", "timeline": timeline["id"]})
    assert len(orjson.loads(response.content)["results"]) == count
    assert len(queries) == 3
