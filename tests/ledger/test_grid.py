"""Whatever lies in a box or a circle lies in a cell that covers it."""

from math import asin, cos, radians, sin, sqrt

from hypothesis import given
from hypothesis import strategies as st

from ledger.grid import EARTH_RADIUS_KM, MOST_CELLS, Box, Point, boxes_around, cells_of, covering

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)
points = st.builds(Point, longitudes, latitudes)


@st.composite
def boxes_with_points(draw: st.DrawFn) -> tuple[Box, Point]:
    south, inner, north = sorted(draw(st.tuples(latitudes, latitudes, latitudes)))
    west, middle, east = sorted(draw(st.tuples(longitudes, longitudes, longitudes)))
    return Box(west, south, east, north), Point(middle, inner)


@given(boxes_with_points())
def test_a_box_is_covered(given_: tuple[Box, Point]) -> None:
    box, point = given_
    cells = covering(box.pieces())
    assert not cells or set(cells) & set(cells_of([point]))
    assert len(cells) <= MOST_CELLS


@given(points, points)
def test_a_circle_is_covered(centre: Point, point: Point) -> None:
    boxes = boxes_around(centre, kilometres(centre, point) + 0.001)
    assert any(
        box.west - 1e-9 <= point.longitude <= box.east + 1e-9 and box.south - 1e-9 <= point.latitude <= box.north + 1e-9
        for box in boxes
    )


def kilometres(one: Point, other: Point) -> float:
    up = radians(other.latitude - one.latitude) / 2
    along = radians(other.longitude - one.longitude) / 2
    height = sin(up) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(along) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(height)))


def test_most_of_the_earth_needs_no_cells() -> None:
    assert covering([Box(-180, -90, 180, 90)]) == []
    assert len(covering([Box(70, 37, 70.01, 37.01)])) <= 4
