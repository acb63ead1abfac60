"""The register as a page shows it: as it stands, or as it stood at an earlier seq.

A page is made from its address without `as_of`, and from the seq: so the page as of 41 is, byte for byte, the page
that was served when the ledger ended at 41. That it is an earlier one is said by a stylesheet of its own, which shows
the notice that every page carries (templates/pages/_earlier.html).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from ledger import paging
from ledger.caching import head_of
from ledger.documents import Kind
from ledger.filters import BadParameter, read_filters
from ledger.models import IncidentEntry, LedgerHead
from ledger.paging import Key, StaleCursor
from ledger.querysets import EntryQuerySet
from ledger.selection import Selection, one, read_as_of, read_sort

PAGE_SIZE = 50
# So many pages of a list may stand on one, for a reader who goes on and on: still a light answer.
MOST_PAGES = 4
# Put behind addresses by those who share them; no list can be narrowed by them.
TRACKING = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "fbclid", "gclid", "yclid")
# A page of incidents reads what they are ordered by, and their editions; the other columns are what they are found by.
READ = ("edition", "record_id", "earliest", "latest")
UNREAD = tuple(field.name for field in IncidentEntry._meta.fields if field.name not in READ)
OWN = ("as_of", "after", "before", "pages", *TRACKING)

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Standing:
    """`seq`: where the ledger ended. `chain` is today's, and tells one state of the tables from another."""

    head: LedgerHead
    seq: int

    @property
    def chain(self) -> str:
        return self.head.chain


@dataclass(frozen=True, slots=True)
class Walk:
    """Where in a list a page begins: after a key, before one, or at the top; and how many pages it shows."""

    selection: Selection
    after: Key | None = None
    before: Key | None = None
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of one page; `previous` and `next` are cursors, empty where the list ends. `start` is the one after
    which the page begins, empty at the top."""

    rows: Sequence[Any]
    previous: str
    next: str
    start: str = ""


def read_standing(request: HttpRequest) -> Standing:
    """Raises Http404 for a state that never was."""
    head = head_of(request)
    try:
        return Standing(head, read_as_of(given(request, ("as_of",)), head))
    except BadParameter as error:
        raise Http404(error.detail) from error


def given(request: HttpRequest, names: Sequence[str] | None = None) -> dict[str, list[str]]:
    """The parameters that hold something, since a form sends its empty fields too."""
    return {
        name: values
        for name, values in request.GET.lists()
        if any(values) and (names is None or name in names) and name not in TRACKING
    }


def known_only(request: HttpRequest) -> None:
    """Raises BadParameter for a parameter that a page without filters does not have."""
    for name in given(request):
        if name not in OWN:
            raise BadParameter(name, f"There is no parameter {name!r} here.", ["as_of"])


def read_walk(request: HttpRequest, kind: Kind, query: Query, standing: Standing) -> Walk:
    """`query` holds the filters and the order. Raises BadParameter for those; Http404 for a position that never was."""
    values = read_filters(kind, query, others=("sort",))
    selection = Selection(kind, values, read_sort(kind, query), standing.seq, str(standing.head.epoch))
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    text, pages = after or before, _read_pages(request)
    if not text:
        return Walk(selection, pages=pages)
    try:
        cursor = paging.read_cursor(
            text, name="after", epoch=selection.epoch, head=standing.seq, question=selection.question
        )  # fmt: skip
        paging.beyond(selection.order, selection.entries().none(), cursor.key)
    except (BadParameter, StaleCursor, ValueError) as error:
        raise Http404 from error
    selection = replace(selection, as_of=cursor.seq)
    return Walk(selection, after=cursor.key, pages=pages) if after else Walk(selection, before=cursor.key)


def _read_pages(request: HttpRequest) -> int:
    text = one(given(request), "pages") or "1"
    allowed = [str(number) for number in range(1, MOST_PAGES + 1)]
    if text not in allowed:
        raise BadParameter("pages", "So many pages of a list cannot stand on one.", allowed)
    if text != "1" and request.GET.get("before"):
        raise BadParameter("pages", "Several pages go on from a place in the list, or from its top.", ["after"])
    return int(text)


def slice_of(walk: Walk) -> Slice:
    selection, order = walk.selection, walk.selection.order
    rows: EntryQuerySet = selection.entries().select_related("edition")
    rows = rows.defer(*UNREAD) if selection.kind == "incident" else rows
    if walk.before is not None:
        preceding = paging.beyond(order.reversed(), rows, walk.before)
        found = list(paging.ordered(order.reversed(), preceding)[: PAGE_SIZE + 1])
        shown = found[:PAGE_SIZE][::-1]
    else:
        onward, size = paging.beyond(order, rows, walk.after) if walk.after else rows, PAGE_SIZE * walk.pages
        found = list(paging.ordered(order, onward)[: size + 1])
        shown = found[:size]
    more, backwards = len(found) > len(shown), walk.before is not None

    def cursor(row: Any) -> str:
        return selection.cursor(tuple(str(getattr(row, column)) for column in order.columns))

    has_previous = more if backwards else walk.after is not None
    start = cursor(found[-1]) if backwards and more else selection.cursor(walk.after) if walk.after else ""
    return Slice(
        shown,
        cursor(shown[0]) if shown and has_previous else "",
        cursor(shown[-1]) if shown and (backwards or more) else "",
        start,
    )


def address(request: HttpRequest, **changed: str) -> str:
    """The page's own address at another position, and nothing of where it came from."""
    query = [(name, value) for name, values in request.GET.lists() if name not in OWN for value in values if value]
    text = urlencode([*query, *changed.items()])
    return f"{request.path}?{text}" if text else request.path
