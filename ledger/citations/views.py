"""How to cite a page: for people, and for their reference managers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from ledger.api.answers import known_only
from ledger.citations.citing import Citation, Page, cited, read_page
from ledger.citations.formats import FORMATS, bibtex, ris, text
from ledger.citations.links import citation_links
from ledger.models import LedgerHead
from ledger.pages import frame
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.standing import Standing, address
from ledger.selection import one, read_as_of
from ledger.serving import served


@public_page
def citation_page(request: HttpRequest, standing: Standing) -> HttpResponse:
    query = dict(request.GET.lists())
    known_only(query, "page", "as_of")
    page = read_page(one(query, "page"))
    citation = _cited(page, standing)
    context = {
        "citation": citation,
        "text": text(citation),
        "bibtex": bibtex(citation),
        "ris": ris(citation).replace("\r\n", "\n"),
        "links": citation_links(page.address, standing.seq),
        "now": address(request),
    }
    return frame.page("cite.html", standing, PageFrame(_("How to cite"), "", request.path, noindex=True), context)


@served
def citation_file(request: HttpRequest, head: LedgerHead, ending: str) -> HttpResponseBase:
    query = dict(request.GET.lists())
    known_only(query, "page", "as_of")
    page = read_page(one(query, "page"))
    citation = _cited(page, Standing(head, read_as_of(query, head)))
    media_type, written = FORMATS[ending]
    headers = {
        "Content-Disposition": f'inline; filename="{citation.key}.{ending}"',
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(written(citation), content_type=media_type, headers=headers)


def _cited(page: Page, standing: Standing) -> Citation:
    return cited(page, standing, name=settings.SITE_NAME, site=settings.SITE_URL)
