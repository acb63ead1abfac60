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
    assert orjson.loads(ask("incidents/").content) == {
        "results": [], "next": None, "head": "0", "count": None,
    }  # fmt: skip


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
    # The head, the timeline, how many are expected to hold the word, the rows, the documents that are not in memory.
    assert len(queries) == 5


def test_fields_leave_the_rest_out(ask: Make, publish: Publish, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    (result,) = orjson.loads(ask("incidents/", fields="title,date").content)["results"]
    assert set(result) == {"edition", "id", "title", "date"}
    assert result["date"] == incident["date"]


def test_the_count_is_told_only_on_request(ask: Make, publish: Publish, make_incident: Make, withdraw: Make) -> None:
    gone = make_incident()
    publish(gone, *(make_incident() for _ in range(5)))
    assert orjson.loads(ask("incidents/", limit=2, count="true").content)["count"] == 6
    withdraw(gone)
    assert orjson.loads(ask("incidents/", limit=2, count="true").content)["count"] == 5
    assert orjson.loads(ask("incidents/", limit=2, count="true", as_of=6).content)["count"] == 6


def test_a_list_runs_either_way_and_by_change(
    found: Make, publish: Publish, make_incident: Make, make_actor: Make
) -> None:
    dates = ("2025-03-01", "2025-01-01", "2025-02-01")
    first, second, third = incidents = [
        make_incident(date={**make_incident()["date"], "earliest": day, "latest": day}) for day in dates
    ]
    publish(*incidents)
    publish({**second, "title": "Corrected"})
    names = [document["id"] for document in (first, second, third)]
    assert found("incidents/", sort="date") == [names[1], names[2], names[0]]
    assert found("incidents/", sort="-date") == [names[0], names[2], names[1]]
    assert found("incidents/", sort="-changed") == [names[1], names[2], names[0]]
    assert found("incidents/", sort="changed") == [names[0], names[2], names[1]]
    actors = [make_actor(name=name) for name in ("B", "A")]
    publish(*actors)
    assert found("actors/", sort="-name") == [actor["id"] for actor in actors]


def test_the_next_page_is_announced_in_the_headers(ask: Make, publish: Publish, make_incident: Make) -> None:
    publish(make_incident(), make_incident())
    response = ask("incidents/", limit=1)
    assert response["Link"] == f'<{orjson.loads(response.content)["next"]}>; rel="next"'
