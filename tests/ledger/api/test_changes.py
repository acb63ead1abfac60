"""The change list: every record that changed, once; removals; leaving a filter; cursors."""

import uuid
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.models import LedgerHead

Make = Callable[..., Any]


@pytest.fixture
def changes(ask: Make) -> Make:
    """(op, id) of each change, and the cursor to go on with."""

    def changes_(**query: Any) -> tuple[list[tuple[str, str]], str]:
        body = orjson.loads(ask("changes/", **query).content)
        assert "changes" in body, body
        return [(change["op"], change["id"]) for change in body["changes"]], body["since"]

    return changes_


def test_a_new_consumer_hears_of_everything_once(changes: Make, publish: Make, make_incident: Make) -> None:
    first, second = make_incident(), make_incident()
    publish(first, second)
    publish({**first, "title": "Corrected"})
    assert changes()[0] == [("publish", second["id"]), ("revise", first["id"])]


def test_a_change_carries_the_stored_document(ask: Make, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    edition = publish(incident, note="As told by two sources")[0]
    (change,) = orjson.loads(ask("changes/").content)["changes"]
    assert change["document"] == incident
    assert (change["seq"], change["record"], change["number"], change["note"]) == (
        "1", "incident", 1, "As told by two sources",
    )  # fmt: skip
    assert (change["document_sha256"], change["chain"]) == (edition.document_sha256, edition.chain)


def test_after_a_cursor_only_what_is_new_is_told(changes: Make, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    _, since = changes()
    assert changes(since=since) == ([], since)
    late = make_incident()
    publish(late)
    assert changes(since=since)[0] == [("publish", late["id"])]


def test_removals_stay_for_ever_and_show_nothing(
    ask: Make, publish: Make, make_actor: Make, withdraw: Make, merge: Make
) -> None:
    gone, double, kept = make_actor(name="Gone"), make_actor(name="Double"), make_actor()
    publish(gone, double, kept)
    withdraw(gone, reason_code="error", note="A mistake.")
    merge(double, into=kept)
    _, withdrawn, merged = orjson.loads(ask("changes/").content)["changes"]
    assert (withdrawn["op"], withdrawn["document"], withdrawn["reason_code"]) == ("withdraw", None, "error")
    assert (merged["op"], merged["document"], merged["merged_into"]) == ("merge", None, kept["id"])


def test_pages_follow_one_another_to_the_end(client: Client, ask: Make, publish: Make, make_incident: Make) -> None:
    incidents = [make_incident() for _ in range(7)]
    publish(*incidents)
    told, address, more = [], "/api/v1/changes/?limit=3", True
    while more:
        body = orjson.loads(client.get(address).content)
        told += [change["id"] for change in body["changes"]]
        address, more = body["next"], body["has_more"]
    assert told == [incident["id"] for incident in incidents]


def test_the_whole_history_can_be_asked_for(changes: Make, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    publish({**incident, "title": "Corrected"})
    assert changes(history="all")[0] == [("publish", incident["id"]), ("revise", incident["id"])]


def test_one_kind_can_be_followed(changes: Make, publish: Make, make_incident: Make, make_actor: Make) -> None:
    actor = make_actor()
    publish(make_incident(), actor)
    assert changes(record="actor")[0] == [("publish", actor["id"])]


def test_whoever_follows_a_filter_hears_what_leaves_it(
    changes: Make, publish: Make, make_incident: Make, withdraw: Make
) -> None:
    leaves, stays, never, gone = (make_incident(countries=["TJ"]) for _ in range(4))
    never["countries"] = ["KG"]
    publish(leaves, stays, never, gone)
    told, since = changes(record="incident", country="TJ")
    assert told == [("publish", document["id"]) for document in (leaves, stays, gone)]
    publish({**leaves, "countries": ["AF"]}, {**never, "title": "Still elsewhere"})
    withdraw(gone)
    assert changes(record="incident", country="TJ", since=since)[0] == [
        ("out_of_scope", leaves["id"]),
        ("withdraw", gone["id"]),
    ]


def test_a_record_that_left_between_two_pages_is_still_told(
    changes: Make, publish: Make, make_incident: Make, ask: Make
) -> None:
    """Its leaving edition is superseded by one that does not fit either, after the cursor had moved past it."""
    leaves, other = make_incident(countries=["TJ"]), make_incident(countries=["TJ"])
    publish(leaves)
    _, since = changes(record="incident", country="TJ")
    publish({**leaves, "countries": ["AF"]})
    publish(other)
    publish({**leaves, "countries": ["AF"], "title": "Again"})
    told, since = changes(record="incident", country="TJ", since=since, limit=1)
    assert told == [("publish", other["id"])]
    assert changes(record="incident", country="TJ", since=since)[0] == [("out_of_scope", leaves["id"])]


def test_a_cursor_belongs_to_what_it_follows(ask: Make, changes: Make, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    _, since = changes()
    response = ask("changes/", since=since, record="incident")
    assert (response.status_code, orjson.loads(response.content)["parameter"]) == (400, "since")


def test_after_a_restore_the_snapshot_is_named(ask: Make, changes: Make, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    _, since = changes()
    LedgerHead.objects.update(epoch=uuid.uuid4())
    response = ask("changes/", since=since)
    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
    assert orjson.loads(response.content)["snapshot"] == "/data/latest/manifest.json"


def test_what_was_redacted_after_the_page_s_head_is_told_as_redacted(
    ask: Make, publish: Make, redact: Make, make_incident: Make
) -> None:
    """Read as of a head at which the words still stood: they are gone, and so the record has to go until the next page
    says what is left of it."""
    incident = make_incident()
    publish(incident)
    publish({**incident, "title": "Corrected"})
    redact(incident, earlier=True)
    (change,) = orjson.loads(ask("changes/", as_of=1).content)["changes"]
    assert (change["op"], change["document"]) == ("redact", None)


def test_an_earlier_end_can_be_asked_for(changes: Make, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    publish({**incident, "title": "Corrected"})
    assert changes(as_of=1)[0] == [("publish", incident["id"])]


@pytest.mark.parametrize("count", [1, 60])
@pytest.mark.parametrize("query", [{}, {"record": "incident", "q": "camp", "country": "TJ"}])
def test_a_page_costs_the_same_few_queries_however_long(
    client: Client, publish: Make, make_incident: Make, count: int, query: dict[str, str], db: None
) -> None:
    publish(*(make_incident() for _ in range(count)))
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/api/v1/changes/", query)
    assert len(orjson.loads(response.content)["changes"]) == count
    assert len(queries) == 2 + ("q" in query)  # how many rows are expected to hold the words


def test_a_filter_that_fits_nothing_goes_on_in_steps(
    ask: Make, publish: Make, make_incident: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.changes.WINDOW", 2)
    publish(*(make_incident() for _ in range(5)))
    seen, since, more = 0, None, True
    while more:
        query = {"record": "incident", "country": "KG", **({"since": since} if since else {})}
        body = orjson.loads(ask("changes/", **query).content)
        since, more, seen = body["since"], body["has_more"], seen + 1
    assert seen == 3
