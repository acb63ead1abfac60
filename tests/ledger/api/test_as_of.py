"""The register as it stood: what was served then is served again, byte for byte."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import orjson
import pytest
from django.test import Client

from ledger.models import Edition

Make = Callable[..., Any]
KINDS = ("incidents", "actors", "facilities", "places", "sources", "timelines")


def _with(address: str, seq: int) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}as_of={seq}"


def _recorded(client: Client, addresses: list[str]) -> dict[str, tuple[int, bytes]]:
    answers = {}
    for address in addresses:
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        answers[address] = (response.status_code, body)
    return answers


def _grown(
    chance: random.Random,
    documents: list[dict[str, Any]],
    makers: list[Make],
    publish: Make,
    withdraw: Make,
    merge: Make,
) -> None:
    """One step in the life of a register."""
    step = chance.random()
    if step < 0.5 or len(documents) < 4:
        documents.append(chance.choice(makers)())
        publish(documents[-1])
    elif step < 0.75:
        document = chance.choice(documents)
        name = "title" if "title" in document else "name"
        document[name] = f"{document[name]}, corrected"
        publish(document, note="Corrected.")
    else:
        document = documents.pop(chance.randrange(len(documents)))
        same = [other for other in documents if other["record"] == document["record"]]
        if same and step < 0.85:
            merge(document, into=same[0])
        else:
            withdraw(document)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_every_answer_is_served_again(
    client: Client, publish: Make, withdraw: Make, merge: Make, make_incident: Make, make_actor: Make,
    make_facility: Make, make_place: Make, make_source: Make, make_timeline: Make, seed: int,
) -> None:  # fmt: skip
    chance = random.Random(seed)
    actor = make_actor()

    def make_line() -> Any:
        document = make_timeline(entries=[{"id": d["id"], "note": ""} for d in documents if d["record"] == "incident"])
        return {**document, "slug": f"line-{document['id']}"}

    documents: list[dict[str, Any]] = [actor]
    makers: list[Make] = [
        make_incident, make_incident, make_actor, make_facility, make_place, make_source, make_line,
        lambda: make_incident(countries=["KG"], title=f"Flood {chance.random()}"),
    ]  # fmt: skip
    publish(actor)
    known: dict[str, str] = {}
    history: dict[int, dict[str, tuple[int, bytes]]] = {}
    for _ in range(25):
        _grown(chance, documents, makers, publish, withdraw, merge)
        for document in documents:
            plural = "facilities" if document["record"] == "facility" else f"{document['record']}s"
            known[document["id"]] = f"{plural}/{document['id']}/"
        addresses = [
            *(f"/api/v1/{kind}/" for kind in KINDS),
            "/api/v1/incidents/?limit=2", "/api/v1/incidents/?q=flood&sort=date", "/api/v1/actors/?fields=name",
            "/api/v1/incidents/?country=TJ&count=true", "/api/v1/changes/", "/",
            "/?country=TJ", "/actors/", "/timelines/", "/about/",
            *(f"/api/v1/{path}" for path in known.values()), *(f"/api/v1/{path}editions/" for path in known.values()),
            *(f"/{path}" for path in known.values() if not path.startswith("timelines")),
            *(f"/{path}{document['slug']}/" for document in documents
              if not (path := known[document["id"]]).startswith("timelines")),
        ]  # fmt: skip
        head = Edition.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        history[head] = _recorded(client, addresses)
    compared = 0
    for seq, answers in history.items():
        for address, (status, body) in answers.items():
            response = client.get(_with(address, seq))
            assert response.status_code == status, _with(address, seq)
            if address.startswith("/api/v1/changes/"):
                assert orjson.loads(response.content)["changes"] == orjson.loads(body)["changes"]
            else:
                assert response.content.decode() == body.decode(), _with(address, seq)
            compared += 1
    assert compared > 500


def test_a_moment_means_what_stood_then(ask: Make, found: Make, publish: Make, make_incident: Make) -> None:
    first, second = make_incident(), make_incident()
    publish(first)
    at = Edition.objects.get().at
    publish(second)
    later = Edition.objects.get(seq=2).at
    assert found("incidents/", as_of=at.isoformat()) == [first["id"]]
    assert found("incidents/", as_of=(at - timedelta(microseconds=1)).isoformat()) == []
    assert len(found("incidents/", as_of=later.isoformat().replace("+00:00", "Z"))) == 2


def test_a_day_means_its_end(found: Make, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    yesterday = (Edition.objects.get().at - timedelta(days=1)).date()
    assert found("incidents/", as_of=yesterday.isoformat()) == []


def test_a_plus_that_arrived_as_a_space_is_understood(
    client: Client, publish: Make, make_incident: Make, db: None
) -> None:
    publish(make_incident())
    at = Edition.objects.get().at.isoformat()
    body = orjson.loads(client.get(f"/api/v1/incidents/?as_of={at}").content)
    assert len(body["results"]) == 1


def test_a_day_that_is_not_over_is_refused(ask: Make, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    response = ask("incidents/", as_of=(Edition.objects.get().at + timedelta(days=1)).date().isoformat())
    assert response.status_code == 404
    assert "future" in orjson.loads(response.content)["detail"]


def test_before_the_first_edition_there_is_nothing(ask: Make, found: Make, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    assert found("incidents/", as_of=0) == []
    assert ask(f"incidents/{incident['id']}/", as_of=0).status_code == 404


def test_a_walk_and_its_moment_cannot_disagree(client: Client, ask: Make, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident() for _ in range(3)))
    address = orjson.loads(ask("incidents/", limit=1).content)["next"]
    assert client.get(f"{address}&as_of=3").status_code == 200
    assert client.get(f"{address}&as_of=2").status_code == 400
