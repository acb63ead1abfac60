"""oEmbed 1.0 (https://oembed.com): for the address of a page, the frame that shows it elsewhere."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ledger.api.answers import known_only, read_number
from ledger.embeds.addresses import Embeddable, embeddable_of
from ledger.filters import BadParameter
from ledger.models import LedgerHead
from ledger.pages import queries
from ledger.pages.history import is_gone
from ledger.pages.shares import embed_code
from ledger.pages.standing import Standing
from ledger.pictures.addresses import HEIGHT as PICTURE_HEIGHT
from ledger.pictures.addresses import WIDTH as PICTURE_WIDTH
from ledger.problems import problem
from ledger.selection import one, read_selection
from ledger.serving import served

WIDTH, HEIGHT = 640, 520
KEPT_SECONDS = 3_600
FORMATS = ("json", "xml")


@served
def oembed(request: HttpRequest, head: LedgerHead) -> HttpResponse:
    query = dict(request.GET.lists())
    known_only(query, "url", "format", "maxwidth", "maxheight")
    format_, url = one(query, "format") or "json", one(query, "url")
    if url is None:
        raise BadParameter("url", "'url' is missing.", ["the address of a page of this register"])
    if format_ not in FORMATS:
        return problem(501, "There is no such format here.", instance=request.path, allowed=FORMATS)
    page = embeddable_of(url)
    if page is None:
        raise Http404
    width = read_number(query, "maxwidth", default=WIDTH, least=1, most=1_000_000)
    height = read_number(query, "maxheight", default=HEIGHT, least=1, most=1_000_000)
    with translation.override(page.language):
        told = answer(page, title_of(page, Standing(head, head.seq)), min(width, WIDTH), min(height, HEIGHT))
        if "maxwidth" not in query and "maxheight" not in query:
            told |= thumbnail(page)
    return JsonResponse(told) if format_ == "json" else HttpResponse(xml(told), content_type="text/xml; charset=utf-8")


def title_of(page: Embeddable, standing: Standing) -> str:
    """Raises Http404 for what is not there, or not any more, and for filters that mean nothing."""
    if page.record_id:
        edition = queries.edition_as_of("incident", page.record_id, standing)
        document = queries.document_of(edition) if edition is not None and not is_gone(edition) else None
        title = document.get("title") if document is not None else None
        if not title:  # nothing there, or a tombstone
            raise Http404
        return str(title)
    try:
        read_selection("incident", parse_qs(urlsplit(page.frame).query), standing.head)
    except BadParameter as error:
        raise Http404 from error
    return _("%(site)s: register of incidents") % {"site": settings.SITE_NAME}


def answer(page: Embeddable, title: str, width: int, height: int) -> dict[str, str | int]:
    frame = str(embed_code(title, f"{settings.SITE_URL}{page.frame}", width, height))
    return {
        "version": "1.0", "type": "rich", "title": title, "html": frame, "width": width, "height": height,
        "provider_name": settings.SITE_NAME, "provider_url": settings.SITE_URL, "cache_age": KEPT_SECONDS,
    }  # fmt: skip


def thumbnail(page: Embeddable) -> Mapping[str, str | int]:
    """It has one size, so it is told of only where no other was asked for."""
    path = (
        reverse("pages:picture", args=["incident", page.record_id])
        if page.record_id
        else reverse("pages:register_picture")
    )
    return {
        "thumbnail_url": f"{settings.SITE_URL}{path}", "thumbnail_width": PICTURE_WIDTH,
        "thumbnail_height": PICTURE_HEIGHT,
    }  # fmt: skip


def xml(told: Mapping[str, str | int]) -> str:
    inside = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in told.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{inside}</oembed>\n'
