"""The values of each row, as numbers in columns: for few rows that is quicker than looking into the sets of all values.

Grown as bitmaps.py says: rows that others ask about are never written.
"""

from array import array
from collections import Counter
from collections.abc import Mapping
from heapq import nlargest
from operator import itemgetter

from pyroaring import BitMap

MOST_COLUMNS = 6
LARGEST_CODE = 2**16 - 1
WIDTH = 2


class Columns:
    """A row's first value stands in the first column. A row that has more than there are columns, or a value beyond
    the largest code, is one of `spilled`."""

    def __init__(self) -> None:
        self.spilled = BitMap()
        self._codes: dict[str, int] = {}
        self._values = [""]
        self._columns: list[array[int]] = []
        self._length = 0

    def reach(self, last: int) -> None:
        """Makes room for the rows up to this one."""
        for column in self._columns:
            column.frombytes(bytes(WIDTH * (last + 1 - len(column))))
        self._length = last + 1

    def add(self, value: str, rows: BitMap) -> None:
        """To rows that there is room for, none of which has the value."""
        code = self._codes.setdefault(value, len(self._codes) + 1)
        if code == len(self._values):
            self._values.append(value)
        left = list(rows) if code <= LARGEST_CODE else []
        for column in self._columns:
            taken = []
            for row in left:
                if column[row]:
                    taken.append(row)
                else:
                    column[row] = code
            left = taken
        if left and len(self._columns) < MOST_COLUMNS:
            self._columns.append(_column(self._length, code, left))
        elif left or code > LARGEST_CODE:
            self.spilled |= BitMap(left) if left else rows

    def counts(self, rows: BitMap, limit: int) -> Mapping[str, int]:
        """The values that most of the rows have, `limit` and those that are as many; of rows that have not spilled."""
        found: Counter[int] = Counter()
        if rows:
            # Of a single row, itemgetter would give no tuple; the row 0 has no value.
            of_rows = itemgetter(0, *rows)
            for column in self._columns:
                found.update(of_rows(column))
        del found[0]
        least = nlargest(limit, found.values())[-1:]
        return {self._values[code]: number for code, number in found.items() if number >= least[0]}

    def bytes(self) -> int:
        return WIDTH * self._length * len(self._columns) + 200 * len(self._values)


def _column(length: int, code: int, rows: list[int]) -> "array[int]":
    column = array("H", bytes(WIDTH * length))
    for row in rows:
        column[row] = code
    return column
