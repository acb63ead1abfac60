"""Incidents by the cells of a grid that fits the zoom of a map: a million of them are as few signs as a hundred."""

from collections import defaultdict
from collections.abc import Sequence

from ledger.documents import EXACT
from ledger.grid import Box
from ledger.models import IncidentEntry
from ledger.selection import Selection
from ledger.tallies.cells import FINEST, PARTS, UNIT
from ledger.tallies.counting import Counts, Key, Sums, Tally
from ledger.tallies.index.answers import cells_of
from ledger.tallies.reading import Reading
from ledger.tallies.shapes import Cluster

MOST_POINTS = 30_000  # the index looks at each of them

Cell = tuple[int, int]
Found = list[tuple[Key, Sums]]


def clusters(selection: Selection, box: Box, zoom: int) -> tuple[Cluster, ...]:
    """Those within the box, by the first place, most first. A cell is about 64 pixels of a web map wide."""
    level = min(zoom + 2, FINEST)
    cells: dict[Cell, Found] = defaultdict(list)
    for key, sums in _counts(Reading(selection), box, level).items():
        cells[key[0] >> PARTS, key[1] >> PARTS].append((key, sums))
    singles = _ids_of([found[0][1][3] for found in cells.values() if _incidents(found) == 1])
    drawn = [_cluster(found, level, singles) for found in cells.values()]
    return tuple(sorted(drawn, key=lambda one: (-one.incidents, one.longitude, one.latitude)))


def _counts(reading: Reading, box: Box, level: int) -> Counts:
    index = reading.index
    if index is None or len(index.values["point"]) > MOST_POINTS:
        return reading.counts(by_cell(box, level))
    found: Counts = reading.remembered(
        f"cells/{level}/{box}", reading.values, lambda rows: cells_of(index, rows, box, level)
    )
    return found


def by_cell(box: Box, level: int) -> Tally:
    """By an eighth of a cell, lane and whether the point stands for an area. The sum of one seq is that seq."""
    across, last = 2 ** (level + PARTS), 2 ** (level + PARTS) - 1
    pieces = box.pieces()
    inside = " OR ".join(
        ["(entry.longitude BETWEEN %s AND %s AND entry.latitude BETWEEN %s AND %s)"] * len(pieces)
    )  # fmt: skip
    edges = tuple(edge for piece in pieces for edge in (piece.west, piece.east, piece.south, piece.north))
    named = ", ".join(f"'{precision}'" for precision in EXACT)
    return Tally(
        f"cells/{level}/{box}",
        ("longitude", "latitude", "lane", "place_precision"),
        (
            f"least(floor((entry.longitude + 180) / 360 * {across})::int, {last})",
            f"least(floor((entry.latitude + 90) / 180 * {across})::int, {last})",
            "entry.lane",
            f"entry.place_precision NOT IN ({named})",
        ),
        (f"round(entry.longitude * {UNIT})::bigint", f"round(entry.latitude * {UNIT})::bigint", "entry.pk"),
        f"WHERE ({inside})",
        edges,
    )


def _cluster(found: Found, level: int, singles: dict[int, str]) -> Cluster:
    count = _incidents(found)
    longitude, latitude = (round(sum(sums[place] for _, sums in found) / count / UNIT, 6) for place in (1, 2))
    by_lane: dict[str, int] = defaultdict(int)
    for (_, _, lane, _), sums in sorted(found):
        by_lane[lane] += sums[0]
    if count == 1:
        extent, record_id = (longitude, latitude, longitude, latitude), singles.get(found[0][1][3], "")
    else:
        extent, record_id = _extent([key for key, _ in found], level), ""
    vague = sum(sums[0] for key, sums in found if key[3])
    return Cluster(longitude, latitude, extent, count, vague, dict(by_lane), record_id)


def _incidents(found: Found) -> int:
    return sum(sums[0] for _, sums in found)


def _extent(keys: Sequence[Key], level: int) -> tuple[float, float, float, float]:
    across = 2 ** (level + PARTS)
    columns, rows = [key[0] for key in keys], [key[1] for key in keys]
    west, east = (column / across * 360 - 180 for column in (min(columns), max(columns) + 1))
    south, north = (row / across * 180 - 90 for row in (min(rows), max(rows) + 1))
    return west, south, east, north


def _ids_of(seqs: Sequence[int]) -> dict[int, str]:
    return dict(IncidentEntry.objects.filter(pk__in=seqs).values_list("pk", "record_id")) if seqs else {}
