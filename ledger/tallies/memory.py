"""Where counts come from. For now they are counted each time."""

from ledger.filters.sets import Values
from ledger.selection import Selection
from ledger.tallies.counting import Counts, Tally, counted


def counts_of(selection: Selection, tally: Tally, values: Values | None = None) -> Counts:
    """`values` take the place of the selection's own filters."""
    return counted(tally, selection.values if values is None else values, selection.as_of)
