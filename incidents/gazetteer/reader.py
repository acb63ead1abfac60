"""Reads the gazetteer that every register starts with. Pure but for reading its own files."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """`key` is "country:TJ", "admin:TJ.02", "geonames:1220479" or "ours:panj-river"; points are WGS 84 degrees."""

    key: str
    name: str
    kind: str
    country: str
    parent_key: str
    latitude: float | None
    longitude: float | None
    population: int
    aliases: tuple[str, ...]


def read_gazetteer(folder: Path = FOLDER) -> tuple[GazetteerRow, ...]:
    """GeoNames rows, then our own; a row of ours with a known key gives that place its current name and spellings."""
    rows = {row.key: row for row in _rows(folder / "places.csv")}
    for row in _rows(folder / "additions.csv"):
        known = rows.get(row.key)
        rows[row.key] = _renamed(known, row) if known else row
    return tuple(rows.values())


def _renamed(known: GazetteerRow, ours: GazetteerRow) -> GazetteerRow:
    aliases = tuple(dict.fromkeys((*ours.aliases, known.name, *known.aliases)))
    return GazetteerRow(
        known.key, ours.name, known.kind, known.country, ours.parent_key or known.parent_key, known.latitude,
        known.longitude, known.population, aliases,
    )  # fmt: skip


def _rows(path: Path) -> Iterator[GazetteerRow]:
    with path.open(encoding="utf-8", newline="") as file:
        for values in csv.DictReader(file):
            yield _row(values)


def _row(values: Mapping[str, str]) -> GazetteerRow:
    latitude, longitude = (float(values[name]) if values[name] else None for name in ("latitude", "longitude"))
    return GazetteerRow(
        values["key"], values["name"], values["kind"], values["country"], values["parent_key"], latitude,
        longitude,
        int(values["population"] or 0), tuple(alias for alias in values["aliases"].split("|") if alias),
    )  # fmt: skip
