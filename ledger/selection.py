"""What a reader asks for: records of one kind, narrowed, in an order, as the register stood at a seq.

The one way to read a list's address: pages, API, feeds and files parse it here and get the same rows.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from ledger import paging
from ledger.documents import Kind
from ledger.filters import BadParameter, narrowed, read_filters
from ledger.models import Edition, LedgerHead
from ledger.paging import Key, NotThere
from ledger.querysets import EntryQuerySet

Query = Mapping[str, Sequence[str]]
Clock = Callable[[], datetime]

OWN = ("as_of", "sort")
SERVED = ("seq", "number", "op", "at", "document_sha256", "document")
MOMENTS = "a seq up to the head's, a date, or a time such as 2026-03-01T12:00:00Z, none of them in the future"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIME = f"{DAY}[T ][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}([.][0-9]{{1,6}})?)?(Z|[+ -][0-9]{{2}}:[0-9]{{2}})?"
AS_OF = f"[0-9]{{1,18}}|{DAY}|{TIME}"


@dataclass(frozen=True, slots=True)
class Selection:
    kind: Kind
    values: Mapping[str, Any]
    sort: str
    as_of: int
    epoch: str

    @property
    def order(self) -> paging.Order:
        return paging.ORDERS[self.sort]

    @property
    def question(self) -> str:
        """Tells this list from others, whatever its page and whenever it is read."""
        return paging.fingerprint(self.kind, self.values, self.sort)

    def entries(self) -> EntryQuerySet:
        """The rows that were current then. A document that was redacted since has no row any more."""
        return narrowed(self.kind, self.values, self.as_of)

    def ordered(self) -> EntryQuerySet:
        return paging.ordered(self.order, self.entries())

    def cursor(self, key: Key) -> str:
        return paging.Cursor(self.epoch, self.as_of, self.question, key).encoded()


class Served(NamedTuple):
    """One record of a page: its edition, and its document as it is served."""

    seq: int
    number: int
    op: str
    at: datetime
    document_sha256: str
    document: str
    key: Key


class Page(NamedTuple):
    """`following` is the key after which the next page begins; None on the last."""

    rows: list[Served]
    following: Key | None


class Seqs(NamedTuple):
    """A page by the numbers of its editions."""

    seqs: list[int]
    keys: list[Key]
    following: Key | None


def read_selection(kind: Kind, query: Query, head: LedgerHead, *, others: Iterable[str] = ()) -> Selection:
    """`others` are the parameters that the caller reads. Raises BadParameter for whatever cannot be obeyed."""
    values = read_filters(kind, query, others=(*OWN, *others))
    return Selection(kind, values, read_sort(kind, query), read_as_of(query, head), str(head.epoch))


def read_sort(kind: Kind, query: Query) -> str:
    sorts = paging.sorts_of(kind)
    sort = one(query, "sort")
    if sort is not None and sort not in sorts:
        raise BadParameter("sort", f"{kind.title()} lists have no such order.", sorts)
    return sort or sorts[0]


def read_as_of(query: Query, head: LedgerHead, clock: Clock = timezone.now) -> int:
    """The seq at which `as_of` wants the register read: a seq, the last one at or before a moment, or the head's."""
    text = one(query, "as_of")
    if text is None:
        return head.seq
    if not re.fullmatch(AS_OF, text):
        raise BadParameter("as_of", "'as_of' cannot be read.", [MOMENTS])
    if text.isdecimal():
        seq = int(text)
    else:
        moment = _moment(text)
        if moment > clock():
            raise NotThere("as_of", "'as_of' lies in the future: what will stand then is not known.", [MOMENTS])
        seq = _seq_at(moment)
    if seq > head.seq:
        raise NotThere("as_of", "'as_of' lies beyond the ledger's head.", [f"0 to {head.seq}"])
    return seq


def resumed(selection: Selection, query: Query, head: LedgerHead, name: str = "cursor") -> tuple[Selection, Key | None]:
    """The walk that the cursor called `name` goes on with: the list as of its seq, and the key to begin after.

    Raises BadParameter for a cursor that is not one of this list's, StaleCursor for one from before a restore.
    """
    text = one(query, name)
    if text is None:
        return selection, None
    cursor = paging.read_cursor(
        text, name=name, epoch=selection.epoch, head=head.seq, question=selection.question
    )  # fmt: skip
    if "as_of" in query and cursor.seq != selection.as_of:
        raise BadParameter("as_of", f"{name!r} belongs to a walk as of {cursor.seq}.", [str(cursor.seq)])
    try:
        paging.beyond(selection.order, selection.entries().none(), cursor.key)
    except ValueError:
        raise paging.unreadable(name, text) from None
    return replace(selection, as_of=cursor.seq), cursor.key


