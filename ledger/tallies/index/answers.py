"""Counts of rows of the index: what PostgreSQL would count, by sets alone. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pyroaring import BitMap

from ledger.documents import CEILING, EXACT, FLOOR
from ledger.grid import Box
from ledger.tallies.cells import PARTS, UNIT
from ledger.tallies.counting import Counts, Key, Sums
from ledger.tallies.ends import Ends
from ledger.tallies.index.bitmaps import Days, points_within
from ledger.tallies.index.index import Index
from ledger.tallies.shapes import Unit

HARMS = ("killed", "injured")


class Counted(NamedTuple):
    """How many in each lane, and the sums of all of them."""

    by_lane: Mapping[str, int]
    sums: Sums


Bars = Mapping[date, Counted]


def sums_among(index: Index, rows: BitMap) -> Callable[[BitMap], Sums]:
    """Tells of any set how many of it are among these rows, then their sums of MEASURES (ledger/tallies/harms.py)."""
    sets: list[tuple[int, int, BitMap]] = [(0, 0, rows)]
    for number, harm in enumerate(HARMS):
        first = 1 + 4 * number
        for place, end in enumerate(("low", "top"), first):
            sets += [(place, shift, rows & bit) for shift, bit in enumerate(index.numbers[f"{harm}_{end}"].bits)]
        for place, state in enumerate(("open", "unknown"), first + 2):
            sets.append((place, 0, rows & index.flagged(f"{harm}_{state}")))
    some = [one for one in sets if one[2]]

    def sums(others: BitMap) -> Sums:
        found = [0] * (1 + 4 * len(HARMS))
        for place, shift, among in some:
            found[place] += others.intersection_cardinality(among) << shift
        return tuple(found)

    return sums


def ends_of(index: Index, rows: BitMap) -> Ends:
    """Of a span that is open at one end, only the other is known."""
    earliest, latest = index.earliest, index.latest
    begun, ended = earliest.on(date.fromisoformat(FLOOR)), latest.on(date.fromisoformat(CEILING))
    firsts = earliest.first(rows - begun), latest.first((rows & begun) - ended)
    lasts = latest.last(rows - ended), earliest.last((rows & ended) - begun)
    return Ends(len(rows), min(filter(None, firsts), default=None), max(filter(None, lasts), default=None))


def bars_of(index: Index, rows: BitMap, unit: Unit) -> Bars:
    """By the first day of the unit that holds the whole span, and by lane."""
    within = rows & index.flagged(f"single_{unit}")
    bars: dict[date, Counted] = {}
    lanes = [(lane, index.values["lane"][lane]) for lane in index.values["lane"]]
    sums = sums_among(index, within)
    for start, found in _periods(index.earliest, within, unit):
        counts = ((lane, found.intersection_cardinality(rows_of_lane)) for lane, rows_of_lane in lanes)
        bars[start] = Counted({lane: number for lane, number in counts if number}, sums(found))
    return bars


def _periods(days: Days, rows: BitMap, unit: Unit) -> Iterator[tuple[date, BitMap]]:
    """Those that are not empty."""
    by_start: dict[date, list[int]] = defaultdict(list)
    for number in days.months() if rows else ():
        if unit == "day":
            yield from days.by_day(number, rows)
        else:
            by_start[_start(number, unit)].append(number)
    for start, numbers in by_start.items():
        found = rows & days.of_span(numbers)
        if found:
            yield start, found


def _start(month: int, unit: Unit) -> date:
    year = month // 12
    if unit == "month":
        return date(year, month % 12 + 1, 1)
    return date(max(year // 10 * 10, 1) if unit == "decade" else year, 1, 1)


def cells_of(index: Index, rows: BitMap, box: Box, level: int) -> Counts:
    """By the keys of by_cell() (ledger/tallies/clusters.py); a seq is given where it is the only one of its key."""
    exact = index.values["place_precision"].any_of(EXACT)
    points, lanes = index.values["point"], index.values["lane"]
    sets = [
        (lane, vague, found)
        for lane in lanes for vague, found in ((False, rows & lanes[lane] & exact), (True, rows & lanes[lane] - exact))
        if found
    ]  # fmt: skip
    counts: dict[Key, Sums] = {}
    for value, longitude, latitude in points_within(points, box) if sets else ():
        there, cell = points[value], (_cell(longitude, 360, level), _cell(latitude, 180, level))
        east, north = round(longitude * UNIT), round(latitude * UNIT)
        for lane, vague, found in sets:
            number = found.intersection_cardinality(there)
            if number:
                key = (*cell, lane, vague)
                before, easts, norths, seq = counts.get(key, (0, 0, 0, 0))
                if number == 1:
                    seq = (found & there)[0]
                counts[key] = (before + number, easts + number * east, norths + number * north, seq)
    return counts


def _cell(degrees: float, whole: int, level: int) -> int:
    across: int = 2 ** (level + PARTS)
    return min(int((degrees + whole / 2) / whole * across), across - 1)
