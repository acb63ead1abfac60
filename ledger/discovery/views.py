"""The sitemaps' addresses."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from ledger.api.answers import known_only
from ledger.discovery.sitemaps import File, files_of, index, locations_of, pages_of, urlset
from ledger.kinds import KINDS_BY_PLURAL, PLURALS
from ledger.models import LedgerHead
from ledger.serving import served

XML = "application/xml; charset=utf-8"


@served
def sitemap_index(request: HttpRequest, head: LedgerHead) -> HttpResponseBase:
    known_only(dict(request.GET.lists()))
    paths = [reverse("discovery:sitemap_pages")]
    paths += [reverse("discovery:sitemap", args=[PLURALS[file.kind], file.number]) for file in files_of(head)]
    return HttpResponse(index(f"{settings.SITE_URL}{path}" for path in paths), content_type=XML)


@served
def sitemap_pages(request: HttpRequest, _head: LedgerHead) -> HttpResponseBase:
    known_only(dict(request.GET.lists()))
    return HttpResponse(urlset(pages_of(settings.SITE_URL)), content_type=XML)


@served
def numbered_sitemap(request: HttpRequest, _head: LedgerHead, name: str, number: str) -> HttpResponseBase:
    """404 for a file in which nothing is current any more: the index does not name it either."""
    known_only(dict(request.GET.lists()))
    locations = locations_of(File(KINDS_BY_PLURAL[name], int(number)), settings.SITE_URL)
    if not locations:
        raise Http404
    return HttpResponse(urlset(locations), content_type=XML)
