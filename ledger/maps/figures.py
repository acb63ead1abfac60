"""What is drawn for a place: a point, a ring, an area, a line, or nothing, as exactly as the place is known."""

from dataclasses import dataclass
from typing import Literal

from ledger.documents import PlaceReference
from ledger.grid import Box
from ledger.maps import outlines
from ledger.maps.frames import around, middle_of
from ledger.maps.topology import Line, Position, box_of
from ledger.search import name_key

Mark = Literal["point", "ring", "area", "line"]
# A river by its name, or the border of two countries by theirs, as the basemap has them.
Course = tuple[str, ...]
# "Near" says no distance; this one is drawn, and said.
NEAR_KM = 10.0
DISTRICT_KM, PROVINCE_KM = 25.0, 80.0
RIVERS = {"Panj": "panj pyanj пяндж панҷ پنج", "Amu Darya": "amu darya амударья амударё آمو"}
BORDER_WORDS = frozenset(name_key("border frontier граница сарҳад مرز").split())
STATES = {
    "TJ": "tajik tajikistan таджикская тоҷикистон تاجیکستان",
    "AF": "afghan afghanistan афганская афғонистон افغانستان",
    "KG": "kyrgyz kyrgyzstan киргизская қирғизистон قرقیزستان",
    "UZ": "uzbek uzbekistan узбекская ӯзбекистон ازبکستان",
    "CN": "chinese china китайская чин چین",
    "PK": "pakistani pakistan пакистанская покистон پاکستان",
    "TM": "turkmen turkmenistan туркменская туркманистон ترکمنستان",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """`lines` are the area's rings, or the line; `edge` the lines around an area; `at` where its name goes."""

    mark: Mark
    at: Position
    kilometres: float = 0.0
    lines: tuple[Line, ...] = ()
    edge: tuple[Line, ...] = ()

    @property
    def box(self) -> Box:
        if self.lines:
            return box_of(position for line in self.lines for position in line)
        return around(self.at, self.kilometres)


def figure_of(place: PlaceReference) -> Figure | None:
    """None for what is known to the country at most: a mark in its middle would say something untrue."""
    point = (place["point"][0], place["point"][1]) if place["point"] else None
    match place["precision"]:
        case "site" | "place":
            return Figure("point", point) if point else None
        case "near":
            return Figure("ring", point, NEAR_KM) if point else None
        case "adm2" | "district":
            return _district(place) or _ring(point, DISTRICT_KM)
        case "adm1":
            return _area(outlines.province(place["admin1"] or place["name"], place["country"] or "")) or _ring(
                point, PROVINCE_KM
            )
        case "linear_fuzzy":
            return line_of(place["name"]) or _district(place) or _ring(point, NEAR_KM)
        case _:
            return None


def line_of(name: str) -> Figure | None:
    """A border or a river that bears this name."""
    lines = tuple(line for course in courses_of(name) for line in outlines.course(course))
    return Figure("line", middle_of(max(lines, key=len)), lines=lines) if lines else None


def courses_of(name: str) -> tuple[Course, ...]:
    words = set(name_key(name).split())
    if words & BORDER_WORDS:
        codes = frozenset(code for code, names in STATES.items() if words & set(name_key(names).split()))
        return (outlines.country_names(codes),) if len(codes) == 2 else ()
    return tuple((river,) for river, names in RIVERS.items() if words & set(name_key(names).split()))


def district_figure(name: str, country: str, province: str = "") -> Figure | None:
    return _area(outlines.district(name, country, province))


def province_figure(name: str, country: str) -> Figure | None:
    return _area(outlines.province(name, country))


def _district(place: PlaceReference) -> Figure | None:
    name = place["admin2"] or (place["name"] if place["precision"] != "linear_fuzzy" else None)
    return district_figure(name, place["country"] or "", place["admin1"] or "") if name else None


def _area(outline: outlines.Outline | None) -> Figure | None:
    if outline is None:
        return None
    largest = max(outline.pieces, key=len)
    box = box_of(largest)
    middle = (box.west + box.east) / 2, (box.south + box.north) / 2
    return Figure("area", middle, lines=outline.pieces, edge=outline.edge)


def _ring(point: Position | None, kilometres: float) -> Figure | None:
    return Figure("ring", point, kilometres) if point else None
