"""Actors, facilities, places, sources and timelines: their own facts and their incidents."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def cast(publish: Make, make_incident: Make, make_actor: Make, make_facility: Make, make_place: Make,
         make_source: Make, make_timeline: Make) -> dict[str, Any]:  # fmt: skip
    incident, other = make_incident(title="The night attack"), make_incident(title="Elsewhere", places=[], actors=[],
                                                                             facilities=[], sources=[])  # fmt: skip
    documents = {
        "actor": make_actor(id="a000000901"),
        "facility": make_facility(id="f000000901"),
        "place": make_place(id="p000000901"),
        "source": make_source(id="s000000901"),
        "timeline": make_timeline(entries=[{"id": incident["id"], "note": "The first of the week."}]),
    }
    publish(incident, other, *documents.values())
    return documents


ADDRESSES = {
    "actor": "/actors/a000000901/shohin-sm/",
    "facility": "/facilities/f000000901/shohin-camp/",
    "place": "/places/p000000901/shamsiddin-shohin/",
    "source": "/sources/s000000901/ministry-on-the-camp/",
    "timeline": "/timelines/attacks-along-the-panj/",
}


@pytest.mark.parametrize("kind", ADDRESSES)
def test_a_record_lists_its_own_incidents_only(reader: Client, cast: dict[str, Any], kind: str) -> None:
    html = reader.get(ADDRESSES[kind]).content.decode()
    assert "<strong>1</strong> incident in the register" in html
    assert "The night attack" in html
    assert "Elsewhere" not in html


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("actor", ["Shōhin SM", "Company", "Tajikistan", "A mining company",
                   'lang="tg"><li><bdi>Шоҳин СМ</bdi>', 'lang="fa"><li><bdi>شاهین اس‌ام</bdi>',
                   "guarded by", "Border guards", "since 2023"]),
        ("facility", ["Shohin SM camp", "Shōhin SM", "about 2019", "Operating", "Лагерь «Шохин СМ»", "Khatlon"]),
        ("place", ["Shamsiddin Shohin", "District", "Khatlon", "37.6° N, 70.0° E", "Шамсиддин Шоҳин"]),
        ("source", ["Khovar Courier", "27 November 2025", "English", "retelling in our own words", "5b5b5b",
                    "An account of its own", 'href="https://courier.example/2025/11/27/camp"']),
        ("timeline", ["Attacks along the Panj", "Late 2025, from the first shots", "The first of the week."]),
    ],
)  # fmt: skip
def test_a_record_shows_its_own_facts(reader: Client, cast: dict[str, Any], kind: str, words: list[str]) -> None:
    html = reader.get(ADDRESSES[kind]).content.decode()
    assert [word for word in words if word not in html] == []


@pytest.mark.parametrize(
    ("address", "kind"),
    [("/actors/", "actor"), ("/facilities/", "facility"), ("/sources/", "source"), ("/timelines/", "timeline")],
)
def test_a_list_leads_to_each_record(reader: Client, cast: dict[str, Any], address: str, kind: str) -> None:
    assert f'href="{ADDRESSES[kind]}"' in reader.get(address).content.decode()


@pytest.mark.parametrize("address", ["/actors/", "/facilities/", "/sources/", "/timelines/"])
def test_an_empty_list_says_so(reader: Client, address: str) -> None:
    assert "Nothing is listed yet" in reader.get(address).content.decode()


def test_a_list_is_paged_by_name(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(*(make_actor(name=f"Actor {number:03}", slug=f"actor-{number:03}") for number in range(70)))
    first = reader.get("/actors/").content.decode()
    assert "Actor 049" in first
    assert "Actor 050" not in first
    onward = first.split('<link rel="next" href="')[1].split('"')[0]
    second = reader.get(onward).content.decode()
    assert "Actor 050" in second
    assert "Actor 069" in second
    back = second.split('<link rel="prev" href="')[1].split('"')[0]
    assert "Actor 000" in reader.get(back).content.decode()


def test_a_record_of_another_kind_is_not_found(reader: Client, cast: dict[str, Any]) -> None:
    assert reader.get("/actors/f000000901/").status_code == 404


def test_the_about_page_explains_the_words(reader: Client) -> None:
    html = reader.get("/about/").content.decode()
    assert "Independent origins" in html
    assert "/api/v1/docs/" in html
