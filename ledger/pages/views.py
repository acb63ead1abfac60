"""The register, the lists and the page about them: each parses its address, asks the ledger, renders.

No page sets a cookie or reads a session.
"""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ledger.caching import conditional, head_of
from ledger.documents import Kind
from ledger.feeds.links import alternates
from ledger.filters import BadParameter
from ledger.pages import frame, queries
from ledger.pages.cards import months_of
from ledger.pages.forms import filter_form, list_query, month_fields
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.months import years_of
from ledger.pages.records import index_item
from ledger.pages.standing import Standing, address, known_only, read_walk, slice_of

HEADINGS: dict[Kind, tuple[str, str]] = {
    "actor": ("Actors", "States, forces, groups, companies and people that incidents name."),
    "facility": ("Facilities", "Posts, bases, camps, mines and bridges that incidents concern."),
    "source": ("Sources", "The documents whose sentences carry the register’s facts."),
    "timeline": ("Timelines", "Incidents that an editor has put together under one subject."),
}
# Crawlers that follow every filter have taken sites like this one down.
UNINDEXED = ("/admin/", "/*?", "/api/", "/ogc/", "/data/*.csv", "/data/*.jsonl", "/data/*.geojson")
DESCRIPTION = "A public register of incidents in which every fact carries the sentence that says so."


@public_page
def register(request: HttpRequest, standing: Standing) -> HttpResponse:
    about_page = PageFrame("Register of incidents", "register", request.path, DESCRIPTION, cited=address(request))
    try:
        walk = read_walk(request, "incident", list_query(request), standing)
    except BadParameter as error:
        form = filter_form(request.GET, queries.choices(standing), error)
        return frame.page("register.html", standing, about_page, {"form": form, "now": request.path}, status=400)
    standing = replace(standing, seq=walk.selection.as_of)
    rows = slice_of(walk)
    overview = queries.overview(walk.selection.values, standing)
    context = {
        "form": filter_form(request.GET, queries.choices(standing)),
        "months": months_of(row.edition for row in rows.rows),
        "links": frame.links(request, rows),
        "overview": overview,
        "everything": queries.overview({}, standing).total,
        "years": years_of(overview, reverse("pages:register"), month_fields(request)),
        "now": address(request),
        "feeds": alternates("incident", filters_of(request)),
    }
    return frame.page("register.html", standing, about_page, context)


@public_page
def index(request: HttpRequest, standing: Standing, kind: Kind) -> HttpResponse:
    """A list's filters and orders work here as in the API; there is no form for them."""
    query = list_query(request)
    walk = read_walk(request, kind, query, standing)
    standing = replace(standing, seq=walk.selection.as_of)
    rows = slice_of(walk)
    heading, description = HEADINGS[kind]
    context = {
        "items": [item for row in rows.rows if (item := index_item(kind, row)) is not None],
        "links": frame.links(request, rows),
        "now": request.path,
        "feeds": alternates(kind, filters_of(request)),
        "narrowing": [f"{name.replace('_', ' ')} {values[-1]}" for name, values in query.items()],
    }
    about_page = PageFrame(heading, kind, request.path, description, cited=address(request))
    return frame.page("index.html", standing, about_page, context)


def filters_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What narrows the page, and its feeds with it; a feed has an order of its own."""
    return [(name, values[-1]) for name, values in list_query(request).items() if name != "sort"]


@public_page
def about(request: HttpRequest, standing: Standing) -> HttpResponse:
    known_only(request)
    about_page = PageFrame("About this register", "about", request.path, DESCRIPTION)
    return frame.page("about.html", standing, about_page, {"now": request.path})


@require_safe
@conditional
def standing_style(request: HttpRequest, seq: int) -> HttpResponse:
    """Shows the notice on a page about `seq` once the ledger has grown beyond it; empty until then."""
    head = head_of(request)
    if seq > head.seq:
        raise Http404
    return HttpResponse(".standing{display:block}\n" if seq < head.seq else "", content_type="text/css")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django gives it
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in UNINDEXED), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
