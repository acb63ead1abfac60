"""Outlines that share their borders: TopoJSON read, made from polygons, thinned out and written. Pure.

A border between two areas is one arc that both name, so thinning it keeps them together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any

from ledger.grid import Box

Position = tuple[float, float]
Line = tuple[Position, ...]
ArcNumbers = tuple[int, ...]  # one's complement where the arc is walked backwards, as TopoJSON has it


@dataclass(frozen=True, slots=True)
class Shape:
    """`rings` of arcs; a line has one that does not close."""

    properties: Mapping[str, Any]
    rings: tuple[ArcNumbers, ...]


@dataclass(frozen=True, slots=True)
class Topology:
    arcs: tuple[Line, ...]
    layers: Mapping[str, tuple[Shape, ...]]

    def line(self, numbers: ArcNumbers) -> Line:
        """The arcs end to end, each junction once."""
        positions: list[Position] = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            positions.extend(arc[1:] if positions else arc)
        return tuple(positions)

    def rings(self, shape: Shape) -> tuple[Line, ...]:
        return tuple(self.line(ring) for ring in shape.rings)


def owners(shapes: Iterable[Shape]) -> dict[int, list[Shape]]:
    """By the number of an arc: whose border it is."""
    found: dict[int, list[Shape]] = {}
    for shape in shapes:
        for number in {number if number >= 0 else ~number for ring in shape.rings for number in ring}:
            found.setdefault(number, []).append(shape)
    return found


def box_of(positions: Iterable[Position]) -> Box:
    found = list(positions)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Box(min(xs), min(ys), max(xs), max(ys))


def read_topology(document: Mapping[str, Any]) -> Topology:
    transform = document.get("transform")
    arcs = tuple(tuple(_positions(arc, transform)) for arc in document["arcs"])
    layers = {
        name: tuple(Shape(_properties(one), tuple(_rings(one))) for one in collection.get("geometries", []))
        for name, collection in document["objects"].items()
    }
    return Topology(arcs, layers)


def written(topology: Topology, precision: float, **members: Any) -> dict[str, Any]:
    """As TopoJSON whose positions are whole multiples of `precision`; `members` stand beside them."""
    return {
        "type": "Topology",
        **members,
        "transform": {"scale": [precision, precision], "translate": [0, 0]},
        "objects": {name: _collection(shapes) for name, shapes in topology.layers.items()},
        "arcs": [_steps(arc, precision) for arc in topology.arcs],
    }


def cut(areas: Sequence[tuple[Mapping[str, Any], Sequence[Line]]]) -> tuple[tuple[Line, ...], tuple[Shape, ...]]:
    """Polygons whose neighbours have the same corners, as arcs that begin and end where three areas meet."""
    junctions = _junctions(ring for _, rings in areas for ring in rings)
    numbers: dict[Line, int] = {}
    arcs: list[Line] = []
    shapes = []
    for properties, rings in areas:
        cut_rings = [
            tuple(_number(arc, numbers, arcs) for arc in _arcs_of(ring, junctions)) for ring in rings if len(ring) > 3
        ]
        shapes.append(Shape(properties, tuple(cut_rings)))
    return tuple(arcs), tuple(shapes)


def thinned(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker's, in degrees of latitude. A ring keeps its farthest corner, so that it stays an area."""
    if len(line) < 3:
        return line
    kept = {0, len(line) - 1}
    pending = [(0, len(line) - 1)]
    if line[0] == line[-1]:
        middle = max(range(len(line)), key=lambda index: _square(line[0], line[index]))
        kept.add(middle)
        pending = [(0, middle), (middle, len(line) - 1)]
    while pending:
        first, last = pending.pop()
        index, distance = _farthest(line, first, last)
        if distance > tolerance**2:
            kept.add(index)
            pending += [(first, index), (index, last)]
    return tuple(line[index] for index in sorted(kept))


def holds(rings: Iterable[Line], position: Position) -> bool:
    """Whether a position lies within the rings, by the rule of even and odd."""
    x, y = position
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def without_unused(topology: Topology) -> Topology:
    used = sorted({number if number >= 0 else ~number for shape in _every(topology) for ring in shape.rings
                   for number in ring})  # fmt: skip
    renumbered = {old: new for new, old in enumerate(used)}

    def again(number: int) -> int:
        return renumbered[number] if number >= 0 else ~renumbered[~number]

    layers = {
        name: tuple(Shape(one.properties, tuple(tuple(map(again, ring)) for ring in one.rings)) for one in shapes)
        for name, shapes in topology.layers.items()
    }
    return Topology(tuple(topology.arcs[number] for number in used), layers)


