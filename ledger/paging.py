"""Cursors: where a walk through a list stands, in which order, and the head of the ledger that it is read at.

A cursor is opaque to clients but not secret: it holds nothing that the answer before it did not show.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db.models import BigIntegerField, CharField, DateField, Expression, F, Field, Func, TextField, Value
from django.db.models.lookups import GreaterThan, LessThan

from ledger.documents import Kind
from ledger.filters import BadParameter
from ledger.querysets import EntryQuerySet

Key = tuple[str, ...]

MAX_SEQ = 2**63 - 1
CURSOR = "[A-Za-z0-9_-]{16,4000}"


class NotThere(BadParameter):
    """A parameter that is well formed, but names nothing that there is: answered with 404, not 400."""


class StaleCursor(Exception):
    """The ledger was restored since: the numbers of the walk mean something else now."""


@dataclass(frozen=True, slots=True)
class Order:
    """All columns run the same way, so that "after this row" is one comparison of rows, which an index answers."""

    columns: tuple[str, ...]
    descending: bool

    def reversed(self) -> "Order":
        return Order(self.columns, not self.descending)


FIELDS: "dict[str, type[Field[Any, Any]]]" = {
    "earliest": DateField,
    "latest": DateField,
    "record_id": CharField,
    "sort_name": CharField,
    "pk": BigIntegerField,
}
DATE = ("earliest", "latest", "record_id")
NAME = ("sort_name", "record_id")
CHANGED = ("pk",)
ORDERS: dict[str, Order] = {
    "-date": Order(DATE, descending=True),
    "date": Order(DATE, descending=False),
    "name": Order(NAME, descending=False),
    "-name": Order(NAME, descending=True),
    "-changed": Order(CHANGED, descending=True),
    "changed": Order(CHANGED, descending=False),
}


def sorts_of(kind: Kind) -> tuple[str, ...]:
    """The orders in which a list can be read; the first is the one without `sort`."""
    return ("-date", "date", "-changed", "changed") if kind == "incident" else ("name", "-name", "-changed", "changed")


@dataclass(frozen=True, slots=True)
class Cursor:
    """`key` is the sort key of the last record that was shown; `question` tells one list from another."""

    epoch: str
    seq: int
    question: str
    key: Key

    def encoded(self) -> str:
        content = orjson.dumps([self.epoch, self.seq, self.question, list(self.key)])
        return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def read_cursor(text: str, *, name: str, epoch: str, head: int, question: str) -> Cursor:
    """Raises BadParameter if it is not one of ours or belongs to another list, StaleCursor after a restore."""
    cursor = _decoded(text, name)
    if cursor.epoch != epoch:
        raise StaleCursor
    if cursor.question != question:
        raise BadParameter(name, "This cursor belongs to another list, to other filters or to another order.")
    if not 0 <= cursor.seq <= head:
        raise unreadable(name, text)
    return cursor


def fingerprint(*parts: object) -> str:
    """Short and the same for the same parts, in every process."""
    content = orjson.dumps([_plain(part) for part in parts])
    return hashlib.sha256(content).hexdigest()[:12]


def ordered(order: Order, rows: EntryQuerySet) -> EntryQuerySet:
    return rows.order_by(*(f"-{column}" if order.descending else column for column in order.columns))


def beyond(order: Order, rows: EntryQuerySet, key: Key) -> EntryQuerySet:
    """The rows that come after `key`. Raises ValueError if the key does not fit the order."""
    values = [
        Value(value, FIELDS[column]()) for column, value in zip(order.columns, key_values(order, key), strict=True)
    ]
    compared = LessThan if order.descending else GreaterThan
    return rows.filter(compared(_row(*map(F, order.columns)), _row(*values)))


def key_values(order: Order, key: Key) -> list[date | str | int]:
    """The parts of `key` as their columns' values. Raises ValueError if it does not fit the order."""
    return [_value(column, part) for column, part in zip(order.columns, key, strict=True)]


def unreadable(name: str, text: str) -> BadParameter:
    allowed = ["the cursor of an earlier answer"]
    if re.fullmatch(CURSOR, text):
        return NotThere(name, f"{name!r} is not a cursor that this register has given.", allowed)
    return BadParameter(name, f"{name!r} is not a cursor.", allowed)


def _plain(part: object) -> object:
    return sorted((name, str(value)) for name, value in part.items()) if isinstance(part, Mapping) else str(part)


def _value(column: str, part: str) -> date | str | int:
    if column in ("earliest", "latest"):
        return date.fromisoformat(part)
    if column != "pk":
        return part
    if not (part.isascii() and part.isdecimal() and int(part) <= MAX_SEQ):
        raise ValueError(part)
    return int(part)


def _row(*columns: Expression | F) -> Func | Expression | F:
    return columns[0] if len(columns) == 1 else Func(*columns, function="ROW", output_field=TextField())


def _decoded(text: str, name: str) -> Cursor:
    try:
        content: Any = orjson.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
        epoch, seq, question, key = content
    except (ValueError, TypeError, binascii.Error):
        raise unreadable(name, text) from None
    texts = [epoch, question, *key] if isinstance(key, list) else [None]
    if type(seq) is not int or not all(isinstance(part, str) and "\0" not in part for part in texts):
        raise unreadable(name, text)
    return Cursor(epoch, seq, question, tuple(key))
