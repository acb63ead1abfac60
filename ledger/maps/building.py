"""The outlines that maps are drawn from, made once from published data: static/daftar/basemap/README.md. Pure.

Nothing here runs when the site does.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from ledger.grid import Box
from ledger.maps.topology import (
    ArcNumbers,
    Line,
    Position,
    Shape,
    Topology,
    box_of,
    owners,
    read_topology,
    thinned,
    without_unused,
    written,
)

PRECISION = 0.001  # degrees, about 100 metres
REGION = Box(55.0, 29.0, 80.0, 46.0)
FINE, COARSE = 0.006, 0.3
SMALLEST = 2.0  # degrees across: smaller islands are left out of the rest of the world
NEAR_BORDER = 0.12
CODES = {
    "Afghanistan": "AF", "Tajikistan": "TJ", "Uzbekistan": "UZ", "Kyrgyzstan": "KG", "Turkmenistan": "TM",
    "Pakistan": "PK", "China": "CN", "Iran": "IR", "Kazakhstan": "KZ", "India": "IN", "Russia": "RU",
}  # fmt: skip
LEASED = {"Baikonur"}  # a country of its own in the source
# Drawn broken: a side does not accept the line that Natural Earth shows. Each with the parallel it begins at.
DISPUTED = {
    frozenset(("India", "Pakistan")): 32.3,
    frozenset(("India", "China")): 0.0,
    frozenset(("Afghanistan", "Pakistan")): 0.0,
}
DISPUTED_AREA = "Siachen Glacier"
# The source has no names: the rivers, by a position that each passes.
RIVERS = {
    "Amu Darya": (58.56, 43.94),
    "Panj": (72.66, 37.03),
    "Syr Darya": (66.6, 44.0),
    "Naryn": (73.3, 41.78),
    "Helmand": (68.48, 34.58),
    "Indus": (79.22, 33.0),
}
# Here the border runs in the river's bed, and is known better than the river: the two countries, and how far east
# and west of it the river goes with them.
RIVERS_AT_BORDERS = (
    ("Panj", frozenset(("Tajikistan", "Afghanistan")), 68.0, 73.5),
    ("Amu Darya", frozenset(("Tajikistan", "Afghanistan")), 60.0, 68.0),
    ("Amu Darya", frozenset(("Uzbekistan", "Afghanistan")), 60.0, 70.0),
    ("Amu Darya", frozenset(("Turkmenistan", "Afghanistan")), 65.7, 70.0),
)

Named = tuple[dict[str, Any], Line]


def world_map(countries: Mapping[str, Any], waters: Mapping[str, Any], source: str) -> dict[str, Any]:
    """From Natural Earth's countries at 1:10 million, and its rivers and lakes at 1:50 million."""
    whole = read_topology(countries)
    kept = [
        (one, rings) for one in whole.layers["countries"] if (rings := _large_enough(whole, one))
    ]  # fmt: skip
    shapes = tuple(Shape(_country(one.properties["name"]), rings) for one, rings in kept)
    borders = list(_borders(whole))
    water = read_topology(waters)
    lines: dict[str, list[Named]] = {
        "borders": [({"between": sorted(pair), "disputed": disputed}, line) for pair, disputed, line in borders],
        "rivers": [*_border_rivers(borders), *_rivers(water, [line for _, _, line in borders])],
        "lakes": [({}, ring) for one in water.layers["lakes"] for ring in water.rings(one) if _in_region(ring)],
    }
    return _assembled(whole.arcs, shapes, lines, source)


def _assembled(
    arcs: Iterable[Line], shapes: tuple[Shape, ...], lines: Mapping[str, list[Named]], source: str
) -> dict[str, Any]:
    every = [_thinned(arc) for arc in arcs]
    numbers = {arc: number for number, arc in enumerate(every)}  # a border is the arc of the countries beside it
    layers = {"countries": shapes}
    for name, named in lines.items():
        found = []
        for properties, line in named:
            arc = _thinned(line)
            if arc not in numbers:
                numbers[arc] = len(every)
                every.append(arc)
            found.append(Shape(properties, ((numbers[arc],),)))
        layers[name] = tuple(found)
    return written(without_unused(Topology(tuple(every), layers)), PRECISION, source=source)


def _country(name: str) -> dict[str, Any]:
    return {"name": name, "code": CODES.get(name, "")}


def _large_enough(topology: Topology, shape: Shape) -> tuple[ArcNumbers, ...]:
    return tuple(
        numbers for numbers in shape.rings
        if (ring := topology.line(numbers)) and (_in_region(ring) or _extent(ring) >= SMALLEST)
    )  # fmt: skip


def _borders(topology: Topology) -> Iterator[tuple[frozenset[str], bool, Line]]:
    for number, both in owners(topology.layers["countries"]).items():
        names = frozenset(one.properties["name"] for one in both)
        if len(names) != 2 or names & LEASED:
            continue
        line = topology.arcs[number]
        if DISPUTED_AREA in names:
            yield names, True, line
        elif names in DISPUTED:
            yield from ((names, north, part) for north, part in _parted(line, DISPUTED[names]))
        else:
            yield names, False, line


def _parted(line: Line, parallel: float) -> Iterator[tuple[bool, Line]]:
    """The line in pieces, each with whether it lies north of the parallel."""
    piece = [line[0]]
    for before, position in pairwise(line):
        piece.append(position)
        if (before[1] >= parallel) != (position[1] >= parallel):
            yield before[1] >= parallel, tuple(piece)
            piece = [position]
    if len(piece) > 1:
        yield piece[-1][1] >= parallel, tuple(piece)


def _border_rivers(borders: Iterable[tuple[frozenset[str], bool, Line]]) -> Iterator[Named]:
    for pair, _, line in borders:
        for name, countries, west, east in RIVERS_AT_BORDERS:
            if pair == countries:
                yield from (({"name": name}, part) for part in _runs(line, lambda x, w=west, e=east: w <= x[0] <= e))


def _rivers(water: Topology, borders: list[Line]) -> Iterator[Named]:
    beds = [position for line in borders if _in_region(line) for position in line]
    for one in water.layers["rivers"]:
        for line in water.rings(one):
            name = next((name for name, spot in RIVERS.items() if _passes(line, spot)), "")
            known = name in ("Amu Darya", "Panj")
            parts = _runs(line, lambda p, known=known: _inside(p) and not (known and _near(p, beds)))
            yield from (({"name": name}, part) for part in parts)


def _runs(line: Line, wanted: Any) -> Iterator[Line]:
    piece: list[Position] = []
    for position in line:
        if wanted(position):
            piece.append(position)
        elif piece:
            if len(piece) > 1:
                yield tuple(piece)
            piece = []
    if len(piece) > 1:
        yield tuple(piece)


def _thinned(line: Line) -> Line:
    return thinned(line, FINE if _in_region(line) else COARSE)


def _inside(position: Position) -> bool:
    return REGION.west <= position[0] <= REGION.east and REGION.south <= position[1] <= REGION.north


def _in_region(line: Line) -> bool:
    return any(map(_inside, line))


def _extent(ring: Line) -> float:
    box = box_of(ring)
    return max(box.east - box.west, box.north - box.south)


def _near(position: Position, others: Iterable[Position], reach: float = NEAR_BORDER) -> bool:
    return any(abs(position[0] - x) < reach and abs(position[1] - y) < reach for x, y in others)


def _passes(line: Line, spot: Position) -> bool:
    return _near(spot, line, 0.05)
