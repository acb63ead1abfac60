"""What a citation of one of our pages says: what it is called, which edition, of when, and where it stays."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import orjson
from django.http import Http404
from django.urls import Resolver404, ResolverMatch, resolve

from ledger.documents import Kind
from ledger.filters import BadParameter
from ledger.models import Edition
from ledger.pages import queries
from ledger.pages.history import is_gone
from ledger.pages.standing import TRACKING, Standing

PAGE_LENGTH = 2_000
A_PAGE = "the path of a page of this register, such as /incidents/n000000001/"
TITLES = {
    "pages:register": "Register of incidents",
    "pages:about": "About this register",
    "pages:actors": "Actors",
    "pages:facilities": "Facilities",
    "pages:places": "Places",
    "pages:sources": "Sources",
    "pages:timelines": "Timelines",
}
RECORDS = ("pages:record", "pages:record_page", "pages:timeline")
# They are addresses of ours, but nothing to read.
NO_PAGES = ("site:robots", "site:standing")


@dataclass(frozen=True, slots=True)
class Citation:
    """`record` and `number` are empty for what is not one record. `at` is when the edition was written: no answer of
    ours knows what day it is. `url` shows the same page for ever."""

    title: str
    site: str
    url: str
    seq: int
    at: datetime | None
    record: str = ""
    number: int | None = None

    @property
    def key(self) -> str:
        return f"daftar-{self.record or 'register'}-{self.seq}"

    @property
    def edition_words(self) -> str:
        if self.number is not None:
            return f"Edition {self.number}, number {self.seq} in the ledger"
        return f"As of edition {self.seq} of the ledger"


@dataclass(frozen=True, slots=True)
class Page:
    path: str
    query: tuple[tuple[str, str], ...]
    match: ResolverMatch

    @property
    def address(self) -> str:
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    def pinned(self, site: str, seq: int) -> str:
        return f"{site}{quote(self.path)}?{urlencode([*self.query, ('as_of', str(seq))])}"


def read_page(text: str | None) -> Page:
    """Raises BadParameter for whatever is not the address of a public page of ours, without its host."""
    if not text or len(text) > PAGE_LENGTH or not text.isprintable() or not text.startswith("/"):
        raise _no_page()
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _no_page() from None
    if parts.scheme or parts.netloc or parts.fragment:
        raise _no_page()
    try:
        match = resolve(parts.path)
    except Resolver404:
        raise _no_page() from None
    if not _is_ours(match) or match.view_name in NO_PAGES:
        raise _no_page()
    dropped = ("as_of", *TRACKING)
    query = tuple(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in dropped)
    return Page(parts.path, query, match)


def cited(page: Page, standing: Standing, *, name: str, site: str) -> Citation:
    """Raises Http404 for a record of which nothing may be shown."""
    if page.match.view_name in RECORDS:
        return _record(page, standing, name, site)
    title = TITLES.get(page.match.view_name) or page.path
    filters = ", ".join(f"{key} {value}" for key, value in page.query if value)
    at = queries.written_at(standing.seq)
    url = page.pinned(site, standing.seq)
    return Citation(f"{title} ({filters})" if filters else title, name, url, standing.seq, at)


def _record(page: Page, standing: Standing, name: str, site: str) -> Citation:
    kind, record_id = _identity(page.match, standing)
    edition = queries.edition_as_of(kind, record_id, standing)
    if edition is None or is_gone(edition) or edition.merged_into:
        raise Http404
    url = page.pinned(site, edition.seq)
    return Citation(_title(edition), name, url, edition.seq, edition.at, record_id, edition.number)


def _identity(match: ResolverMatch, standing: Standing) -> tuple[Kind, str]:
    if match.view_name == "pages:timeline":
        record_id = queries.timeline_id(match.kwargs["slug"], standing)
        if record_id is None:
            raise Http404
        return "timeline", record_id
    return match.kwargs["kind"], match.kwargs["record_id"]


def _title(edition: Edition) -> str:
    document = orjson.loads(edition.document or "{}")
    title: str = document.get("title") or document.get("name")
    return " ".join(title.split())


def _is_ours(match: ResolverMatch) -> bool:
    """Whatever the ledger answers; not the editors' pages."""
    view = getattr(match.func, "view_class", match.func)
    module: str = view.__module__
    return module.startswith("ledger.") and not module.startswith("ledger.citations.")


def _no_page() -> BadParameter:
    return BadParameter("page", "'page' is not an address of a page here.", [A_PAGE])
