"""What a map shows of a selection: clusters of points, and what is known only roughly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log2

from ledger import tallies
from ledger.filters import entries_of
from ledger.grid import Box
from ledger.maps.rough import Rough, rough_of
from ledger.selection import Selection
from ledger.tallies.shapes import Cluster

WORLD = Box(-180.0, -85.0, 180.0, 85.0)
MOST_CLUSTERS = 500
TILE = 256.0
FINEST = 13


@dataclass(frozen=True, slots=True)
class Signs:
    """`precisions` of the clusters that are one incident, by its id. `total` counts all that is selected, with what
    cannot be drawn."""

    clusters: tuple[Cluster, ...]
    rough: tuple[Rough, ...]
    precisions: Mapping[str, str]
    total: int

    def is_near(self, cluster: Cluster) -> bool:
        return self.precisions.get(cluster.record_id) == "near"


def signs_of(selection: Selection, box: Box, zoom: int) -> Signs:
    """At most 500 clusters, of a coarser grid where there are more; those around the box too, up to a grid's edge."""
    found = tallies.clusters(selection, snapped(box, zoom), zoom)
    while len(found) > MOST_CLUSTERS and zoom > 0:
        zoom -= 1
        found = tallies.clusters(selection, snapped(box, zoom), zoom)
    singles = [cluster.record_id for cluster in found if cluster.record_id]
    return Signs(found, rough_of(selection), _precisions(singles, selection.as_of), tallies.total(selection))


def drawn(selection: Selection, signs: Signs) -> int:
    """How many are shown somewhere on earth."""
    points = sum(cluster.incidents for cluster in tallies.clusters(selection, WORLD, 0))
    return points + sum(one.incidents for one in signs.rough)


def snapped(box: Box, zoom: int) -> Box:
    """Its edges moved outwards to a grid of half a tile, so that neighbouring views ask for the same, which is kept."""
    across, down = 180.0 / 2**zoom, 90.0 / 2**zoom
    return Box(
        max(floor(box.west / across) * across, WORLD.west),
        max(floor(box.south / down) * down, -90.0),
        min(ceil(box.east / across) * across, WORLD.east),
        min(ceil(box.north / down) * down, 90.0),
    )


def zoom_for(box: Box, pixels: int) -> int:
    """The web map's zoom at which the box is about so wide."""
    across = max(box.east - box.west, 1e-6)
    return max(0, min(FINEST, floor(log2(360.0 * pixels / TILE / across))))


def _precisions(ids: Sequence[str], as_of: int) -> dict[str, str]:
    if not ids:
        return {}
    rows = entries_of("incident").as_of(as_of).filter(record_id__in=ids)
    return dict(rows.values_list("record_id", "place_precision"))
