"""All incident entries of a ledger by their values, superseded ones too: the ledger only grows, and so does this.

A row is the seq of its edition. What is asked as of a seq is asked of the rows that were current then.
"""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from pyroaring import BitMap

from ledger.tallies.index.bitmaps import Days, Postings, Slices, bitmap_of, numbers_of
from ledger.tallies.index.columns import Columns
from ledger.tallies.index.loading import ENDED, ENDED_BY, GONE, NUMBERS, QUALITIES, ROWS, Found

# Of these there are thousands of values.
IN_COLUMNS = ("actor", "facility", "place")
FEW_ROWS = 60_000
LARGEST_SEQ = 2**31 - 1
MOMENTS = 4


class Index:
    def __init__(self, epoch: str) -> None:
        self.epoch, self.seq = epoch, 0
        self.values = {name: Postings() for name in QUALITIES if name not in NUMBERS}
        self.numbers = {name: Slices() for name in NUMBERS}
        self.columns = {name: Columns() for name in IN_COLUMNS}
        self.earliest, self.latest = self._days("earliest"), self._days("latest")
        # Only those that are not the span's own ends.
        self.certain_first, self.certain_last = self._days("certain_first"), self._days("certain_last")
        self._ended, self._ended_by = array("I"), array("I")
        self._gone = BitMap()
        self._current: OrderedDict[int, BitMap] = OrderedDict()

    def _days(self, name: str) -> Days:
        return Days(self.values[f"{name}_month"], self.values[f"{name}_day"])

    def append(self, several: Iterable[Found], last: int) -> None:
        """What is asked as of an earlier seq meanwhile is answered as before."""
        for columns in self.columns.values():
            columns.reach(last)
        for found in several:
            if found.name in NUMBERS:
                self.numbers[found.name].add(int(found.value), bitmap_of(found.rows))
            elif found.name == ENDED:
                self._ended.extend(numbers_of(found.rows))
            elif found.name == ENDED_BY:
                self._ended_by.extend(numbers_of(found.rows))
            elif found.name == GONE:
                self._gone |= bitmap_of(found.rows)
                self._current = OrderedDict()
            else:
                self._add(found.name, found.value, bitmap_of(found.rows))
        self.seq = last

    def _add(self, name: str, value: str, rows: BitMap) -> None:
        if name in self.columns:
            self.columns[name].add(value, rows)
        self.values[name].add(value, rows)

    def most(self, name: str, rows: BitMap, limit: int, same: Mapping[str, str]) -> list[tuple[str, int]]:
        """The values of a quality that most of these rows have; `same` names the value that stands for another."""
        columns = self.columns.get(name)
        quickly = columns is not None and len(rows) <= FEW_ROWS and rows.isdisjoint(columns.spilled)
        known = columns.counts(rows, limit + 2 * len(same)) if columns is not None and quickly else None
        return self.values[name].most(rows, limit, same, known)

    def current(self, as_of: int) -> BitMap:
        """The rows that were current then, without those that were redacted since. Not to be changed."""
        moments = self._current
        known = moments.get(as_of)
        if known is None:
            known = self.values[ROWS][""] - self._gone
            known.remove_range(as_of + 1, LARGEST_SEQ + 1)
            known -= BitMap(self._ended[: bisect_right(self._ended_by, as_of)])
            moments[as_of] = known
            while len(moments) > MOMENTS:
                moments.popitem(last=False)
        return known

    def flagged(self, name: str) -> BitMap:
        """The rows of which something is true that has no value."""
        return self.values[name][""]

    def bytes(self) -> int:
        slices = sum(slices.bytes() for slices in self.numbers.values())
        columns = sum(columns.bytes() for columns in self.columns.values())
        days = self.earliest.bytes() + self.latest.bytes()
        postings = sum(postings.bytes() for postings in self.values.values())
        return postings + slices + columns + days + 8 * len(self._ended)

    def pack(self) -> None:
        """Gives back what growing took beyond its need."""
        for postings in self.values.values():
            postings.pack()
