"""Sets of rows against plain loops over the same rows."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from ledger.tallies.index import bitmaps
from ledger.tallies.index.bitmaps import Days, Postings, Slices, bitmap_of, month_number
from ledger.tallies.index.columns import MOST_COLUMNS, Columns

NUMBERS = st.lists(st.integers(0, 70), max_size=40)
DAYS = st.lists(st.dates(date(1, 1, 1), date(3, 3, 5)), max_size=30)


def test_numbers_are_read_with_the_highest_byte_first() -> None:
    assert bitmap_of(b"\x00\x00\x00\x05\x00\x01\x00\x00") == BitMap([5, 65536])


@given(NUMBERS, NUMBERS, st.integers(1, 6))
def test_the_values_that_most_rows_have_come_first(has: list[int], asked: list[int], limit: int) -> None:
    same, postings = {"7": "3", "5": "3"}, Postings()
    for row, value in enumerate(has):
        postings.add(str(value % 10), BitMap([row]))
    rows = BitMap(asked)
    counts = Counter(
        same.get(str(value % 10), str(value % 10)) for row, value in enumerate(has) if row in rows
    )  # fmt: skip
    largest = sorted(counts.items(), key=lambda found: (-found[1], found[0]))[:limit]
    assert postings.most(rows, limit, same) == largest


@given(NUMBERS, st.sets(st.integers(0, 60)))
def test_values_in_columns_are_those_of_the_sets(has: list[int], asked: set[int]) -> None:
    columns, postings, rows = Columns(), Postings(), BitMap(asked)
    columns.reach(60)
    for row, number in enumerate(has, 1):
        for value in {number, number // 2, number // 3}:
            columns.add(str(value), BitMap([row]))
            postings.add(str(value), BitMap([row]))
    assert not columns.spilled
    for limit in (1, 3, 99):
        assert postings.most(rows, limit, {}, columns.counts(rows, limit)) == postings.most(rows, limit, {})


def test_a_row_with_more_values_than_columns_spills() -> None:
    columns = Columns()
    columns.reach(2)
    for number in range(MOST_COLUMNS + 1):
        columns.add(str(number), BitMap([1, 2] if number < MOST_COLUMNS else [2]))
    assert (columns.spilled, len(columns.counts(BitMap([1]), 99))) == (BitMap([2]), MOST_COLUMNS)


@pytest.mark.parametrize("most_added", [0, 1_000])
def test_lists_may_grow_after_they_were_measured(most_added: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bitmaps, "MOST_ADDED", most_added)
    postings, rows = Postings(), BitMap(range(10))
    postings.add("a", BitMap([1, 2]))
    postings.add("b", BitMap([3]))
    assert postings.most(rows, 1, {}) == [("a", 2)]
    postings.add("b", BitMap([4, 5]))
    assert postings.most(rows, 1, {}) == [("b", 3)]
    postings.add("c", BitMap([1, 2, 3, 4]))
    assert postings.most(rows, 1, {}) == [("c", 4)]


@given(NUMBERS, NUMBERS, st.integers(0, 140))
def test_numbers_are_summed_and_compared_by_their_bits(has: list[int], asked: list[int], number: int) -> None:
    slices, rows = Slices(), BitMap(asked)
    for row, value in enumerate(has):
        slices.add(value, BitMap([row]))
    values = {row: has[row] if row < len(has) else 0 for row in rows}
    assert sum(len(rows & bit) << place for place, bit in enumerate(slices.bits)) == sum(values.values())
    assert set(slices.at_least(number, rows)) == {row for row, value in values.items() if value >= number}
    assert set(slices.at_most(number, rows)) == {row for row, value in values.items() if value <= number}


@given(DAYS, st.dates(date(1, 1, 1), date(3, 3, 5)))
def test_days_are_ordered(has: list[date], day: date) -> None:
    months, numbers = Postings(), Postings()
    for row, own in enumerate(has):
        months.add(str(month_number(own)), BitMap([row]))
        numbers.add(str(own.day), BitMap([row]))
    days, rows = Days(months, numbers), BitMap(range(len(has)))
    assert set(days.before(day)) == {row for row, own in enumerate(has) if own < day}
    assert set(days.up_to(day)) == {row for row, own in enumerate(has) if own < day + timedelta(days=1)}
    assert (days.first(rows), days.last(rows)) == (min(has, default=None), max(has, default=None))
