"""Districts and the provinces they belong to, for the basemap: building.py's other half. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ledger.maps.building import PRECISION
from ledger.maps.names import area_key
from ledger.maps.topology import (
    Line,
    Position,
    Shape,
    Topology,
    box_of,
    cut,
    holds,
    owners,
    read_topology,
    thinned,
    without_unused,
    written,
)

TOLERANCE = 0.008
SMALLEST_RING = 0.02
RENAMED = {"Ghonchi": "Devashtich", "Jirgatol": "Lakhsh", "Tavildara": "Sangvor"}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is known of a country's parts: settlements with their province, districts' names with theirs."""

    settlements: tuple[tuple[Position, str], ...]
    districts: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_gazetteer(rows: Iterable[Mapping[str, str]], country: str) -> Gazetteer:
    """From the rows of incidents/gazetteer/places.csv."""
    own = [row for row in rows if row["country"] == country]
    provinces = {row["key"]: row["name"] for row in own if row["kind"] == "admin1"}
    above = {row["key"]: row["parent_key"] for row in own}

    def province(key: str) -> str:
        while key and key not in provinces:
            key = above.get(key, "")
        return provinces.get(key, "")

    settlements = tuple(
        ((float(row["longitude"]), float(row["latitude"])), name)
        for row in own if row["kind"] == "settlement" and row["longitude"] and (name := province(row["key"]))
    )  # fmt: skip
    districts: dict[str, set[str]] = {}
    names: dict[str, tuple[str, ...]] = {}
    for row in own:
        if row["kind"] != "admin2":
            continue
        spelt = (row["name"], *filter(None, row["aliases"].split("|")))
        for name in spelt:
            districts.setdefault(area_key(name), set()).add(province(row["key"]))
            names[area_key(name)] = spelt
    return Gazetteer(settlements, {key: frozenset(found) for key, found in districts.items()}, names)


def afghan_districts(document: Mapping[str, Any], gazetteer: Gazetteer) -> tuple[tuple[Line, ...], tuple[Shape, ...]]:
    source = read_topology(document)
    (shapes,) = source.layers.values()
    provinces = _provinces(source, shapes, gazetteer)
    return source.arcs, tuple(
        Shape(_area(one.properties["shapeName"].strip(), "AF", provinces[index], gazetteer), one.rings)
        for index, one in enumerate(shapes)
    )


def tajik_districts(
    districts: Mapping[str, Any], provinces: Mapping[str, Any], crosswalk: Sequence[Mapping[str, str]],
    gazetteer: Gazetteer,
) -> tuple[tuple[Line, ...], tuple[Shape, ...]]:  # fmt: skip
    outlines = [(one["properties"]["shapeName"], _geojson_rings(one["geometry"])) for one in provinces["features"]]
    areas = []
    for one in districts["features"]:
        rings = _geojson_rings(one["geometry"])
        centre = _inner_position(max(rings, key=len))
        province = next((name for name, outline in outlines if holds(outline, centre)), "")
        name = one["properties"]["shapeName"]
        today = [row for row in crosswalk if row["geoboundaries_2017_name"] == name]
        areas.append((_tajik_area(name.removesuffix(" District"), province, today, gazetteer), rings))
    return cut(areas)


def areas_map(arcs: Sequence[Line], shapes: Sequence[Shape], source: str) -> dict[str, Any]:
    whole = Topology(tuple(arcs), {"districts": tuple(shapes)})
    kept = tuple(
        Shape(one.properties, tuple(ring for ring in one.rings if _extent(whole.line(ring)) >= SMALLEST_RING))
        for one in shapes
    )
    slim = Topology(tuple(thinned(arc, TOLERANCE) for arc in arcs), {"districts": kept})
    return written(without_unused(slim), PRECISION, source=source)


def _tajik_area(
    name: str, province: str, today: Sequence[Mapping[str, str]], gazetteer: Gazetteer
) -> dict[str, Any]:  # fmt: skip
    current = next((row for row in today if "Ноҳияи" in row["name_tg"]), today[0] if today else None)
    shown = current["name_en_current"] if current else RENAMED.get(name, name)
    spelt = [name, *(row["name_en_current"] for row in today), *(row["name_tg"] for row in today)]
    area = _area(shown, "TJ", province, gazetteer)
    return {**area, "aliases": sorted({*area["aliases"], *spelt} - {shown})}


def _area(name: str, country: str, province: str, gazetteer: Gazetteer) -> dict[str, Any]:
    aliases = [spelt for spelt in gazetteer.names.get(area_key(name), ()) if spelt != name]
    return {"name": name, "country": country, "province": province, "aliases": aliases}


def _provinces(topology: Topology, shapes: Sequence[Shape], gazetteer: Gazetteer) -> list[str]:
    """Of each district: where its settlements lie; else where its name is unique; else what its neighbours say."""
    found = [_own_province(topology, shape, gazetteer) for shape in shapes]
    places = {id(shape): index for index, shape in enumerate(shapes)}
    neighbours: dict[int, Counter[int]] = {index: Counter() for index in range(len(shapes))}
    for number, both in owners(shapes).items():
        if len(both) == 2:
            one, other = (places[id(shape)] for shape in both)
            neighbours[one][other] += len(topology.arcs[number])
            neighbours[other][one] += len(topology.arcs[number])
    while not all(found):
        before = list(found)
        for index, name in enumerate(before):
            votes: Counter[str] = Counter()
            for other, length in neighbours[index].items():
                if before[other]:
                    votes[before[other]] += length
            if not name and votes:
                found[index] = votes.most_common(1)[0][0]
        if found == before:
            break
    return found


def _own_province(topology: Topology, shape: Shape, gazetteer: Gazetteer) -> str:
    rings = topology.rings(shape)
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    votes = Counter(
        province for (x, y), province in gazetteer.settlements
        if min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys) and holds(rings, (x, y))
    )  # fmt: skip
    named = gazetteer.districts.get(area_key(shape.properties["shapeName"]), frozenset())
    agreed = [name for name, _ in votes.most_common() if name in named]
    if agreed:
        return agreed[0]
    if len(named) == 1:
        return next(iter(named))
    return votes.most_common(1)[0][0] if votes else ""


def _geojson_rings(geometry: Mapping[str, Any]) -> list[Line]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [tuple((round(x, 6), round(y, 6)) for x, y, *_ in ring) for polygon in polygons for ring in polygon]


def _inner_position(ring: Line) -> Position:
    """Inside the ring, at the middle of the widest stretch of the parallel through its corners' mean."""
    y = sum(corner[1] for corner in ring) / len(ring) + 1e-7
    crossings = sorted(
        x1 + (x2 - x1) * (y - y1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(ring) if (y1 > y) != (y2 > y)
    )  # fmt: skip
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    west, east = max(stretches, key=lambda pair: pair[1] - pair[0])
    return (west + east) / 2, y


def _extent(ring: Line) -> float:
    box = box_of(ring)
    return max(box.east - box.west, box.north - box.south)
