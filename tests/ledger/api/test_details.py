"""One record: there, corrected, withdrawn, merged, or never published."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from ledger.chain import sha256

Make = Callable[..., Any]


def test_it_is_the_document_with_its_edition(ask: Make, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    publish({**incident, "title": "Corrected"})
    body = orjson.loads(ask(f"incidents/{incident['id']}/").content)
    assert (body["title"], body["edition"]["number"], body["edition"]["op"]) == ("Corrected", 2, "revise")


def test_a_reader_can_check_the_hash(ask: Make, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    content = ask(f"incidents/{incident['id']}/").content
    envelope = orjson.loads(content)["edition"]
    document = content.replace(b'"edition":' + orjson.dumps(envelope) + b",", b"", 1)
    assert sha256(document) == envelope["document_sha256"]


def test_a_withdrawn_record_is_gone_and_says_why(ask: Make, publish: Make, make_incident: Make, withdraw: Make) -> None:
    incident = make_incident()
    publish(incident)
    withdraw(incident, reason_code="error", note="It did not happen.")
    response = ask(f"incidents/{incident['id']}/")
    problem = orjson.loads(response.content)
    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
    assert (problem["reason_code"], problem["note"], problem["seq"]) == ("error", "It did not happen.", "2")
    assert incident["title"] not in response.content.decode()


def test_a_merged_record_leads_to_the_survivor(ask: Make, publish: Make, make_actor: Make, merge: Make) -> None:
    survivor, double = make_actor(), make_actor()
    publish(survivor, double)
    merge(double, into=survivor)
    response = ask(f"actors/{double['id']}/")
    assert response.status_code == 308
    assert response["Location"].endswith(f"/api/v1/actors/{survivor['id']}/")
    assert orjson.loads(response.content)["merged_into"] == survivor["id"]


@pytest.mark.parametrize(
    "path",
    [
        "incidents/n000000099/",
        "incidents/x/",
        "incidents/a%00b/",
        "incidents/%00/editions/",
        "nothing/",
        "incidents/n000000099/more/",
    ],
)
def test_what_was_never_published_is_not_found(ask: Make, path: str) -> None:
    response = ask(path)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_a_record_is_found_under_its_own_kind_only(ask: Make, publish: Make, make_actor: Make) -> None:
    actor = make_actor()
    publish(actor)
    assert ask(f"facilities/{actor['id']}/").status_code == 404
