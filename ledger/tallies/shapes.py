"""What counting gives. Numbers are exact; a sum of casualties is a range, since each figure is one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Unit = Literal["decade", "year", "month", "day"]
UNITS: tuple[Unit, ...] = ("decade", "year", "month", "day")
# Facets, by the name of the filter that narrows to one of their values.
Facet = Literal[
    "type", "lane", "country", "region", "district", "place", "actor", "facility", "publisher", "source", "precision",
    "place_precision", "tag", "killed_min",
]  # fmt: skip
Breakdown = Literal["month", "year", "type", "lane", "country", "district", "actor"]


@dataclass(frozen=True, slots=True)
class Harm:
    """Sums of the bounds that are known; `open_top`: some figure has no known end; `unknown`: incidents without one."""

    low: int
    high: int
    open_top: bool
    unknown: int


def together(harms: Iterable[Harm]) -> Harm:
    """Of incidents that do not overlap."""
    parts = list(harms)
    return Harm(
        sum(part.low for part in parts), sum(part.high for part in parts), any(part.open_top for part in parts),
        sum(part.unknown for part in parts),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """Incidents whose whole span lies within `first` to `last`, both included."""

    first: date
    last: date
    incidents: int
    by_lane: Mapping[str, int]
    killed: Harm
    injured: Harm


@dataclass(frozen=True, slots=True)
class Histogram:
    """`bars` in order of time, without the empty ones. `vague` counts what fits into no single unit, `total` both.
    `first` and `last` bound the known days of all of them; None where there is none."""

    unit: Unit
    bars: tuple[Bar, ...]
    vague: int
    total: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    incidents: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """Incidents whose public point lies in one cell. The point is their mean; `box` (west, south, east, north) holds
    them all. `record_id` is set where it is a single incident; `vague` counts those whose point stands for an area."""

    longitude: float
    latitude: float
    box: tuple[float, float, float, float]
    incidents: int
    vague: int
    by_lane: Mapping[str, int]
    record_id: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a chart's table: `value` as the filter of the same name takes it; "2025-12" for a month."""

    value: str
    incidents: int
    killed: Harm
    injured: Harm
