"""The basemap's outlines as Python reads them: found by name, kept in memory. The browser reads the same files."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ledger.grid import Box
from ledger.maps.names import area_key
from ledger.maps.topology import Line, Position, Shape, Topology, box_of, holds, owners, read_topology

FOLDER = Path(__file__).resolve().parents[2] / "static" / "daftar" / "basemap"
AREA_FILES = {"AF": "areas-af", "TJ": "areas-tj"}
SIDES = {"rivers": "name", "borders": "between"}  # what tells one line of a layer from the others
VOWELS = re.compile(r"[aeiou]|h\b|\s")


class Boxed(NamedTuple):
    """A line with the box that holds it, so that what is out of sight costs nothing."""

    box: Box
    line: Line


@dataclass(frozen=True, slots=True)
class Outline:
    """An area: `pieces` are the rings of the districts that make it up, `edge` the lines around all of them."""

    name: str
    country: str
    province: str
    pieces: tuple[Line, ...]
    edge: tuple[Line, ...]


@cache
def world() -> Topology:
    return _read("world")


@cache
def areas(country: str) -> Topology | None:
    return _read(AREA_FILES[country]) if country in AREA_FILES else None


@cache
def borders(*, disputed: bool) -> tuple[Boxed, ...]:
    shapes = [shape for shape in world().layers["borders"] if shape.properties["disputed"] == disputed]
    return tuple(_boxed(world(), shapes))


@cache
def rivers() -> tuple[Boxed, ...]:
    return tuple(_boxed(world(), world().layers["rivers"]))


@cache
def lakes() -> tuple[Boxed, ...]:
    return tuple(_boxed(world(), world().layers["lakes"]))


@cache
def land() -> tuple[Boxed, ...]:
    """Whole countries. Beyond the antimeridian they go on to the east of it, and do not leap to the west."""
    rings = [_unbroken(one.line) for one in _boxed(world(), world().layers["countries"])]
    return tuple(Boxed(box_of(ring), ring) for ring in rings)


@cache
def district_lines() -> tuple[Boxed, ...]:
    """Those between districts; the ones around them all are the country's border, which another source draws."""
    found: list[Boxed] = []
    for topology in filter(None, map(areas, AREA_FILES)):
        both = owners(topology.layers["districts"])
        inner = [topology.arcs[number] for number, beside in both.items() if len(beside) == 2]
        found += [Boxed(box_of(line), line) for line in inner]
    return tuple(found)


def country_at(position: Position) -> str:
    """The code of the region's country that holds the position, or nothing."""
    x, y = position
    for code, rings in _countries():
        near = [one.line for one in rings if one.box.west <= x <= one.box.east and one.box.south <= y <= one.box.north]
        if near and holds(near, position):
            return code
    return ""


def district(name: str, country: str, province: str = "") -> Outline | None:
    """A name that two provinces have needs the province to be found."""
    return _only(_districts(country), name, province)


def province(name: str, country: str) -> Outline | None:
    return _only(_provinces(country), name, "")


def codes() -> tuple[str, ...]:
    """Of the countries in and around the region."""
    return tuple(code for code, _ in _countries())


def country_names(codes: frozenset[str]) -> tuple[str, ...]:
    """As the basemap has them, in the order in which it names the two sides of a border."""
    return tuple(sorted(
        one.properties["name"] for one in world().layers["countries"] if one.properties["code"] in codes
    ))  # fmt: skip


def course(names: tuple[str, ...]) -> tuple[Line, ...]:
    """A river's by its name, or those of a border by its two countries'."""
    layer, own = ("rivers", names[0]) if len(names) == 1 else ("borders", list(names))
    shapes = [shape for shape in world().layers[layer] if shape.properties[SIDES[layer]] == own]
    return tuple(world().line(shape.rings[0]) for shape in shapes)


def _read(name: str, folder: Path = FOLDER) -> Topology:
    return read_topology(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))


def _boxed(topology: Topology, shapes: Iterable[Shape]) -> Iterator[Boxed]:
    for shape in shapes:
        for line in topology.rings(shape):
            yield Boxed(box_of(line), line)


def _unbroken(ring: Line) -> Line:
    turns, positions = 0, [ring[0]]
    for (before, _), (longitude, latitude) in pairwise(ring):
        turns += (before - longitude > 180.0) - (longitude - before > 180.0)
        positions.append((longitude + 360.0 * turns, latitude))
    return tuple(positions)


@cache
def _countries() -> tuple[tuple[str, tuple[Boxed, ...]], ...]:
    shapes = [shape for shape in world().layers["countries"] if shape.properties["code"]]
    return tuple((shape.properties["code"], tuple(_boxed(world(), [shape]))) for shape in shapes)


Index = Mapping[str, tuple[Outline, ...]]


def _only(index: Index, name: str, province: str) -> Outline | None:
    """By how the name sounds, else by its consonants alone: Shahr-e Buzurg is Shahri Buzurg."""
    for key in (area_key(name), _consonants(name)):
        found = index.get(key, ())
        here = [one for one in found if area_key(one.province) == area_key(province)] if province else []
        if here or len(found) == 1:
            return (here or found)[0]
    return None


def _consonants(name: str) -> str:
    return "~" + VOWELS.sub("", area_key(name))


@cache
def _districts(country: str) -> Index:
    """By every name that a district has."""
    topology = areas(country)
    if topology is None:
        return {}
    found: dict[str, dict[str, Outline]] = {}
    for shape in topology.layers["districts"]:
        properties = shape.properties
        outline = _outline(topology, properties["name"], [shape])
        for name in (properties["name"], *properties["aliases"]):
            for key in (area_key(name), _consonants(name)):
                found.setdefault(key, {}).setdefault(f"{properties['province']}/{properties['name']}", outline)
    return {key: tuple(named.values()) for key, named in found.items()}


@cache
def _provinces(country: str) -> Index:
    topology = areas(country)
    if topology is None:
        return {}
    members: dict[str, list[Shape]] = {}
    for shape in topology.layers["districts"]:
        members.setdefault(shape.properties["province"], []).append(shape)
    found: dict[str, tuple[Outline, ...]] = {}
    for name, shapes in members.items():
        outline = _outline(topology, name, shapes)
        found[area_key(name)] = found[_consonants(name)] = (outline,)
    return found


def _outline(topology: Topology, name: str, shapes: list[Shape]) -> Outline:
    edge = tuple(topology.arcs[number] for number, beside in owners(shapes).items() if len(beside) == 1)
    pieces = tuple(ring for shape in shapes for ring in topology.rings(shape))
    return Outline(name, shapes[0].properties["country"], shapes[0].properties["province"], pieces, edge)
