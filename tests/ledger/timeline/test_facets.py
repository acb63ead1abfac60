"""Facets and chips: names instead of codes, types below their parents, what is chosen marked."""

from ledger.tallies.shapes import Facet, FacetCount
from ledger.timeline.addresses import Address
from ledger.timeline.chips import chips_of
from ledger.timeline.facets import facet_groups
from ledger.timeline.names import Names

NAMES = Names({"a000000001": "Border guards"}, {"hatlan": "Khatlon"}, {"armed_attack": "battles"})
COUNTS: dict[Facet, tuple[FacetCount, ...]] = {
    "type": (FacetCount("battles", 5), FacetCount("armed_attack", 4)),
    "actor": (FacetCount("a000000001", 3),),
    "region": (FacetCount("hatlan", 2),),
    "killed_min": (FacetCount("10", 1),),
    "country": (),
}


def test_types_stand_below_their_parents() -> None:
    (types, *_others) = facet_groups(COUNTS, NAMES, Address("/"))
    (battles,) = types.values
    assert (battles.incidents, battles.within[0].label) == (5, "Attack on armed forces")
    assert battles.within[0].url == "/?type=armed_attack"


def test_records_and_areas_have_names() -> None:
    groups = {group.name: group.values for group in facet_groups(COUNTS, NAMES, Address("/"))}
    assert groups["actor"][0].label == "Border guards"
    assert groups["region"][0].url == "/?region=Khatlon"
    assert groups["killed_min"][0].label == "10 or more killed"
    assert "country" not in groups


def test_what_is_chosen_is_marked_and_its_group_stands_open() -> None:
    groups = {group.name: group for group in facet_groups(COUNTS, NAMES, Address("/", (("actor", "a000000001"),)))}
    assert groups["actor"].open
    assert groups["actor"].values[0].chosen
    assert groups["actor"].values[0].url == "/"


def test_a_chip_names_what_it_takes_away() -> None:
    address = Address.of("/", {"actor": "a000000001", "country": "TJ,AF", "near": "70,37", "radius": "25", "q": "x"})
    chips = chips_of(address, NAMES)
    assert [chip.text for chip in chips] == [
        "Border guards", "Tajikistan or Afghanistan", "within 25 km of 37° N, 70° E", "“x”",
    ]  # fmt: skip
    assert chips[2].url == "/?actor=a000000001&country=TJ%2CAF&q=x"


def test_half_a_period_is_a_chip_of_its_own() -> None:
    (chip,) = chips_of(Address("/", (("from", "2025-11-03"),)), NAMES)
    assert chip.text == "from 3 November 2025"
