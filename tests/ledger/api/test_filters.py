"""Each filter finds what it says and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]
ACTOR, FACILITY, PLACE, SOURCE = "a000000001", "f000000001", "p000000001", "s000000001"


@pytest.fixture
def camp(publish: Make, make_incident: Make) -> Any:
    """The incident that filters look for: in the night of 26 November, in Khatlon."""
    incident = make_incident()
    publish(incident)
    return incident


@pytest.fixture
def meeting(camp: Any, publish: Make, make_incident: Make) -> Any:
    """The one they must leave out, unless asked: some time in December, elsewhere."""
    incident = make_incident(
        title="Two commands meet at Ишкошим",
        summary="Officers spoke of the border.",
        type={**camp["type"], "code": "meeting", "parent": "diplomacy", "parent_name": "Diplomacy", "name": "Meeting"},
        date={**camp["date"], "edtf": "2025-12", "earliest": "2025-12-01", "latest": "2025-12-31"},
        places=[
            {**camp["places"][0], "id": PLACE, "within": [], "name": "Ishkoshim", "admin1": "Badakhshan", "admin2": ""}
        ],
        countries=["TJ"],
        actors=[{**camp["actors"][0], "id": ACTOR, "name": "Border guards", "role": "party", "as_named": ""}],
        facilities=[{**camp["facilities"][0], "id": FACILITY, "name": "Bridge"}],
        sources=[{**camp["sources"][0], "id": SOURCE}],
        claims=[],
    )
    publish(incident)
    return incident


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "attack.drone"), ("type", "attack"), ("actor", "a000000901"), ("facility", "f000000901"),
        ("place", "p000000901"), ("place", "p000000902"), ("source", "s000000902"), ("country", "AF"),
        ("to", "2025-11-30"), ("to", "2025-11-26"),
        ("q", "shohin"), ("q", "Шоҳин"), ("q", "SHŌHIN drone"), ("q", '"hit a camp"'), ("q", "трое"),
        ("q", "-officers"),
    ],
)  # fmt: skip
def test_it_finds_the_camp_alone(found: Make, camp: Any, meeting: Any, name: str, value: str) -> None:
    assert found("incidents/", **{name: value}) == [camp["id"]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "diplomacy"), ("actor", ACTOR), ("facility", FACILITY), ("place", PLACE), ("source", SOURCE),
        ("from", "2025-11-28"), ("from", "2025-12-31"), ("q", "ишкошим"), ("q", "badakhshan"),
    ],
)  # fmt: skip
def test_it_finds_the_meeting_alone(found: Make, camp: Any, meeting: Any, name: str, value: str) -> None:
    assert found("incidents/", **{name: value}) == [meeting["id"]]


@pytest.mark.parametrize(
    ("earliest", "latest", "count"),
    [
        ("2025-11-27", "2025-12-01", 2), ("2025-11-28", "2025-11-30", 0), ("2025-12-15", "2025-12-15", 1),
        ("2025-11-27", "2025-11-27", 1), ("0001-01-01", "9999-12-31", 2), ("2026-01-01", "2026-12-31", 0),
    ],
)  # fmt: skip
def test_a_period_finds_what_may_have_happened_in_it(
    found: Make, meeting: Any, earliest: str, latest: str, count: int
) -> None:
    assert len(found("incidents/", from_=earliest, to=latest)) == count


def test_an_unknown_end_overlaps_every_later_day(found: Make, camp: Any, publish: Make, make_incident: Make) -> None:
    endless = make_incident(date={**camp["date"], "edtf": "2025-12-01/..", "latest": "9999-12-31"})
    publish(endless)
    assert found("incidents/", from_="2100-01-01") == [endless["id"]]


def test_filters_narrow_together(found: Make, camp: Any, meeting: Any) -> None:
    assert found("incidents/", country="TJ", q="officers") == [meeting["id"]]
    assert found("incidents/", country="AF", q="officers") == []


def test_a_timeline_finds_its_incidents(
    found: Make, camp: Any, meeting: Any, publish: Make, make_timeline: Make
) -> None:
    timeline = make_timeline(entries=[{"id": meeting["id"], "note": ""}])
    publish(timeline)
    assert found("incidents/", timeline=timeline["id"]) == [meeting["id"]]


def test_a_timeline_that_is_withdrawn_finds_nothing(
    found: Make, camp: Any, publish: Make, make_timeline: Make, withdraw: Make
) -> None:
    timeline = make_timeline(entries=[{"id": camp["id"], "note": ""}])
    publish(timeline)
    withdraw(timeline)
    assert found("incidents/", timeline=timeline["id"]) == []


def test_records_are_found_by_alias_kind_and_country(
    found: Make, publish: Make, make_actor: Make, make_facility: Make, make_place: Make
) -> None:
    company, guards = make_actor(), make_actor(name="Border guards", kind="force", country="AF", aliases=[])
    camp, village = make_facility(), make_place(kind="village", country="AF")
    publish(company, guards, camp, village)
    assert found("actors/", q="шоҳин") == [company["id"]]
    assert found("actors/", kind="force") == found("actors/", country="AF") == [guards["id"]]
    assert found("facilities/", country="TJ") == [camp["id"]]
    assert found("facilities/", country="AF") == []
    assert found("places/", kind="village", country="AF") == [village["id"]]
