"""What a map shows of a selection: clusters of points, and districts and provinces for what is known no closer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import floor, log2
from typing import Any

from django.db.models import Count

from ledger import tallies
from ledger.filters import narrowed
from ledger.grid import Box
from ledger.maps import outlines
from ledger.maps.figures import Figure, district_figure, province_figure
from ledger.selection import Selection
from ledger.tallies.shapes import Cluster

MOST_CLUSTERS = 500
TILE = 256.0
FINEST = 13
# What is known to an area alone, and which kind of area that is.
PRECISIONS: Mapping[str, str] = {"adm2": "district", "adm1": "province"}


@dataclass(frozen=True, slots=True)
class Area:
    """`filters` narrow a list to the incidents counted here."""

    name: str
    country: str
    kind: str
    incidents: int
    figure: Figure
    filters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Signs:
    """`total` counts all that is selected, with what cannot be drawn."""

    clusters: tuple[Cluster, ...]
    areas: tuple[Area, ...]
    total: int


def signs_of(selection: Selection, chain: str, box: Box, zoom: int) -> Signs:
    """At most 500 clusters: where there are more, those of a coarser grid."""
    found = tallies.clusters(selection, box, zoom)
    while len(found) > MOST_CLUSTERS and zoom > 0:
        zoom -= 1
        found = tallies.clusters(selection, box, zoom)
    return Signs(found, areas_of(selection, chain), tallies.total(selection))


def areas_of(selection: Selection, chain: str) -> tuple[Area, ...]:
    """Those whose outline is known, most incidents first. `chain` tells one state of the tables from another."""
    return _areas(chain, tuple(sorted(selection.values.items())), selection.as_of)


@lru_cache(maxsize=256)
def _areas(
    chain: str,  # noqa: ARG001 - part of the key under which the answer is kept
    values: tuple[tuple[str, Any], ...],
    as_of: int,
) -> tuple[Area, ...]:
    """By the first place's own district and province together: two countries have districts that sound alike."""
    rows = narrowed("incident", dict(values), as_of).filter(place_precision__in=PRECISIONS).order_by()
    counted = rows.values_list("place_precision", "admin1", "admin2").annotate(number=Count("pk"))
    areas = [area for row in counted if (area := _area(*row)) is not None]
    return tuple(sorted(areas, key=lambda area: (-area.incidents, area.name)))


def _area(precision: str, province: str, district: str, incidents: int) -> Area | None:
    country = next((code for code in outlines.AREA_FILES if outlines.province(province, code)), None)
    if country is None:
        return None
    if precision == "adm1":
        figure, name, filters = province_figure(province, country), province, {"region": province}
    else:
        figure, name = district_figure(district, country, province), district
        filters = {"region": province, "district": district}
    if figure is None:
        return None
    return Area(name, country, PRECISIONS[precision], incidents, figure, {**filters, "place_precision": precision})


def zoom_for(box: Box, pixels: int) -> int:
    """The web map's zoom at which the box is about so wide."""
    across = max(box.east - box.west, 1e-6)
    return max(0, min(FINEST, floor(log2(360.0 * pixels / TILE / across))))
