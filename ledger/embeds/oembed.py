"""oEmbed 1.0 (https://oembed.com): for the address of a page, the frame that shows it elsewhere."""

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ledger.api.answers import known_only, read_number
from ledger.documents import Kind
from ledger.embeds.addresses import Embeddable, embeddable_of
from ledger.filters import BadParameter
from ledger.models import LedgerHead
from ledger.pages import queries
from ledger.pages.history import is_gone
from ledger.pages.names import name_in
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
    page = found(url, Standing(head, head.seq))
    width = read_number(query, "maxwidth", default=WIDTH, least=1, most=1_000_000)
    height = read_number(query, "maxheight", default=HEIGHT, least=1, most=1_000_000)
    with translation.override(page.language):
        told = answer(page, title_of(page, Standing(head, head.seq)), min(width, WIDTH), min(height, HEIGHT))
        if "maxwidth" not in query and "maxheight" not in query:
            told |= thumbnail(page)
    return JsonResponse(told) if format_ == "json" else HttpResponse(xml(told), content_type="text/xml; charset=utf-8")


def found(url: str, standing: Standing) -> Embeddable:
    """Raises Http404 for what has no frame."""
    page = embeddable_of(url)
    if page is not None and page.slug:
        record_id = queries.timeline_id(page.slug, standing)
        page = page.of_timeline(record_id) if record_id else None
    if page is None:
        raise Http404
    return page


def title_of(page: Embeddable, standing: Standing) -> str:
    """Raises Http404 for what is not there, or not any more, and for filters that mean nothing."""
    title = record_title(page, standing) if page.record_id else ""
    if title:
        return title
    if page.kind == "incident":
        raise Http404
    try:
        read_selection("incident", parse_qs(urlsplit(page.frame).query), standing.head)
    except BadParameter as error:
        raise Http404 from error
    return _("%(site)s: register of incidents") % {"site": settings.SITE_NAME}


def record_title(page: Embeddable, standing: Standing) -> str:
    """In the language of the page where there is such a name; empty for what was merged, or never published."""
    edition = queries.edition_as_of(cast(Kind, page.kind), page.record_id, standing)
    if edition is None:
        return ""
    if is_gone(edition):
        raise Http404
    document: Mapping[str, Any] = queries.document_of(edition) or {}
    own = name_in(page.language, document)
    return own.name if own else str(document.get("title") or document.get("name") or "")


def answer(page: Embeddable, title: str, width: int, height: int) -> dict[str, str | int]:
    frame = str(embed_code(title, f"{settings.SITE_URL}{page.frame}", width, height))
    return {
        "version": "1.0", "type": "rich", "title": title, "html": frame, "width": width, "height": height,
        "provider_name": settings.SITE_NAME, "provider_url": settings.SITE_URL, "cache_age": KEPT_SECONDS,
    }  # fmt: skip


def thumbnail(page: Embeddable) -> Mapping[str, str | int]:
    """It has one size, so it is told of only where no other was asked for."""
    if page.slug:
        path = reverse("pages:timeline_picture", args=[page.slug])
    elif page.record_id:
        path = reverse("pages:picture", args=[page.kind, page.record_id])
    else:
        path = reverse("pages:register_picture")
    return {
        "thumbnail_url": f"{settings.SITE_URL}{path}", "thumbnail_width": PICTURE_WIDTH,
        "thumbnail_height": PICTURE_HEIGHT,
    }  # fmt: skip


def xml(told: Mapping[str, str | int]) -> str:
    inside = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in told.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{inside}</oembed>\n'
