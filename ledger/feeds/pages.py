"""The page that lists the feeds, and the page of corrections."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.corrections import corrections_at, corrections_of
from ledger.feeds.links import alternates
from ledger.filters import BadParameter
from ledger.kinds import PLURALS
from ledger.pages import frame, words
from ledger.pages.frame import PageFrame, PageLinks, public_page
from ledger.pages.standing import Standing, given, known_only

PAGE_SIZE = 50


@public_page
def feeds(request: HttpRequest, standing: Standing) -> HttpResponse:
    known_only(request)
    about = PageFrame(
        _("Feeds"), "feeds", request.path, _("Atom, JSON Feed and calendars of the register, and of any part.")
    )
    lists = [(words.PLURALS[plural], alternates(kind)) for kind, plural in PLURALS.items()]
    context = {"lists": lists, "base": settings.SITE_URL, "now": request.path}
    return frame.page("feeds.html", standing, about, context)


@public_page
def corrections(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Paged by seq: `before` is the last one that the page before showed."""
    for name in given(request):
        if name not in ("as_of", "before"):
            raise BadParameter(name, f"There is no parameter {name!r} here.", ["as_of", "before"])
    rows = corrections_at(standing.seq)
    before = request.GET.get("before", "")
    if before:
        if not (before.isascii() and before.isdecimal() and len(before) < 19):
            raise Http404
        rows = rows.filter(seq__lt=int(before))
    found = list(rows[: PAGE_SIZE + 1])
    shown = corrections_of(found[:PAGE_SIZE], standing.seq)
    older = f"{request.path}?before={shown[-1].seq}" if len(found) > PAGE_SIZE else ""
    about = PageFrame(_("Corrections"), "corrections", request.path, _("What was put right in the register, and why."))
    context = {
        "corrections": shown,
        "links": PageLinks(newer=request.path if before else "", older=older),
        "atom": reverse("feeds:corrections_feed", args=["atom"]),
        "json": reverse("feeds:corrections_feed", args=["json"]),
        "now": request.path,
    }
    return frame.page("corrections.html", standing, about, context)
