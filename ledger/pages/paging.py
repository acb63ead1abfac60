"""Pages of a list, as links to the older and to the newer one. A walk is read at the head that it began at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, Func, TextField, Value
from django.db.models.lookups import GreaterThan, LessThan

from ledger.documents import Kind
from ledger.models import LedgerHead
from ledger.paging import Cursor, Key, beyond, fingerprint, key_columns, ordered, read_cursor
from ledger.querysets import EntryQuerySet

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page begins: after a key, before one (a walk backwards), or at the top."""

    as_of: int
    after: Key | None = None
    before: Key | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of one page; `previous` and `next` are cursors, empty where the list ends."""

    rows: Sequence[Any]
    previous: str
    next: str


def read_position(
    kind: Kind, values: Mapping[str, Any], head: LedgerHead, *, after: str, before: str, as_of: int | None
) -> Position:
    """Raises BadParameter or StaleCursor, as read_cursor() does."""
    text = after or before
    if not text:
        return Position(head.seq if as_of is None else as_of)
    mark = fingerprint(kind, values)
    cursor = read_cursor(text, kind=kind, epoch=str(head.epoch), head=head.seq, filters=mark)
    return Position(cursor.seq, cursor.key if after else None, None if after else cursor.key)


def page_of(kind: Kind, rows: EntryQuerySet, values: Mapping[str, Any], position: Position, head: LedgerHead) -> Slice:
    backwards = position.before is not None
    if position.before is not None:
        found = list(_preceding(kind, rows, position.before)[: PAGE_SIZE + 1])
        shown = found[:PAGE_SIZE][::-1]
    else:
        onward = beyond(kind, rows, position.after) if position.after else rows
        found = list(ordered(kind, onward)[: PAGE_SIZE + 1])
        shown = found[:PAGE_SIZE]
    more = len(found) > PAGE_SIZE

    def cursor(row: Any) -> str:
        key = tuple(str(getattr(row, column)) for column in key_columns(kind))
        return Cursor(str(head.epoch), position.as_of, fingerprint(kind, values), key).encoded()

    has_previous = more if backwards else position.after is not None
    has_next = backwards or more
    return Slice(
        shown,
        cursor(shown[0]) if shown and has_previous else "",
        cursor(shown[-1]) if shown and has_next else "",
    )


def _preceding(kind: Kind, rows: EntryQuerySet, key: Key) -> EntryQuerySet:
    """The rows before `key`, nearest first."""
    columns = key_columns(kind)
    if kind != "incident":
        rows = rows.filter(LessThan(_row(*map(F, columns)), _row(*(Value(part, CharField()) for part in key))))
        return rows.order_by(*(f"-{column}" for column in columns))
    days = (Value(date.fromisoformat(day), DateField()) for day in key[:2])
    rows = rows.filter(GreaterThan(_row(*map(F, columns)), _row(*days, Value(key[2], CharField()))))
    return rows.order_by(*columns)


def _row(*columns: Any) -> Func:
    return Func(*columns, function="ROW", output_field=TextField())
