"""What stands around every page: title, address, the state of the ledger, the links to the newer and older page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger import languages
from ledger.caching import conditional
from ledger.citations.links import citation_links
from ledger.embeds.addresses import oembed_of
from ledger.filters import BadParameter
from ledger.pages import queries
from ledger.pages.standing import MOST_PAGES, TRACKING, Slice, Standing, Walk, address, read_standing
from ledger.pictures.addresses import picture_of

P = ParamSpec("P")
PageView = Callable[Concatenate[HttpRequest, Standing, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    url: str
    head_seq: int
    last_edition: datetime | None


@dataclass(frozen=True, slots=True)
class PageFrame:
    """`section` marks the place in the navigation. `path` is the page's own address without its query."""

    title: str
    section: str
    path: str
    description: str = ""
    noindex: bool = False
    cited: str = ""  # with its query, where that is part of what the page shows
    picture: str = ""  # the path of what stands for the page where its link is shared; "" for the one of its record

    @property
    def canonical(self) -> str:
        return canonical(self.path)


@dataclass(frozen=True, slots=True)
class Translated:
    """The same page in one of the languages; `url` keeps the query, `canonical` does not."""

    code: str
    name: str
    direction: str
    url: str
    canonical: str


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Addresses of the neighbouring pages, empty where there is none.

    `stretch`: this page's address, behind which goes how many pages of the list it shows (`pages` now, `most` at the
    most); empty where it shows all that one page may hold.
    """

    newer: str
    older: str
    stretch: str = ""
    pages: int = 1
    most: int = MOST_PAGES


def public_page(view: PageView[P]) -> View[P]:
    """Gives the view the register as its address wants it; answers 304 from the head; keeps pages about one moment,
    and pages with filters, out of search engines."""

    @require_safe
    @conditional
    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if any(name in request.GET for name in TRACKING):
            kept = {"as_of": request.GET["as_of"]} if request.GET.get("as_of") else {}
            return HttpResponseRedirect(address(request, **kept))
        standing = read_standing(request)
        try:
            response = view(request, standing, *args, **kwargs)
        except BadParameter as error:
            about = PageFrame(_("This address cannot be obeyed"), "", request.path)
            response = page("refused.html", standing, about, {"error": error, "now": request.path}, status=400)
        if request.GET:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        patch_vary_headers(response, ["Accept-Encoding"])
        return response

    return answered


def page(
    template: str, standing: Standing, frame: PageFrame, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Rendered without the request, so that no page can depend on who reads it."""
    site = Site(settings.SITE_NAME, settings.SITE_URL, standing.seq, queries.written_at(standing.seq))
    around = {
        "site": site,
        "page": frame,
        "cited": citation_links(frame.cited or frame.path, standing.seq),
        "translated": translated(frame),
        "picture": canonical(frame.picture or picture_of(frame.path, gone=frame.noindex)),
        "oembed": "" if frame.noindex else oembed_of(frame.cited or frame.path),
    }
    return HttpResponse(render_to_string(f"pages/{template}", {**around, **context}), status=status)


def translated(frame: PageFrame) -> tuple[Translated, ...]:
    return tuple(
        Translated(
            one.code,
            one.name,
            one.direction,
            languages.in_language(frame.cited or frame.path, one.code),
            canonical(languages.in_language(frame.path, one.code)),
        )
        for one in languages.LANGUAGES
    )


def canonical(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def links(request: HttpRequest, rows: Slice, walk: Walk) -> PageLinks:
    return PageLinks(
        address(request, before=rows.previous) if rows.previous else "",
        address(request, after=rows.next) if rows.next else "",
        _stretch(request, rows, walk) if rows.next and walk.pages < MOST_PAGES else "",
        walk.pages,
    )


def _stretch(request: HttpRequest, rows: Slice, walk: Walk) -> str:
    if rows.start:
        return address(request, after=rows.start, pages="")
    # A reader who came back to the top sees the list as of the day on which the walk began.
    return address(request, **({"as_of": str(walk.selection.as_of)} if walk.before else {}), pages="")
