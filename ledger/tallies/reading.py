"""One question's counts: from the memory where there are some, else from the tables."""

from functools import cached_property
from typing import Any

from django.db import connection

from ledger.filters.sets import Values
from ledger.paging import fingerprint
from ledger.selection import Selection
from ledger.tallies import ends
from ledger.tallies.counting import Counts, Tally, added, change, counted
from ledger.tallies.memory import Era, Way, era_of, recalled
from ledger.tallies.merging import redirects


class Reading:
    def __init__(self, selection: Selection) -> None:
        self.values, self.as_of, self._epoch = selection.values, selection.as_of, selection.epoch

    @cached_property
    def _era(self) -> Era:
        return era_of(self.as_of)

    @cached_property
    def survivors(self) -> dict[str, dict[str, str]]:
        """By kind: the id that stands for each merged one."""
        return redirects(self.as_of) if self._era.merged else {}

    def counts(self, tally: Tally, values: Values | None = None) -> Counts:
        """`values` take the place of the selection's own filters."""
        narrowed = self.values if values is None else values
        way = Way(
            lambda: counted(tally, narrowed, self.as_of),
            lambda counts, before: added(counts, change(tally, narrowed, before, self.as_of)),
            lambda counts: len(counts) * (200 + 60 * len(tally.keys) + 40 * len(tally.measures)),
        )
        found: Counts = self._recalled(tally.name, narrowed, way)
        return found

    @property
    def ends(self) -> ends.Ends:
        way = Way(
            lambda: ends.counted(self.values, self.as_of),
            lambda known, before: ends.carried(known, self.values, before, self.as_of),
            lambda _: 500,
        )
        found: ends.Ends = self._recalled("ends", self.values, way)
        return found

    def _recalled(self, name: str, values: Values, way: Way) -> Any:
        # What is read inside a transaction may be rolled back, and its numbers given again.
        if connection.in_atomic_block:
            return way.anew()
        return recalled((self._epoch, *self._era, name, fingerprint(values)), values, self.as_of, way)
