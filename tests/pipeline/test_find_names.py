"""Who and where, known and unknown to the register."""

import pytest

from pipeline.data import Lexicon
from pipeline.extract.actors import find_actors
from pipeline.extract.facilities import find_facilities
from pipeline.extract.facts import Sentence
from pipeline.extract.places import find_places


def sentence(text: str) -> Sentence:
    return Sentence(0, 0, len(text), text)


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("It happened in Shamsiddin Shohin district.", "Shamsiddin Shohin district", "admin2", "TJ"),
        ("They fought in the Davong area of Badakhshan.", "Davong area", "area", "AF"),
        ("The camp is in Afghanistan's Nowhere district.", "Nowhere district", "admin2", "AF"),
        ("They live in Kok-Tash village.", "Kok-Tash village", "settlement", ""),
        ("A clash on the Kyrgyz-Tajik border.", "Kyrgyz-Tajik border", "border", "KG,TJ"),
        ("Termez, a town on the river, saw the opening.", "Termez", "settlement", "UZ"),
        ("Бой шёл в районе Шамсиддин Шохин.", "Шамсиддин Шохин", "admin2", "TJ"),
    ],
)
def test_finds_the_place(text: str, name: str, kind: str, country: str, lexicon: Lexicon) -> None:
    found = {(place.name, place.kind, place.country) for place in find_places(sentence(text), lexicon)}
    assert (name, kind, country) in found


@pytest.mark.parametrize(
    "text",
    ["Shots were heard facing Khatlon.", "They came from Khatlon.", "An ambassador from Kabul spoke."],
)
def test_a_place_elsewhere_is_not_where_it_happened(text: str, lexicon: Lexicon) -> None:
    assert not any(place.located for place in find_places(sentence(text), lexicon))


def test_a_village_called_like_a_person_is_no_place(lexicon: Lexicon) -> None:
    assert find_places(sentence("Ali Rahimi spoke to the villagers."), lexicon) == ()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Kyrgyz border guards shot back.", "Kyrgyz border guards", "armed_forces"),
        ("Tajik and Chinese troops trained.", "Chinese troops", "armed_forces"),
        ("Masked gunmen attacked.", "Masked gunmen", "armed_group"),
        ("Turkish citizens were hurt.", "Turkish citizens", "civilians"),
        ("The Kyrgyz Health Ministry said so.", "Kyrgyz Health Ministry", "government_body"),
        ("Foreign Minister Jane Example arrived.", "Jane Example", "person"),
        ("John Example, governor of the province, arrived.", "John Example", "person"),
        ("The CSTO began its drill.", "CSTO", "alliance"),
        ("Президенты Владимир Путин и Эмомали Рахмон поговорили.", "Эмомали Рахмон", "person"),
    ],
)
def test_finds_the_actor(text: str, name: str, kind: str, lexicon: Lexicon) -> None:
    assert (name, kind) in {(actor.name, actor.kind) for actor in find_actors(sentence(text), lexicon)}


@pytest.mark.parametrize(
    ("text", "name", "kind", "count"),
    [
        ("He opened a tank training ground named Harbmaydon.", "Harbmaydon", "training_ground", None),
        ("They built four new border outposts.", "four new border outposts", "border_outpost", 4),
        ("The Torkham border crossing was shut.", "Torkham border crossing", "border_crossing", None),
        ("They attacked the 12th border post.", "12th border post", "border_post", None),
    ],
)
def test_finds_the_facility(text: str, name: str, kind: str, count: int | None, lexicon: Lexicon) -> None:
    found = {(f.name, f.kind, f.count) for f in find_facilities(sentence(text), lexicon)}
    assert (name, kind, count) in found
