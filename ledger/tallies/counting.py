"""Counts of incident entries by SQL. All are sums of whole numbers, so that counts of different rows can be added.

A count as of one seq becomes that as of another by what entered and what left in between, forwards or backwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from ledger.filters import matching, narrowed
from ledger.filters.sets import Values
from ledger.models import IncidentEntry
from ledger.querysets import EntryQuerySet

Key = tuple[Any, ...]
Sums = tuple[int, ...]
Counts = Mapping[Key, Sums]


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
    return _grouped(tally, narrowed("incident", values, as_of), "count(*)", "sum({})", ())


def change(tally: Tally, values: Values, before: int, after: int) -> Counts:
    """What must be added to the counts as of `before` to have those as of `after`."""
    first, last = min(before, after), max(before, after)
    rows = IncidentEntry.objects.filter(
        Q(pk__gt=first, pk__lte=last) | Q(superseded_by__gt=first, superseded_by__lte=last)
    )
    current = "(entry.pk <= %s AND (entry.superseded_by IS NULL OR entry.superseded_by > %s))::int"
    sign = f"({current} - {current})"
    moments = (after, after, before, before)
    return _grouped(tally, matching("incident", values, rows, after), f"sum({sign})", f"sum({sign} * {{}})", moments)


def added(counts: Counts, difference: Counts) -> Counts:
    """Keys of which nothing is left are left out, as if they had never been counted."""
    merged = dict(counts)
    for key, sums in difference.items():
        before = merged.get(key)
        now = sums if before is None else tuple(map(sum, zip(before, sums, strict=True)))
        if any(now):
            merged[key] = now
        else:
            merged.pop(key, None)
    return merged


def _grouped(tally: Tally, rows: EntryQuerySet, count: str, total: str, moments: tuple[int, ...]) -> Counts:
    inner, parameters = rows.order_by().values("pk", "superseded_by", *tally.columns).query.sql_with_params()
    sums = [count, *(total.format(measure) for measure in tally.measures)]
    columns = [*tally.keys, *(f"({one})::bigint" for one in sums)]
    grouping = f"GROUP BY {', '.join(str(number) for number in range(1, len(tally.keys) + 1))}" if tally.keys else ""
    sql = f"SELECT {', '.join(columns)} FROM ({inner}) AS entry {tally.each} {grouping}"  # noqa: S608 - names of ours
    with connection.cursor() as cursor:
        cursor.execute(sql, [*moments * len(sums), *parameters, *tally.parameters])
        width = len(tally.keys)
        return {row[:width]: tuple(value or 0 for value in row[width:]) for row in cursor.fetchall()}
