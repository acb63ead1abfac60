"""Counts of incident entries by SQL. All are sums of whole numbers, so that counts of different rows can be added.

A count as of one seq becomes that as of another by what entered and what left in between, forwards or backwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from ledger.filters import matching, narrowed
from ledger.filters.sets import Values
from ledger.models import IncidentEntry
from ledger.querysets import EntryQuerySet

Key = tuple[Any, ...]
Sums = tuple[int, ...]
Counts = Mapping[Key, Sums]

# A whole register is worth a second core and memory for its groups, though the planner guesses too many of them.
WHOLE_REGISTER = """SELECT set_config('parallel_tuple_cost', '0', true), set_config('parallel_setup_cost', '100', true),
    set_config('work_mem', '64MB', true)"""
WAS_CURRENT = "(entry.pk <= %s AND (entry.superseded_by IS NULL OR entry.superseded_by > %s))::int"
SIGN = f"({WAS_CURRENT} - {WAS_CURRENT})"


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted: rows by `keys`, with the sums of `measures`; both are SQL over `entry` and what `each` joins.

    `columns` are the model's fields that they read. Where `each` makes several rows of one, each is counted.
    """

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    measures: tuple[str, ...] = ()
    each: str = ""
    parameters: tuple[Any, ...] = ()


def counted(tally: Tally, values: Values, as_of: int) -> Counts:
    """By the key: how many rows, then the sums."""
    with for_the_whole_register(values):
        return _grouped(tally, narrowed("incident", values, as_of), "count(*)", "sum({})", ())


def change(tally: Tally, values: Values, before: int, after: int) -> Counts:
    """What must be added to the counts as of `before` to have those as of `after`."""
    rows = changed_rows(values, before, after)
    return _grouped(tally, rows, f"sum({SIGN})", f"sum({SIGN} * {{}})", (after, after, before, before))


def changed_rows(values: Values, before: int, after: int) -> EntryQuerySet:
    """The rows that were current at one of the two seqs only, and some that came and went in between."""
    first, last = sorted((before, after))
    came, went = Q(pk__gt=first, pk__lte=last), Q(superseded_by__gt=first, superseded_by__lte=last)
    return matching("incident", values, IncidentEntry.objects.filter(came | went), after)


def added(counts: Counts, difference: Counts) -> Counts:
    """Keys of which nothing is left are left out, as if they had never been counted."""
    if not difference:
        return counts
    merged = dict(counts)
    for key, sums in difference.items():
        before = merged.get(key)
        now = sums if before is None else tuple(map(sum, zip(before, sums, strict=True)))
        if any(now):
            merged[key] = now
        else:
            merged.pop(key, None)
    return merged


@contextmanager
def for_the_whole_register(values: Values) -> Iterator[None]:
    """The settings end with the transaction. In one of the caller's they would not."""
    if values or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(WHOLE_REGISTER)
        yield


def select(columns: Sequence[str], rows: EntryQuerySet, read: Sequence[str], rest: str = "") -> tuple[str, list[Any]]:
    """A query of SQL's own over the rows of a queryset, and the rows' parameters."""
    inner, parameters = rows.order_by().values("pk", "superseded_by", *read).query.sql_with_params()
    return f"SELECT {', '.join(columns)} FROM ({inner}) AS entry {rest}", list(parameters)  # noqa: S608 - names of ours


def _grouped(tally: Tally, rows: EntryQuerySet, count: str, total: str, moments: tuple[int, ...]) -> Counts:
    sums = [count, *(total.format(measure) for measure in tally.measures)]
    width = len(tally.keys)
    grouping = f"{tally.each} GROUP BY {', '.join(str(number) for number in range(1, width + 1))}"
    sql, parameters = select([*tally.keys, *(f"({one})::bigint" for one in sums)], rows, tally.columns, grouping)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*moments * len(sums), *parameters, *tally.parameters])
        return {
            tuple(map(_hashable, row[:width])): _whole(row[width:]) for row in cursor.fetchall() if any(row[width:])
        }


def _whole(sums: Sequence[int | None]) -> Sums:
    return tuple(value or 0 for value in sums)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
