"""The gazetteer that ships with the product, read from places.csv. Pure."""

import csv
from dataclasses import dataclass
from pathlib import Path

PLACES = Path(__file__).parent / "places.csv"


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """`key` says where the row came from: geonames:1220479, admin:TJ.02, country:TJ, or one of ours (river:panj)."""

    key: str
    name: str
    kind: str
    country: str
    parent_key: str
    latitude: float | None
    longitude: float | None
    population: int = 0
    aliases: tuple[str, ...] = ()


def read_gazetteer(path: Path = PLACES) -> tuple[GazetteerRow, ...]:
    """Every place, parents before the places that they contain."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_row(fields) for fields in csv.DictReader(file))


def _row(fields: dict[str, str]) -> GazetteerRow:
    return GazetteerRow(
        key=fields["key"],
        name=fields["name"],
        kind=fields["kind"],
        country=fields["country"],
        parent_key=fields["parent_key"],
        latitude=_number(fields["latitude"]),
        longitude=_number(fields["longitude"]),
        population=int(fields["population"] or 0),
        aliases=tuple(alias for alias in fields["aliases"].split("|") if alias),
    )


def _number(text: str) -> float | None:
    return float(text) if text else None
