"""The filters of actors, facilities, sources and timelines."""

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


def test_facilities_by_operator_and_status(
    listed: Make, publish: Make, make_facility: Make, make_actor: Make, merge: Make
) -> None:
    owner, heir = make_actor(), make_actor()
    camp = make_facility(operator={"id": owner["id"], "slug": "o", "name": "Owner"})
    closed = make_facility(operator=None, statuses=[
        {"status": "operating", "start": "2019", "end": "2024"}, {"status": "closed", "start": "2024", "end": ""},
    ])  # fmt: skip
    ruin = make_facility(operator=None, statuses=[{"status": "destroyed", "start": "", "end": "2020"}])
    publish(owner, heir, camp, closed, ruin)
    merge(owner, into=heir)
    assert listed("facility", operator=heir["id"]) == listed("facility", operator=owner["id"]) == {camp["id"]}
    assert listed("facility", status="closed,destroyed") == {closed["id"], ruin["id"]}
    assert listed("facility", kind_="camp", q="лагерь", country="TJ", status="operating") == {camp["id"]}


@pytest.mark.parametrize(
    "url",
    [
        "https://courier.example/2025/11/27/camp", "http://www.courier.example/2025/11/27/camp/",
        "courier.example/2025/11/27/camp", "https://COURIER.example/2025/11/27/camp?utm_source=x&fbclid=1#top",
        "https://courier.example:443/2025/11/27/camp",
    ],
)  # fmt: skip
def test_a_source_is_found_by_its_address(listed: Make, publish: Make, make_source: Make, url: str) -> None:
    source = make_source()
    publish(source, make_source(url="https://courier.example/2025/11/28/camp"), make_source(url=""))
    assert listed("source", url=url) == {source["id"]}


@pytest.mark.parametrize(
    "url",
    ["https://courier.example/", "https://courier.example/2025/11/27/CAMP", "courier.example/2025/11/27/camp?id=2",
     "https://other.example/2025/11/27/camp", "http://["],
)  # fmt: skip
def test_another_address_is_another_source(listed: Make, publish: Make, make_source: Make, url: str) -> None:
    publish(make_source())
    assert listed("source", url=url) == set()


def test_sources_by_publisher_language_and_words(listed: Make, publish: Make, make_source: Make) -> None:
    english, tajik = make_source(), make_source(language="tg", domain="payom.example", publisher="Паём")
    publish(english, tajik)
    assert listed("source", publisher="payom.example") == listed("source", language="tg,ru") == {tajik["id"]}
    assert listed("source", q="paem") == {tajik["id"]}
    assert listed("source", kind_="article", language="en") == {english["id"]}


def test_timelines_by_what_they_hold(
    listed: Make, publish: Make, make_incident: Make, make_timeline: Make, merge: Make
) -> None:
    incident, twin = make_incident(), make_incident()
    timeline = make_timeline(entries=[{"id": incident["id"], "note": ""}])
    publish(incident, twin, timeline, make_timeline(title="Talks", description=""))
    assert listed("timeline", incident=incident["id"]) == listed("timeline", q="commands") == {timeline["id"]}
    assert listed("timeline", incident=twin["id"]) == set()
    merge(twin, into=incident)
    assert listed("timeline", incident=twin["id"]) == {timeline["id"]}


def test_actors_by_alias_in_any_letters(listed: Make, publish: Make, make_actor: Make) -> None:
    actor = make_actor()
    publish(actor, make_actor(name="Border guards", aliases=[], description=""))
    for words in ("Шохин", "shokhin", "شاهین", '"shohin sm"', "shoh*", "gold -guards"):
        assert listed("actor", q=words) == {actor["id"]}
