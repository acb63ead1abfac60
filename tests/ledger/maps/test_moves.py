"""Every way to move a map leads to a map, at the edges of the world too."""

from urllib.parse import parse_qs, urlsplit

import pytest

from ledger.filters import read_filters
from ledger.grid import Box
from ledger.maps.moves import moves_of
from ledger.timeline.addresses import Address


@pytest.mark.parametrize(
    "box",
    [Box(60, 30, 76, 42.5), Box(-180, -120, 180, 120), Box(0, 84, 1, 85.5), Box(0, 86, 1, 90), Box(179, 0, 181, 1)],
)
def test_no_way_leads_to_a_box_that_is_none(box: Box) -> None:
    moves = moves_of(box, Address("/map/"))
    assert moves[-1].url == "/map/"
    for move in moves[:-1]:
        found = read_filters("incident", parse_qs(urlsplit(move.url).query))["bbox"]
        assert found.west < found.east
        assert found.south < found.north


def test_in_the_middle_of_the_map_all_ways_are_open() -> None:
    names = [move.name for move in moves_of(Box(60, 30, 76, 42.5), Address("/map/"))]
    assert names == ["in", "out", "north", "south", "west", "east", "whole"]
