"""One question's counts: from the memory where there are some, else from the tables."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django.db import connection
from pyroaring import BitMap

from ledger.filters.sets import Values
from ledger.selection import Selection
from ledger.tallies import ends
from ledger.tallies.counting import Counts, Sums, Tally, added, change, counted
from ledger.tallies.index.answers import ends_of, sums_among
from ledger.tallies.index.index import Index
from ledger.tallies.index.keeping import KEEPER
from ledger.tallies.index.selecting import Selecting
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

    @cached_property
    def index(self) -> Index | None:
        """None: only the tables can tell."""
        return KEEPER.index_for(self._epoch, self.as_of, max(self.as_of, self._era.redacted))

    @cached_property
    def _selecting(self) -> Selecting:
        assert self.index is not None
        return Selecting(self.index, self.as_of, self._era, self._same)

    def _same(self, kind: str) -> Mapping[str, str]:
        return self.survivors.get(kind, {})

    def most(self, name: str, values: Values, limit: int) -> Mapping[str, int]:
        """By the index: the values of a quality that most rows have."""
        found: dict[str, int] = self.remembered(
            f"most/{name}/{limit}", values, lambda rows: self._most(name, rows, limit)
        )
        return found

    def _most(self, name: str, rows: BitMap, limit: int) -> dict[str, int]:
        return dict(self._selecting.index.most(name, rows, limit, self._same(name)))

    def most_with_sums(self, name: str, limit: int) -> list[tuple[str, Sums]]:
        def made(rows: BitMap) -> list[tuple[str, Sums]]:
            sums = sums_among(self._selecting.index, rows)
            return [(value, sums(self._selecting.having(name, value))) for value in self._most(name, rows, limit)]

        found: list[tuple[str, Sums]] = self.remembered(f"sums/{name}/{limit}", self.values, made)
        return found

    def reaching(self, number: int, values: Values) -> int:
        """By the index: in how many so many may have been killed, or certainly were where that is asked."""
        return len(self._selecting.rows({**values, "killed_min": number}))

    def remembered(self, name: str, values: Values, made: Callable[[BitMap], Any]) -> Any:
        """What the index tells of the rows that fit, from the memory where it was told at the same seq."""
        way = Way(lambda: made(self._selecting.rows(values)), lambda *_: None, lambda found: 500 + 1_000 * len(found))
        return self._recalled(f"index/{name}", values, way)

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
        index = self.index
        if index is not None:
            ends_found: ends.Ends = self.remembered("ends", self.values, lambda rows: ends_of(index, rows))
            return ends_found
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
        return recalled((self._epoch, *self._era, name, frozenset(values.items())), values, self.as_of, way)
