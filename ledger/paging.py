"""Cursors: where a walk through a list stands, and the head of the ledger that it is read at.

A cursor is opaque to clients but not secret: it holds nothing that the answer before it did not show.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db.models import CharField, DateField, Expression, F, Func, TextField, Value
from django.db.models.lookups import GreaterThan, LessThan

from ledger.documents import Kind
from ledger.filters import BadParameter
from ledger.querysets import EntryQuerySet

Key = tuple[str, ...]


class StaleCursor(Exception):
    """The ledger was restored since: the numbers of the walk mean something else now."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """`key` is the sort key of the last record that was shown; `filters` tells one question from another."""

    epoch: str
    seq: int
    filters: str
    key: Key

    def encoded(self) -> str:
        content = orjson.dumps([self.epoch, self.seq, self.filters, list(self.key)])
        return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def read_cursor(text: str, *, kind: Kind, epoch: str, head: int, filters: str) -> Cursor:
    """Raises BadParameter if it is not one of ours or belongs to other filters, StaleCursor after a restore."""
    cursor = _decoded(text)
    if cursor.epoch != epoch:
        raise StaleCursor
    if cursor.filters != filters:
        raise BadParameter("cursor", "This cursor belongs to another list or to other filters.")
    if not 0 <= cursor.seq <= head or not _fits(kind, cursor.key):
        raise _unreadable()
    return cursor


def fingerprint(kind: Kind, values: Mapping[str, Any]) -> str:
    content = orjson.dumps([kind, sorted((name, str(value)) for name, value in values.items())])
    return hashlib.sha256(content).hexdigest()[:12]


def ordered(kind: Kind, rows: EntryQuerySet) -> EntryQuerySet:
    return rows.newest_first() if kind == "incident" else rows.by_name()


def beyond(kind: Kind, rows: EntryQuerySet, key: Key) -> EntryQuerySet:
    """The rows that come after `key` in the list's order."""
    if kind == "incident":
        days = (Value(date.fromisoformat(day), DateField()) for day in key[:2])
        return rows.filter(LessThan(_row(*map(F, INCIDENT_KEY)), _row(*days, Value(key[2], CharField()))))
    return rows.filter(GreaterThan(_row(*map(F, RECORD_KEY)), _row(*(Value(part, CharField()) for part in key))))


INCIDENT_KEY = ("earliest", "latest", "record_id")
RECORD_KEY = ("sort_name", "record_id")


def key_columns(kind: Kind) -> tuple[str, ...]:
    return INCIDENT_KEY if kind == "incident" else RECORD_KEY


def _row(*columns: Expression | F) -> Func:
    return Func(*columns, function="ROW", output_field=TextField())


def _decoded(text: str) -> Cursor:
    try:
        content = orjson.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
        epoch, seq, filters, key = content
    except (ValueError, TypeError, binascii.Error):
        raise _unreadable() from None
    texts = [epoch, filters, *key] if isinstance(key, list) else [None]
    if type(seq) is not int or not all(isinstance(part, str) and "\0" not in part for part in texts):
        raise _unreadable()
    return Cursor(epoch, seq, filters, tuple(key))


def _fits(kind: Kind, key: Key) -> bool:
    if len(key) != len(key_columns(kind)):
        return False
    try:
        return kind != "incident" or all(date.fromisoformat(day) for day in key[:2])
    except ValueError:
        return False


def _unreadable() -> BadParameter:
    return BadParameter("cursor", "This is not a cursor.", ["the cursor of an answer's 'next'"])
