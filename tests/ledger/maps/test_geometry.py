"""Where things are drawn: a known town at its pixel, a box on the grid, a border where it lies."""

import pytest

from ledger.grid import Box
from ledger.maps import outlines
from ledger.maps.figures import courses_of, line_of
from ledger.maps.frames import framed
from ledger.maps.picture import HEIGHT, WHOLE, WIDTH
from ledger.maps.signs import snapped, zoom_for

DUSHANBE, KABUL = (68.779, 38.536), (69.172, 34.528)


def test_a_town_stands_at_its_pixel() -> None:
    frame = framed(WHOLE, WIDTH, HEIGHT, air=0.0)
    x, y = frame.point(DUSHANBE)
    across, down = (frame.box.east - frame.box.west) / WIDTH, (frame.box.north - frame.box.south) / HEIGHT
    assert x == pytest.approx((DUSHANBE[0] - frame.box.west) / across)
    assert y == pytest.approx((frame.box.north - DUSHANBE[1]) / down)
    assert frame.position(x, y) == pytest.approx(DUSHANBE)


@pytest.mark.parametrize(("town", "code"), [(DUSHANBE, "TJ"), (KABUL, "AF")])
def test_a_town_lies_in_its_country(town: tuple[float, float], code: str) -> None:
    assert outlines.country_at(town) == code


def test_neighbouring_views_ask_for_the_same_box() -> None:
    asked = snapped(Box(68.1, 37.2, 70.3, 38.9), 6)
    assert asked == snapped(Box(68.2, 37.3, 70.2, 38.8), 6) == (67.5, 36.5625, 70.3125, 39.375)


@pytest.mark.parametrize("zoom", range(14))
def test_a_snapped_box_holds_the_box_and_stays_on_earth(zoom: int) -> None:
    for box in (WHOLE, Box(-180, -85, 180, 85), Box(179.9, 84.9, 180, 85)):
        west, south, east, north = snapped(box, zoom)
        assert -180 <= west <= box.west < box.east <= east <= 180
        assert -90 <= south <= box.south < box.north <= north <= 90


def test_zoom_is_that_of_a_web_map() -> None:
    assert zoom_for(Box(-180, -85, 180, 85), 256) == 0
    assert zoom_for(Box(0, 0, 360 / 2**7, 1), 256) == 7


@pytest.mark.parametrize(
    ("name", "courses"),
    [
        ("Panj river", (("Panj",),)),
        ("Река Пяндж", (("Panj",),)),
        ("Tajik-Afghan border", (("Afghanistan", "Tajikistan"),)),
        ("Граница Таджикистана", ()),
        ("Farkhor", ()),
    ],
)
def test_a_name_of_a_river_or_a_border_is_known(name: str, courses: tuple[tuple[str, ...], ...]) -> None:
    assert courses_of(name) == courses


def test_a_border_lies_where_the_two_countries_meet() -> None:
    figure = line_of("Tajik-Afghan border")
    assert figure is not None
    assert figure.mark == "line"
    assert 67.5 < figure.box.west < figure.box.east < 75.5


def test_countries_do_not_leap_over_the_antimeridian() -> None:
    assert max(abs(a[0] - b[0]) for one in outlines.land() for a, b in zip(one.line, one.line[1:], strict=False)) < 180
