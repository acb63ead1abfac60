"""The register, the lists and the page about them: each parses its address, asks the ledger, renders.

No page sets a cookie or reads a session.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ledger.caching import conditional, current_head
from ledger.documents import Kind
from ledger.filters import BadParameter
from ledger.models import LedgerHead
from ledger.pages import frame, queries
from ledger.pages.cards import months_of
from ledger.pages.forms import FIELDS, FilterForm, filter_form, read_form
from ledger.pages.months import years_of
from ledger.pages.paging import page_of
from ledger.pages.records import index_item

HEADINGS: dict[Kind, tuple[str, str]] = {
    "actor": ("Actors", "States, forces, groups, companies and people that incidents name."),
    "facility": ("Facilities", "Posts, bases, camps, mines and bridges that incidents concern."),
    "source": ("Sources", "The documents whose sentences carry the register’s facts."),
    "timeline": ("Timelines", "Incidents that an editor has put together under one subject."),
}
DESCRIPTION = "A public register of incidents in which every fact carries the sentence that says so."


@require_safe
@conditional
def register(request: HttpRequest) -> HttpResponse:
    head = current_head()
    choices = queries.choices(head)
    about_page = frame.PageFrame(
        "Register of incidents", "register", frame.canonical(request.path), DESCRIPTION, noindex=bool(request.GET)
    )
    try:
        values = read_form(request.GET)
    except BadParameter as error:
        form = filter_form(request.GET, choices, error)
        return frame.page("register.html", head, about_page, {"form": form}, status=400)
    context = _incidents(request, values, head, filter_form(request.GET, choices))
    return frame.page("register.html", head, about_page, context)


@require_safe
@conditional
def index(request: HttpRequest, kind: Kind) -> HttpResponse:
    head = current_head()
    position = frame.position(request, kind, {}, head)
    rows = page_of(kind, queries.records(kind, position.as_of, head), {}, position, head)
    heading, description = HEADINGS[kind]
    about_page = frame.PageFrame(heading, kind, frame.canonical(request.path), description, noindex=bool(request.GET))
    context = {
        "items": [item for row in rows.rows if (item := index_item(kind, row)) is not None],
        "links": frame.links(request, rows),
        "earlier": frame.earlier(position.as_of, head),
        "now": request.path,
    }
    return frame.page("index.html", head, about_page, context)


@require_safe
@conditional
def about(request: HttpRequest) -> HttpResponse:
    about_page = frame.PageFrame("About this register", "about", frame.canonical(request.path), DESCRIPTION)
    return frame.page("about.html", current_head(), about_page, {})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django gives it
    return HttpResponse("User-agent: *\nDisallow: /admin/\n", content_type="text/plain; charset=utf-8")


def _incidents(request: HttpRequest, values: Mapping[str, Any], head: LedgerHead, form: FilterForm) -> dict[str, Any]:
    position = frame.position(request, "incident", values, head)
    rows = page_of("incident", queries.incidents(values, position.as_of, head), values, position, head)
    overview = queries.overview(values, position.as_of, head)
    text = {name: request.GET.get(name, "") for name in FIELDS}
    return {
        "form": form,
        "months": months_of(row.edition for row in rows.rows),
        "links": frame.links(request, rows),
        "overview": overview,
        "everything": queries.overview({}, position.as_of, head).total,
        "years": years_of(overview, reverse("pages:register"), text),
        "earlier": frame.earlier(position.as_of, head),
        "now": request.path,
    }
