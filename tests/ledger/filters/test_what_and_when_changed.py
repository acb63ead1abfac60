"""Types, lanes, tags, precisions, publishers, timelines, and when a record was last published."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

Make = Callable[..., Any]


@pytest.fixture
def two(publish: Make, make_incident: Make) -> tuple[str, str]:
    one = make_incident()
    other = make_incident(
        type={**one["type"], "code": "meeting", "parent": "diplomacy", "lane": "diplomacy"},
        date={**one["date"], "precision": "month"},
        places=[{**one["places"][0], "precision": "site"}],
        countries=["UZ"],
        tags=["gold", "Оби нӯшокӣ"],
        sources=[{**one["sources"][0], "domain": "www.Other.example"}],
    )
    publish(one, other)
    return one["id"], other["id"]


@pytest.mark.parametrize(
    "query",
    [
        {"type": "meeting"}, {"type": "diplomacy"}, {"lane": "diplomacy"}, {"precision": "month"},
        {"place_precision": "site"}, {"country": "UZ"}, {"country": "UZ,KG"}, {"tag": "gold"}, {"tag": "Оби нӯшокӣ"},
        {"publisher": "other.example"}, {"publisher": "WWW.other.example"},
    ],
)  # fmt: skip
def test_it_finds_the_other_alone(listed: Make, two: tuple[str, str], query: dict[str, str]) -> None:
    assert listed(**query) == {two[1]}


@pytest.mark.parametrize(
    "query",
    [
        {"type": "meeting,attack"}, {"type": "attack.drone,diplomacy"}, {"lane": "armed,diplomacy"},
        {"precision": "month,night"}, {"country": "AF,UZ"}, {"tag": "drone,gold"},
        {"publisher": "courier.example,other.example"},
    ],
)  # fmt: skip
def test_several_values_mean_any_of_them(listed: Make, two: tuple[str, str], query: dict[str, str]) -> None:
    assert listed(**query) == set(two)


@pytest.mark.parametrize("query", [{"type": "attack"}, {"tag": "GOLD"}, {"publisher": "example"}, {"lane": "none"}])
def test_it_leaves_the_other_out(listed: Make, two: tuple[str, str], query: dict[str, str]) -> None:
    assert two[1] not in listed(**query)


def test_changed_since_is_inclusive(listed: Make, publish: Make, make_incident: Make) -> None:
    early, late = make_incident(), make_incident()
    publish(early)
    (second,) = publish(late)
    assert listed(changed_since=second.at.isoformat()) == {late["id"]}
    assert listed(changed_since=(second.at + timedelta(microseconds=1)).isoformat()) == set()
    assert listed(changed_since="2020-01-01") == {early["id"], late["id"]}


def test_a_correction_is_a_change(listed: Make, publish: Make, make_incident: Make) -> None:
    incident, other = make_incident(), make_incident()
    publish(incident)
    (second,) = publish(other)
    publish({**incident, "title": "Attack on a camp"})
    assert listed(changed_since=second.at.isoformat()) == {incident["id"], other["id"]}
    assert listed(changed_since=second.at.isoformat(), as_of=2) == {other["id"]}


@pytest.mark.parametrize(
    "moment",
    ["2020-01-01T00:00:00Z", "2020-01-01T05:00:00+05:00", "2020-01-01T05:00:00 05:00", "2019-12-31t23:59:60z",
     "2020-01-01T00:00:00.0000001Z", "0001-01-01T00:00:00+14:00"],
)  # fmt: skip
def test_a_moment_may_be_written_in_many_ways(listed: Make, two: tuple[str, str], moment: str) -> None:
    assert listed(changed_since=moment) == set(two)


def test_a_timeline_holds_what_it_held_then(
    listed: Make, publish: Make, make_incident: Make, make_timeline: Make, withdraw: Make
) -> None:
    one, other = make_incident(), make_incident()
    timeline = make_timeline(entries=[{"id": one["id"], "note": ""}])
    publish(one, other, timeline)
    publish({**timeline, "entries": [{"id": other["id"], "note": ""}]})
    withdraw(timeline)
    assert listed(timeline=timeline["id"], as_of=3) == {one["id"]}
    assert listed(timeline=timeline["id"], as_of=4) == {other["id"]}
    assert listed(timeline=timeline["id"]) == set()


def test_a_list_is_what_stood_then(listed: Make, publish: Make, make_incident: Make, withdraw: Make) -> None:
    incident = make_incident(countries=["TJ"])
    publish(incident)
    publish({**incident, "countries": ["AF"]})
    withdraw(incident)
    assert listed(country="TJ", as_of=1) == listed(country="AF", as_of=2) == {incident["id"]}
    assert listed(country="TJ", as_of=2) == listed(country="AF", as_of=1) == listed(country="AF") == set()
