"""What changed since a reader last asked: every record that changed, once, in its newest edition, and nothing lost.

A cursor says "everything up to this seq is known". Numbers are given in the order of commits (append.py), so no
change can appear behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, cast

from django.db.models import Exists, OuterRef, Q

from ledger import paging
from ledger.documents import Kind
from ledger.filters import BadParameter, Contradiction, entries_of, filters_of, matching, read_filters
from ledger.models import Edition, LedgerHead, Operation, shows_nothing
from ledger.querysets import EditionQuerySet
from ledger.selection import Query, one, read_as_of

# So many numbers a request looks at: a filter that fits nothing must not read the whole ledger at once.
WINDOW = 20_000
OUT_OF_SCOPE = "out_of_scope"
# What these say about a record can change without an edition of the record.
NOT_HERE = {
    "timeline": "A timeline's list changes with the timeline: follow record=timeline, and read its entries.",
    "changed_since": "A cursor says it exactly: leave 'changed_since' out.",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a consumer follows. `record` is None for all kinds; `values` are filters of that kind."""

    record: Kind | None
    values: Mapping[str, Any]
    history: bool
    epoch: str
    as_of: int

    @property
    def question(self) -> str:
        return paging.fingerprint("changes", self.record, self.values, self.history)

    def at(self, head: LedgerHead) -> "Scope":
        return replace(self, as_of=head.seq)

    def cursor(self, seq: int) -> str:
        return paging.Cursor(self.epoch, seq, self.question, ()).encoded()


class Change(NamedTuple):
    """`op` is the edition's, or out_of_scope where the record does not fit the filter, but did once. Without a
    document there is nothing to show any more: whoever has the record lets it go."""

    seq: int
    op: str
    record: str
    id: str
    number: int
    at: datetime
    note: str
    reason_code: str
    merged_into: str
    document_sha256: str
    chain: str
    document: str | None


COLUMNS = (
    "seq", "op", "record", "record_id", "number", "at", "note", "reason_code", "merged_into", "document_sha256",
    "chain", "document",
)  # fmt: skip


class Changes(NamedTuple):
    """`seq`: up to there everything is told. `more`: whether there is something after it already."""

    changes: list[Change]
    seq: int
    more: bool


def read_scope(query: Query, head: LedgerHead, kinds: Mapping[str, Kind], others: tuple[str, ...]) -> Scope:
    """Raises BadParameter; `kinds` are the values that `record` may have."""
    history = one(query, "history")
    if history not in (None, "all"):
        raise BadParameter("history", "'history' cannot be read.", ["all"])
    record, values = _record_and_values(query, kinds, ("history", "as_of", *others))
    return Scope(record, values, history == "all", str(head.epoch), read_as_of(query, head))


def read_since(scope: Scope, text: str | None, head: LedgerHead) -> int:
    """The seq up to which the consumer knows everything. Raises BadParameter, StaleCursor after a restore."""
    if text is None:
        return 0
    cursor = paging.read_cursor(
        text, name="since", epoch=scope.epoch, head=head.seq, question=scope.question
    )  # fmt: skip
    if cursor.key:
        raise paging.unreadable("since", text)
    return cursor.seq


def cursor_at(epoch: str, seq: int) -> str:
    """The cursor of somebody who has the whole register as of `seq`, from a file."""
    return Scope(None, {}, history=False, epoch=epoch, as_of=seq).cursor(seq)


def changes_after(scope: Scope, since: int, limit: int) -> Changes:
    """One query, whatever is asked."""
    last = min(since + WINDOW, scope.as_of) if scope.values else scope.as_of
    rows = Edition.objects.after(since).filter(seq__lte=last)
    if scope.record is not None:
        rows = rows.filter(record=scope.record)
    if not scope.history:
        rows = rows.filter(Q(superseded_by=None) | Q(superseded_by__gt=scope.as_of))
    if scope.values:
        rows = _in_scope(scope, rows)
    found = list(rows.values_list(*COLUMNS, *(["fits"] if scope.values else []))[: limit + 1])
    told = [_change(row) for row in found[:limit]]
    if len(found) > limit:
        return Changes(told, told[-1].seq, True)
    return Changes(told, last, last < scope.as_of)


def _record_and_values(
    query: Query, kinds: Mapping[str, Kind], others: tuple[str, ...]
) -> tuple[Kind | None, dict[str, Any]]:
    text = one(query, "record")
    if text is not None and text not in kinds:
        raise BadParameter("record", "There are no such records.", sorted(kinds))
    kind = None if text is None else kinds[text]
    own = {filter_.name for filter_ in filters_of(kind)} if kind else set()
    any_kind = {filter_.name for of_kind in kinds.values() for filter_ in filters_of(of_kind)}
    for name in query:
        if name in NOT_HERE:
            raise BadParameter(name, NOT_HERE[name])
        if name in any_kind - own:
            detail = f"{name!r} narrows other records: say with 'record' which ones you follow."
            raise Contradiction(name, detail, sorted({"record", *own, *others} - set(NOT_HERE)))
    if kind is None:
        return None, read_filters(next(iter(kinds.values())), query, others=("record", *others))
    return kind, read_filters(kind, query, others=("record", *others))


def _in_scope(scope: Scope, rows: EditionQuerySet) -> EditionQuerySet:
    """Editions that fit, and those of records that fitted once: whoever has them must hear that they left. Whether a
    redacted edition fitted cannot be known any more, so it counts as one that did."""
    kind = cast(Kind, scope.record)  # filters belong to a kind
    # Merges of what a filter names are not followed here: they would change what fits without any edition.
    fitting = matching(kind, scope.values, entries_of(kind), scope.as_of, follows_merges=False)
    earlier = fitting.filter(record_id=OuterRef("record_id"), pk__lt=OuterRef("pk"))
    redacted = Edition.objects.filter(
        record=OuterRef("record"), record_id=OuterRef("record_id"), seq__lt=OuterRef("seq"), document=None
    )
    scoped: EditionQuerySet = rows.annotate(fits=Exists(fitting.filter(pk=OuterRef("pk")))).filter(
        Q(fits=True) | Exists(earlier) | Exists(redacted)
    )
    return scoped


def _change(row: tuple[Any, ...]) -> Change:
    change = Change._make(row[: len(COLUMNS)])
    if change.document is None:
        # Redacted by an edition after the head that this page is read at, which comes with a later page.
        return change._replace(op=Operation.REDACT)
    if shows_nothing(change.op, change.document):
        return change._replace(document=None)
    fits = row[-1] if len(row) > len(COLUMNS) else True
    return change if fits else change._replace(op=OUT_OF_SCOPE, document=None)