def seqs_of(selection: Selection, *, limit: int, after: Key | None = None) -> Seqs:
    """The editions of a page. One query, however deep the page lies; it reads no document."""
    rows = _narrowed_rows(selection, limit + 1, after) if selection.values else _rows(selection, limit + 1, after)
    keys = [tuple(map(str, row[1:])) for row in rows[:limit]]
    return Seqs([row[0] for row in rows[:limit]], keys, keys[-1] if len(rows) > limit else None)


def page_of(selection: Selection, *, limit: int, after: Key | None = None) -> Page:
    """A page with its documents: two queries."""
    found = seqs_of(selection, limit=limit, after=after)
    editions = Edition.objects.filter(seq__in=found.seqs, document__isnull=False)
    by_seq = {row[0]: row for row in editions.values_list(*SERVED)}
    served = [
        Served._make((*by_seq[seq], key)) for seq, key in zip(found.seqs, found.keys, strict=True) if seq in by_seq
    ]
    return Page(served, found.following)


def _narrowed_rows(selection: Selection, limit: int, after: Key | None) -> list[tuple[Any, ...]]:
    rows = selection.entries()
    if after is not None:
        rows = paging.beyond(selection.order, rows, after)
    return list(paging.ordered(selection.order, rows).values_list("pk", *selection.order.columns)[:limit])


def _rows(selection: Selection, limit: int, after: Key | None) -> list[tuple[Any, ...]]:
    """The same for the list that nothing narrows, which is asked for most: by hand, since making the query's text
    anew each time would cost more than answering it."""
    # Not `superseded_by IS NULL` alone, even at the head: an edition may be appended between reading the head and this.
    where = "(entry.superseded_by IS NULL OR entry.superseded_by > %s) AND entry.seq <= %s"
    parameters: list[Any] = [selection.as_of, selection.as_of]
    if selection.kind != "incident":
        where += " AND entry.record = %s"
        parameters.append(selection.kind)
    names = [f"entry.{'seq' if column == 'pk' else column}" for column in selection.order.columns]
    if after is not None:
        sign, marks = "<" if selection.order.descending else ">", ", ".join(["%s"] * len(after))
        where += f" AND ({', '.join(names)}) {sign} ({marks})"
        parameters += paging.key_values(selection.order, after)
    table = "ledger_incidententry" if selection.kind == "incident" else "ledger_recordentry"
    direction = "DESC" if selection.order.descending else "ASC"
    sql = f"""
        SELECT {", ".join(["entry.seq", *names])} FROM {table} AS entry
        WHERE {where} ORDER BY {", ".join(f"{name} {direction}" for name in names)} LIMIT %s
    """  # noqa: S608 - put together from names of ours; values are parameters
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, limit])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def one(query: Query, name: str) -> str | None:
    """The parameter's only value. Raises BadParameter where it is given twice."""
    given = query.get(name, ())
    if len(given) > 1:
        raise BadParameter(name, f"{name!r} may be given once.")
    return given[0] if given else None


def _moment(text: str) -> datetime:
    """A date means its end: what stood when that day was over. A time without a zone is in UTC."""
    try:
        if re.fullmatch(DAY, text):
            following = date.fromisoformat(text) + timedelta(days=1)
            return datetime(following.year, following.month, following.day, tzinfo=UTC) - timedelta(microseconds=1)
        # A plus sign that was not escaped in the address arrives as a space.
        moment = datetime.fromisoformat(text[:16] + text[16:].replace(" ", "+"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotThere("as_of", "There is no such moment.", [MOMENTS]) from None


def _seq_at(moment: datetime) -> int:
    """Editions are dated in the order of their numbers. 0 stands before the first."""
    found: int | None = (
        Edition.objects.filter(at__lte=moment).order_by("-at", "-seq").values_list("seq", flat=True).first()
    )
    return found or 0
