"""The register: parses its address, asks the ledger, renders. And what robots may read.

No page sets a cookie or reads a session.
"""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ledger.caching import conditional, head_of
from ledger.feeds.links import alternates
from ledger.filters import BadParameter
from ledger.pages import frame, queries
from ledger.pages.cards import months_of
from ledger.pages.forms import filter_form, register_query, shown_fields
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.own_names import place_names_on
from ledger.pages.standing import Standing, address, read_walk, slice_of
from ledger.selection import one
from ledger.timeline.addresses import Address
from ledger.timeline.component import narrowed_of
from ledger.timeline.jumps import jumped, read_jump
from ledger.timeline.responses import responses_to

# Crawlers that follow every filter have taken sites like this one down.
UNINDEXED = ("/admin/", "/*?", "/api/", "/ogc/", "/data/*.csv", "/data/*.jsonl", "/data/*.geojson")
DESCRIPTION = gettext_lazy("A public register of incidents in which every fact carries the sentence that says so.")


@public_page
def register(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    title, said = _("Register of incidents"), str(DESCRIPTION)
    about_page = PageFrame(title, "register", request.path, said, cited=address(request))
    try:
        here = Address.of(request.path, shown_fields(request))
        walk = read_walk(request, "incident", register_query(request), standing)
        jump = one(dict(request.GET.lists()), "jump")
        if jump:
            return HttpResponseRedirect(jumped(walk.selection, _pinned(request, here), read_jump(jump)))
    except BadParameter as error:
        form = filter_form(request.GET, queries.choices(standing), error)
        return frame.page("register.html", standing, about_page, {"form": form, "now": request.path}, status=400)
    standing = replace(standing, seq=walk.selection.as_of)
    rows = slice_of(walk)
    choices = queries.choices(standing)
    editions = [row.edition for row in rows.rows]
    own = place_names_on(editions, standing)
    parents = {code: parent for parent, code in choices.types}
    context = {
        "form": filter_form(request.GET, choices),
        "list": narrowed_of(walk.selection, here, standing, parents, editions, own),
        "months": months_of(editions, responses=responses_to(editions, standing.seq), own=own),
        "shown": len(editions),
        "links": frame.links(request, rows, walk),
        "pager": onward_words(walk.selection.sort),
        "now": address(request),
        "feeds": alternates("incident", here.filters),
    }
    return frame.page("register.html", standing, about_page, context)


def onward_words(sort: str) -> tuple[str, str]:
    """What the links to the page before and to the page after are called; empty for the newest first."""
    if sort == "-date":
        return "", ""
    return (
        (_("Older incidents"), _("Newer incidents"))
        if sort == "date"
        else (_("Back in the list"), _("Further in the list"))
    )


def _pinned(request: HttpRequest, here: Address) -> Address:
    return here.having(as_of=request.GET.get("as_of", ""))


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