def _every(topology: Topology) -> Iterator[Shape]:
    for shapes in topology.layers.values():
        yield from shapes


def _positions(arc: Sequence[Sequence[float]], transform: Mapping[str, Any] | None) -> Iterator[Position]:
    if transform is None:
        yield from ((x, y) for x, y, *_ in arc)
        return
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0.0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield round(x * scale_x + left, 5), round(y * scale_y + bottom, 5)


def _properties(geometry: Mapping[str, Any]) -> dict[str, Any]:
    own = dict(geometry.get("properties") or {})
    return {**own, "id": geometry["id"]} if "id" in geometry else own


def _rings(geometry: Mapping[str, Any]) -> Iterator[ArcNumbers]:
    arcs, kind = geometry.get("arcs", []), geometry["type"]
    if kind == "LineString":
        yield tuple(arcs)
    elif kind in ("Polygon", "MultiLineString"):
        yield from map(tuple, arcs)
    elif kind == "MultiPolygon":
        for polygon in arcs:
            yield from map(tuple, polygon)


def _collection(shapes: Sequence[Shape]) -> dict[str, Any]:
    """All as lines: whether to fill them is the layer's matter, and even and odd tells holes from islands."""
    return {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "MultiLineString", "properties": dict(one.properties), "arcs": one.rings} for one in shapes
        ],
    }


def _steps(arc: Line, precision: float) -> list[list[int]]:
    whole = [(round(x / precision), round(y / precision)) for x, y in arc]
    steps = [[whole[0][0], whole[0][1]]]
    for (x1, y1), (x2, y2) in pairwise(whole):
        if (x1, y1) != (x2, y2):
            steps.append([x2 - x1, y2 - y1])
    return steps if len(steps) > 1 else [*steps, [0, 0]]


def _junctions(rings: Iterable[Line]) -> set[Position]:
    """Corners whose neighbours are not the same in every ring that passes them."""
    neighbours: dict[Position, frozenset[Position]] = {}
    junctions: set[Position] = set()
    for ring in rings:
        corners = ring[:-1]
        for index, corner in enumerate(corners):
            pair = frozenset((corners[index - 1], corners[(index + 1) % len(corners)]))
            if neighbours.setdefault(corner, pair) != pair:
                junctions.add(corner)
    return junctions


def _arcs_of(ring: Line, junctions: set[Position]) -> Iterator[Line]:
    corners = ring[:-1]
    first = next((index for index, corner in enumerate(corners) if corner in junctions), None)
    if first is None:
        first = corners.index(min(corners))
    turned = (*corners[first:], *corners[:first], corners[first])
    begin = 0
    for index in range(1, len(turned)):
        if turned[index] in junctions or index == len(turned) - 1:
            yield turned[begin : index + 1]
            begin = index


def _number(arc: Line, numbers: dict[Line, int], arcs: list[Line]) -> int:
    if arc in numbers:
        return numbers[arc]
    if arc[::-1] in numbers:
        return ~numbers[arc[::-1]]
    numbers[arc] = len(arcs)
    arcs.append(arc)
    return numbers[arc]


def _farthest(line: Line, first: int, last: int) -> tuple[int, float]:
    index, distance = first, 0.0
    for between in range(first + 1, last):
        square = _from_segment(line[between], line[first], line[last])
        if square > distance:
            index, distance = between, square
    return index, distance


def _from_segment(position: Position, start: Position, end: Position) -> float:
    """The square of the distance."""
    narrowing = cos(radians(start[1]))
    x, y = (position[0] - start[0]) * narrowing, position[1] - start[1]
    along_x, along_y = (end[0] - start[0]) * narrowing, end[1] - start[1]
    length = along_x**2 + along_y**2
    part = max(0.0, min(1.0, (x * along_x + y * along_y) / length)) if length else 0.0
    return (x - part * along_x) ** 2 + (y - part * along_y) ** 2


def _square(one: Position, other: Position) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
