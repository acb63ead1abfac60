"""Boxes and circles on the earth, and the names of regions and districts in any letters."""

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]
DUSHANBE, KHOROG, FIJI, NORTH = [68.78, 38.54], [71.55, 37.49], [179.9, -17.0], [10.0, 89.9]


@pytest.fixture
def at(make_incident: Make, publish: Make) -> Make:
    def at_(*points: list[float] | None, **fields: Any) -> str:
        incident = make_incident()
        places = [{**incident["places"][0], "point": point, **fields} for point in points]
        publish({**incident, "places": places})
        return str(incident["id"])

    return at_


@pytest.mark.parametrize(
    ("bbox", "found"),
    [
        ("68,38,69,39", True), ("68.78,38.54,68.78,38.54", True), ("69,38,70,39", False), ("68,38.6,69,39", False),
        ("-180,-90,180,90", True), ("180,-90,-180,90", False), ("60,-90,-60,90", True), ("70,-90,60,90", False),
        ("68.7799,38.5399,68.7801,38.5401", True),
    ],
)  # fmt: skip
def test_a_box_holds_a_point(listed: Make, at: Make, bbox: str, found: bool) -> None:
    id_ = at(DUSHANBE)
    assert listed(bbox=bbox) == ({id_} if found else set())


@pytest.mark.parametrize("bbox", ["179,-18,-179,-16", "179,-18,180,-16", "170,-20,-170,20"])
def test_a_box_crosses_the_antimeridian(listed: Make, at: Make, bbox: str) -> None:
    fiji = at(FIJI)
    at(DUSHANBE)
    assert listed(bbox=bbox) == {fiji}


def test_both_names_of_the_antimeridian_are_one(listed: Make, at: Make) -> None:
    east, west = at([180.0, 1.0]), at([-180.0, 1.0])
    assert listed(bbox="179,0,180,2") == listed(bbox="-180,0,-179,2") == listed(bbox="179,0,-179,2") == {east, west}


@pytest.mark.parametrize(
    ("near", "radius", "found"),
    [
        ("68.78,38.54", "0.001", True), ("71.55,37.49", "269.3", True), ("71.55,37.49", "269.2", False),
        ("-111.22,-38.54", "20020", True), ("-111.22,-38.54", "20010", False),
    ],
)  # fmt: skip
def test_a_circle_follows_the_earth(listed: Make, at: Make, near: str, radius: str, found: bool) -> None:
    """The great circle between the two towns, by the haversine formula: 269.28 km."""
    id_ = at(DUSHANBE)
    assert listed(near=near, radius=radius) == ({id_} if found else set())


def test_a_circle_reaches_over_pole_and_antimeridian(listed: Make, at: Make) -> None:
    fiji, north = at(FIJI), at(NORTH)
    assert listed(near="-179.9,-17", radius="25") == {fiji}
    assert listed(near="-170,89.9", radius="25") == {north}


def test_any_of_its_places_will_do(listed: Make, at: Make) -> None:
    both = at(None, DUSHANBE, KHOROG)
    at(None)
    assert listed(near="71.5,37.5", radius="10") == listed(bbox="68,38,69,39") == {both}
    assert listed(bbox="69.5,38,70.5,38.5") == set()


def test_facilities_and_places_have_points_too(
    listed: Make, publish: Make, make_facility: Make, make_place: Make
) -> None:
    camp, valley = make_facility(), make_place()
    publish(camp, valley)
    for query in ({"near": "70,37.6", "radius": "1"}, {"bbox": "69,37,71,38"}, {"place": valley["within"][0]["id"]}):
        assert listed("facility", **query) == {camp["id"]}
        assert listed("place", **query) == {valley["id"]}
    assert listed("facility", bbox="0,0,1,1") == listed("place", near="0,0", radius="5") == set()


@pytest.mark.parametrize("name", ["Хатлон", "khatlon", "Xatlon", "KHATLON"])
def test_a_region_is_named_in_any_letters(listed: Make, at: Make, name: str) -> None:
    id_ = at(None)
    at(None, admin1="Sughd")
    assert listed(region=name) == {id_}


def test_a_district_is_its_whole_name(listed: Make, at: Make) -> None:
    first, other = at(None, admin1=None), at(None, admin2="Darvoz")
    assert listed(district="Шамсиддин Шоҳин") == {first}
    assert listed(district="Дарвоз") == {other}
    assert listed(district="Shohin") == listed(district="!!") == set()
    assert listed(region="Khatlon") == {other}
