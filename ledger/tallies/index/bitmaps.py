"""Sets of rows as compressed bitmaps: by value, by the bits of a number, by day. Pure.

Only grown, and by one thread at a time. Others may read meanwhile: whatever they ask, they ask of rows that were there
before.
"""

import sys
from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from heapq import heappush, heappushpop, nsmallest
from typing import NamedTuple

from pyroaring import BitMap

from ledger.grid import Box

# As long as lists have not grown by more, their lengths need not be measured anew.
MOST_ADDED = 1_000
Count = tuple[int, str]  # how many rows, and of which value


def bitmap_of(content: bytes | memoryview) -> BitMap:
    """Numbers of four bytes each, the highest first."""
    return BitMap(numbers_of(content))


def numbers_of(content: bytes | memoryview) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(content)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def bytes_of(rows: BitMap) -> int:
    """What it takes, measured at a million incidents: its numbers, and what stands around them."""
    told = rows.get_statistics()
    content = told["n_bytes_array_containers"] + told["n_bytes_run_containers"] + told["n_bytes_bitset_containers"]
    return 150 + 130 * told["n_containers"] + content


class _Ranked(NamedTuple):
    """The lists' lengths, when so many rows had been added to so many values."""

    added: int
    values: int
    lengths: Sequence[Count]


class Postings:
    """The rows of each value of one quality."""

    def __init__(self) -> None:
        self._rows: dict[str, BitMap] = {}
        self.added = 0
        self._ranked: _Ranked | None = None

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._rows))

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, value: str) -> BitMap:
        """Empty where nothing has the value."""
        return self._rows.get(value) or BitMap()

    def add(self, value: str, rows: BitMap) -> None:
        number, known = len(rows), self._rows.get(value)
        if known is None:
            self._rows[value] = rows
        else:
            known |= rows
        self.added += number  # afterwards, as _bounds() needs it

    def any_of(self, values: Iterable[str]) -> BitMap:
        return BitMap.union(BitMap(), *(self[value] for value in values))

    def most(
        self, rows: BitMap, limit: int, same: Mapping[str, str], known: Mapping[str, int] | None = None
    ) -> list[tuple[str, int]]:
        """The values with most of these rows; `same` names the value that stands for another.

        The value with the longest list comes first: where even the whole list of one is shorter than what `limit`
        others have, so are those of all that follow. `known` are the counts where they have been counted already.
        """
        merged = self._merged(same)
        apart = {value for values in merged.values() for value in values}
        found = [(rows.intersection_cardinality(self.any_of(values)), value) for value, values in merged.items()]
        if known is None:
            found += self._counted(rows, limit, apart, [number for number, _ in found])
        else:
            found += [(number, value) for value, number in known.items() if value and value not in apart]
        some = ((-number, value) for number, value in found if number)
        return [(value, -number) for number, value in nsmallest(limit, some)]

    def _counted(self, rows: BitMap, limit: int, apart: Container[str], numbers: Iterable[int]) -> Iterator[Count]:
        """`numbers` have been found before."""
        largest: list[int] = []
        for number in numbers:
            _raise(largest, number, limit)
        for size, value in self._bounds():
            if len(largest) == limit and size < largest[0]:
                return
            if not value or value in apart:
                continue
            number = rows.intersection_cardinality(self._rows[value])
            if number and (len(largest) < limit or number >= largest[0]):
                _raise(largest, number, limit)
                yield number, value

    def bytes(self) -> int:
        return sum(bytes_of(rows) + sys.getsizeof(value) + 100 for value, rows in list(self._rows.items()))

    def pack(self) -> None:
        for rows in list(self._rows.values()):
            rows.shrink_to_fit()
        next(self._bounds(), None)

    def _merged(self, same: Mapping[str, str]) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for value, survivor in same.items():
            groups[survivor].append(value)
        return {survivor: [survivor, *values] for survivor, values in groups.items()}

    def _bounds(self) -> Iterator[Count]:
        """Each value with a length that its list does not exceed, the longest first; those that came since the lists
        were measured stand before all. The totals are read before the lengths, so that these are never too short."""
        if self._ranked is None or self.added - self._ranked.added > MOST_ADDED:
            added, values = self.added, list(self._rows.items())
            self._ranked = _Ranked(
                added, len(values), sorted(((len(rows), value) for value, rows in values), reverse=True)
            )
        ranked = self._ranked
        since = self.added - ranked.added
        yield from ((sys.maxsize, value) for value in list(self._rows)[ranked.values :])
        yield from ((length + since, value) for length, value in ranked.lengths)


