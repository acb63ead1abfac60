"""The rows of a chart's table: incidents and casualties by one quality. A row's numbers are those of its filter."""

from collections import defaultdict

from ledger.selection import Selection
from ledger.tallies.counting import Sums, Tally
from ledger.tallies.harms import COLUMNS, MEASURES, harms_of, summed
from ledger.tallies.histograms import histogram
from ledger.tallies.memory import counts_of
from ledger.tallies.shapes import Breakdown, Row

TYPE = Tally("rows/type", ("type_code", "parent_code", *COLUMNS), ("entry.type_code", "entry.parent_code"), MEASURES)
LANE = Tally("rows/lane", ("lane", *COLUMNS), ("entry.lane",), MEASURES)
LISTS = {"country": "countries", "district": "districts", "actor": "actor_ids"}


def breakdown(selection: Selection, by: Breakdown, limit: int = 200) -> tuple[Row, ...]:
    """By time: the last `limit` in order, without what fits into no single month or year. Otherwise most first.

    A type that has children counts theirs too, and an incident of two countries counts for each: rows may overlap.
    """
    if by == "month" or by == "year":
        size = 7 if by == "month" else 4
        bars = histogram(selection, by).bars[-limit:]
        return tuple(Row(bar.first.isoformat()[:size], bar.incidents, bar.killed, bar.injured) for bar in bars)
    several: dict[str, list[Sums]] = defaultdict(list)
    for key, sums in counts_of(selection, _tally(by)).items():
        for value in set(key):
            several[value].append(sums)
    rows = [_row(value, summed(sums)) for value, sums in several.items()]
    return tuple(sorted(rows, key=lambda row: (-row.incidents, row.value))[:limit])


def _tally(by: Breakdown) -> Tally:
    if by == "type":
        return TYPE
    if by == "lane":
        return LANE
    column = LISTS[by]
    each = f"CROSS JOIN LATERAL (SELECT DISTINCT unnest(entry.{column})) AS own (value)"
    return Tally(f"rows/{by}", (column, *COLUMNS), ("own.value",), MEASURES, each)


def _row(value: str, sums: Sums) -> Row:
    killed, injured = harms_of(sums[1:])
    return Row(value, sums[0], killed, injured)
