"""What stands around every page: title, address, the state of the ledger, the links to the newer and older page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string

from ledger.documents import Kind
from ledger.filters import BadParameter
from ledger.models import LedgerHead
from ledger.pages import queries
from ledger.pages.paging import Position, Slice, read_position
from ledger.paging import StaleCursor


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    url: str
    head_seq: int
    last_edition: datetime | None


@dataclass(frozen=True, slots=True)
class PageFrame:
    """`section` marks the place in the navigation; a page with a query stays out of search engines."""

    title: str
    section: str
    canonical: str
    description: str = ""
    noindex: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Addresses of the neighbouring pages, empty where there is none."""

    newer: str
    older: str


def page(
    template: str, head: LedgerHead, frame: PageFrame, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Rendered without the request, so that no page can depend on who reads it."""
    site = Site(settings.SITE_NAME, settings.SITE_URL, head.seq, queries.written_at(head))
    html = render_to_string(f"pages/{template}", {"site": site, "page": frame, **context})
    return HttpResponse(html, status=status)


def canonical(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def links(request: HttpRequest, rows: Slice) -> PageLinks:
    return PageLinks(
        _with(request, "before", rows.previous) if rows.previous else "",
        _with(request, "after", rows.next) if rows.next else "",
    )


def position(request: HttpRequest, kind: Kind, values: Mapping[str, Any], head: LedgerHead) -> Position:
    """Raises Http404 for a cursor or a seq that never was an address of ours."""
    try:
        return read_position(
            kind, values, head,
            after=request.GET.get("after", ""), before=request.GET.get("before", ""), as_of=as_of(request, head),
        )  # fmt: skip
    except (BadParameter, StaleCursor) as error:
        raise Http404 from error


def as_of(request: HttpRequest, head: LedgerHead) -> int | None:
    """The seq that the address names; None for now."""
    text = request.GET.get("as_of", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 19 and 1 <= int(text) <= head.seq):
        raise Http404
    return int(text)


def earlier(seq: int, head: LedgerHead) -> int | None:
    """The seq, where the page does not show the present."""
    return seq if seq < head.seq else None


def _with(request: HttpRequest, name: str, cursor: str) -> str:
    query: QueryDict = request.GET.copy()
    for other in ("after", "before", "as_of"):
        query.pop(other, None)
    query[name] = cursor
    return f"{request.path}?{query.urlencode()}"