def _raise(largest: list[int], number: int, limit: int) -> None:
    """Of the `limit` largest numbers, the smallest stands first."""
    if len(largest) < limit:
        heappush(largest, number)
    else:
        heappushpop(largest, number)


class Slices:
    """A whole number per row, 0 unless added, as one bitmap per bit (O'Neil and Quass 1997)."""

    def __init__(self) -> None:
        self.bits: list[BitMap] = []

    def add(self, number: int, rows: BitMap) -> None:
        while len(self.bits) < number.bit_length():
            self.bits.append(BitMap())
        for place, bit in enumerate(self.bits):
            if number >> place & 1:
                bit |= rows

    def bytes(self) -> int:
        return sum(map(bytes_of, self.bits))

    def at_least(self, number: int, among: BitMap) -> BitMap:
        if number.bit_length() > len(self.bits):
            return BitMap()
        more, equal = BitMap(), among
        for place in reversed(range(len(self.bits))):
            bit = self.bits[place]
            if number >> place & 1:
                equal = equal & bit
            else:
                more |= equal & bit
                equal = equal - bit
        return more | equal

    def at_most(self, number: int, among: BitMap) -> BitMap:
        return among - self.at_least(number + 1, among)


class Days:
    """A day per row: its month, counted from the year 0, and its day of the month."""

    def __init__(self, months: Postings, days: Postings) -> None:
        self._months, self._days = months, days
        # What a chart asks for each time, by the first and last month: how many rows there were, and those of the span.
        self._spans: dict[tuple[int, int], tuple[int, BitMap]] = {}

    def of_month(self, number: int) -> BitMap:
        return self._months[str(number)]

    def of_months(self, numbers: Iterable[int]) -> BitMap:
        return self._months.any_of(map(str, numbers))

    def of_span(self, numbers: Sequence[int]) -> BitMap:
        """The same, kept until rows are added. Not to be changed."""
        if len(numbers) == 1:
            return self.of_month(numbers[0])
        # Read first: rows that are added meanwhile make what is kept here too old, never too young.
        added = self._months.added
        span = numbers[0], numbers[-1]
        known = self._spans.get(span)
        if known is None or known[0] != added:
            known = self._spans[span] = added, self.of_months(numbers)
        return known[1]

    def bytes(self) -> int:
        """Beside its postings."""
        return sum(bytes_of(rows) for _, rows in list(self._spans.values()))

    def months(self) -> list[int]:
        return sorted(map(int, self._months))

    def on(self, day: date) -> BitMap:
        return self._months[str(month_number(day))] & self._days[str(day.day)]

    def before(self, day: date) -> BitMap:
        month = month_number(day)
        earlier = self.of_months(number for number in self.months() if number < month)
        within = self._days.any_of(map(str, range(1, day.day)))
        return earlier | (self._months[str(month)] & within)

    def up_to(self, day: date) -> BitMap:
        return self.before(day) | self.on(day)

    def all(self) -> BitMap:
        return self._months.any_of(self._months)

    def by_day(self, number: int, rows: BitMap) -> Iterator[tuple[date, BitMap]]:
        """The days of one month that some of these rows have."""
        of_month = rows & self.of_month(number)
        if not of_month:
            return
        for day in range(1, 32):
            found = of_month & self._days[str(day)]
            if found:
                yield date(number // 12, number % 12 + 1, day), found

    def first(self, rows: BitMap) -> date | None:
        return self._end(rows, self.months(), range(1, 32))

    def last(self, rows: BitMap) -> date | None:
        return self._end(rows, self.months()[::-1], range(31, 0, -1))

    def _end(self, rows: BitMap, months: Iterable[int], days: Iterable[int]) -> date | None:
        month = next((number for number in months if rows.intersect(self.of_month(number))), None)
        if month is None:
            return None
        of_month = rows & self.of_month(month)
        day = next(day for day in days if of_month.intersect(self._days[str(day)]))
        return date(month // 12, month % 12 + 1, day)


def points_within(points: Iterable[str], box: Box) -> Iterator[tuple[str, float, float]]:
    """Those of the values that lie in the box, with their longitude and latitude."""
    pieces = box.pieces()
    for value in points:
        longitude, latitude = point_of(value)
        if any(west <= longitude <= east and south <= latitude <= north for west, south, east, north in pieces):
            yield value, longitude, latitude


@lru_cache(maxsize=100_000)
def point_of(value: str) -> tuple[float, float]:
    longitude, latitude = value.split()
    return float(longitude), float(latitude)


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
