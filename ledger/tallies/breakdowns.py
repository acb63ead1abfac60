"""The rows of a chart's table: incidents and casualties by one quality. A row's numbers are those of its filter."""

from collections import defaultdict

from ledger.selection import Selection
from ledger.tallies.counting import Sums, Tally
from ledger.tallies.harms import COLUMNS, MEASURES, harms_of, summed
from ledger.tallies.histograms import histogram
from ledger.tallies.listing import by_value
from ledger.tallies.reading import Reading
from ledger.tallies.shapes import Breakdown, Row

TYPE = Tally("rows/type", ("type_code", "parent_code", *COLUMNS), ("entry.type_code", "entry.parent_code"), MEASURES)
LANE = Tally("rows/lane", ("lane", *COLUMNS), ("entry.lane",), MEASURES)


def breakdown(selection: Selection, by: Breakdown, limit: int = 200) -> tuple[Row, ...]:
    """By time: the last `limit` in order, without what fits into no single month or year. Otherwise most first.

    A type that has children counts theirs too, and an incident of two countries counts for each: rows may overlap.
    """
    if by == "month" or by == "year":
        size = 7 if by == "month" else 4
        bars = histogram(selection, by).bars[-limit:]
        return tuple(Row(bar.first.isoformat()[:size], bar.incidents, bar.killed, bar.injured) for bar in bars)
    reading = Reading(selection)
    if reading.index is not None:
        found = reading.most_with_sums(by, limit)
        return tuple(_row(value, sums) for value, sums in found)
    several: dict[str, list[Sums]] = defaultdict(list)
    for key, sums in reading.counts(_tally(reading, by)).items():
        for value in set(key):
            several[value].append(sums)
    rows = [_row(value, summed(sums)) for value, sums in several.items() if value]
    return tuple(sorted(rows, key=lambda row: (-row.incidents, row.value))[:limit])


def _tally(reading: Reading, by: Breakdown) -> Tally:
    if by == "type":
        return TYPE
    return LANE if by == "lane" else by_value(reading, by, columns=COLUMNS, measures=MEASURES)


def _row(value: str, sums: Sums) -> Row:
    killed, injured = harms_of(sums[1:])
    return Row(value, sums[0], killed, injured)
