"""Actors and facilities, by id, by kind and by what they did; an id follows merges."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger.filters import matching, read_filters
from ledger.models import IncidentEntry

Make = Callable[..., Any]
POST, ARMY, BAND = "f000000801", "a000000801", "a000000802"


@pytest.fixture
def attack(publish: Make, make_incident: Make) -> str:
    """A border post is attacked by a band; an army takes part; a bridge is only used."""
    incident = make_incident(
        type={**make_incident()["type"], "code": "armed_attack", "parent": "battles"},
        actors=[actor(BAND, "armed_group", "initiator"), actor(ARMY, "armed_forces", "target"),
                {**actor(None, None, "reporter"), "name": "a witness"}],
        facilities=[facility(POST, "border_post", "attacked"), facility("f000000802", "bridge", "used")],
    )  # fmt: skip
    publish(incident, make_incident(actors=[], facilities=[]))
    return str(incident["id"])


def actor(id_: str | None, kind: str | None, role: str) -> dict[str, Any]:
    return {"id": id_, "slug": None, "name": "An actor", "kind": kind, "role": role, "as_named": ""}


def facility(id_: str, kind: str, relation: str) -> dict[str, Any]:
    return {"id": id_, "slug": None, "name": "A facility", "kind": kind, "relation": relation, "count": None}


@pytest.mark.parametrize(
    "query",
    [
        {"actor": ARMY}, {"actor": ARMY, "role": "target"}, {"role": "reporter"}, {"actor_kind": "armed_group"},
        {"actor_kind": "armed_group,person", "role": "initiator"}, {"facility": POST},
        {"facility": POST, "relation": "attacked"}, {"relation": "used"},
        {"facility_kind": "border_post"},
        {"facility_kind": "border_post,mine", "relation": "attacked"},
        {"type": "battles", "facility_kind": "border_post"}, {"type": "armed_attack,meeting", "actor": BAND},
        {"actor": BAND, "actor_kind": "armed_group", "role": "initiator"},
    ],
)  # fmt: skip
def test_it_is_found(listed: Make, attack: str, query: dict[str, str]) -> None:
    assert listed(**query) == {attack}


@pytest.mark.parametrize(
    "query",
    [
        {"actor": ARMY, "role": "initiator"}, {"actor_kind": "armed_forces", "role": "initiator"},
        {"role": "victim_group"}, {"facility": POST, "relation": "used"},
        {"facility_kind": "bridge", "relation": "attacked"},
        {"facility_kind": "mine"}, {"actor": POST}, {"actor": ARMY, "actor_kind": "person"},
    ],
)  # fmt: skip
def test_it_is_not_found(listed: Make, attack: str, query: dict[str, str]) -> None:
    assert listed(**query) == set()


@pytest.fixture
def family(publish: Make, make_actor: Make, make_incident: Make, merge: Make) -> tuple[list[Any], list[str]]:
    """Three actors with an incident each: the first was merged into the second, that into the third."""
    actors = [make_actor(), make_actor(), make_actor()]
    incidents = [make_incident(actors=[actor(one["id"], "company", "target")]) for one in actors]
    publish(*actors, *incidents)
    merge(actors[0], into=actors[1])
    merge(actors[1], into=actors[2])
    return actors, [incident["id"] for incident in incidents]


@pytest.mark.parametrize("position", [0, 1, 2])
def test_an_actor_stands_for_its_duplicates(listed: Make, family: Any, position: int) -> None:
    actors, incidents = family
    assert listed(actor=actors[position]["id"]) == set(incidents)
    assert listed(actor=actors[position]["id"], role="target") == set(incidents)


def test_it_did_not_before_they_were_merged(listed: Make, family: Any) -> None:
    actors, incidents = family
    assert listed(actor=actors[1]["id"], as_of=6) == {incidents[1]}
    assert listed(actor=actors[1]["id"], as_of=7) == {incidents[0], incidents[1]}


def test_it_does_not_once_a_merge_is_taken_back(listed: Make, family: Any, publish: Make) -> None:
    actors, incidents = family
    publish(actors[1])
    assert listed(actor=actors[1]["id"]) == {incidents[0], incidents[1]}
    assert listed(actor=actors[2]["id"]) == {incidents[2]}


def test_merges_can_be_left_aside(db: None, family: Any) -> None:
    actors, incidents = family
    values = read_filters("incident", {"actor": [actors[2]["id"]]})
    rows = matching("incident", values, IncidentEntry.objects.all(), 8, follows_merges=False)
    assert [row.record_id for row in rows] == [incidents[2]]


def test_facilities_and_sources_follow_merges_too(
    listed: Make, publish: Make, make_facility: Make, make_source: Make, make_incident: Make, merge: Make
) -> None:
    camp, twin, page, copy = make_facility(), make_facility(), make_source(), make_source()
    incident = make_incident()
    incident["facilities"][0]["id"], incident["sources"][0]["id"] = camp["id"], page["id"]
    publish(camp, twin, page, copy, incident)
    assert listed(facility=twin["id"]) == listed(source=copy["id"]) == set()
    merge(camp, into=twin)
    merge(page, into=copy)
    assert listed(facility=twin["id"]) == listed(source=copy["id"]) == {incident["id"]}
