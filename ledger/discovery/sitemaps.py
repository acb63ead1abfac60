"""Every public page by its address, for search engines (sitemaps.org), with the same page in the other languages.

A file holds the records whose editions lie in one range of seqs: cheap to read, and never more than so many.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from django.db.models import F, Func, TextField
from django.urls import reverse

from ledger import languages
from ledger.documents import Kind
from ledger.filters import entries_of
from ledger.kinds import PLURALS
from ledger.models import IncidentEntry, LedgerHead, RecordEntry
from ledger.rendering import timestamp

# Far below the 50,000 that the protocol allows: a file is made in less than a second.
SEQS_PER_FILE = 10_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
START = '<?xml version="1.0" encoding="UTF-8"?>\n'
PAGES = ("register", "timelines", "actors", "facilities", "places", "sources", "about")


class Location(NamedTuple):
    site: str
    path: str
    modified: datetime | None = None

    @property
    def url(self) -> str:
        return f"{self.site}{self.path}"


class File(NamedTuple):
    """`number` counts from 1."""

    kind: Kind
    number: int


def files_of(head: LedgerHead) -> tuple[File, ...]:
    """Those that hold anything, in a stable order."""
    return _files(head.chain)


@lru_cache(maxsize=8)
def _files(chain: str) -> tuple[File, ...]:  # noqa: ARG001 - the same chain is the same ledger, word for word
    found: set[File] = {File("incident", number) for number in _numbers(IncidentEntry.objects.all())}
    kinds: list[Kind] = [kind for kind in PLURALS if kind != "incident"]
    for kind in kinds:
        found |= {File(kind, number) for number in _numbers(RecordEntry.objects.filter(record=kind))}
    return tuple(sorted(found, key=lambda file: (list(PLURALS).index(file.kind), file.number)))


def _numbers(rows: Any) -> list[int]:
    numbered = rows.filter(superseded_by=None).annotate(file=(F("pk") - 1) / SEQS_PER_FILE + 1)
    return list(numbered.order_by().values_list("file", flat=True).distinct())


def locations_of(file: File, site: str) -> list[Location]:
    """The current records of the file; none where it never was."""
    first, last = (file.number - 1) * SEQS_PER_FILE + 1, file.number * SEQS_PER_FILE
    slug = Func(F("edition__document"), template="%(expressions)s::json ->> 'slug'", output_field=TextField())
    rows = entries_of(file.kind).filter(
        superseded_by=None, pk__gte=first, pk__lte=last, edition__document__isnull=False
    )  # fmt: skip
    named = rows.annotate(words=slug).order_by("pk").values_list("record_id", "words", "edition__at")
    return [Location(site, _path(file.kind, *row[:2]), row[2]) for row in named]


def pages_of(site: str) -> list[Location]:
    return [Location(site, reverse(f"pages:{page}")) for page in PAGES]


def index(addresses: Iterable[str]) -> str:
    entries = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    return f'{START}<sitemapindex xmlns="{NAMESPACE}">\n{entries}</sitemapindex>\n'


def urlset(locations: Iterable[Location]) -> str:
    return f'{START}<urlset xmlns="{NAMESPACE}" xmlns:xhtml="{XHTML}">\n{"".join(map(_url, locations))}</urlset>\n'


def _url(location: Location) -> str:
    modified = f"<lastmod>{timestamp(location.modified)}</lastmod>" if location.modified else ""
    return f"<url><loc>{escape(location.url)}</loc>{modified}{_alternates(location)}</url>\n"


def _alternates(location: Location) -> str:
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{language.code}" '
        f'href="{escape(location.site + languages.in_language(location.path, language.code))}"/>'
        for language in languages.LANGUAGES
    )


def _path(kind: Kind, record_id: str, slug: str) -> str:
    if kind == "timeline":
        return reverse("pages:timeline", args=[slug])
    return reverse("pages:record_page", args=[kind, record_id, slug])
