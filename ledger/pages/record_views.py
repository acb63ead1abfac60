"""One record's page; the notice where it was withdrawn; the way to the survivor where it was merged."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.safestring import mark_safe

from ledger.discovery.jsonld import incident_jsonld
from ledger.documents import IncidentDocument, Kind, PublicDocument, SourceDocument, TimelineDocument
from ledger.feeds.links import alternates
from ledger.maps.locator import locator
from ledger.models import Edition, Operation
from ledger.pages import frame, queries, words
from ledger.pages.cards import months_of
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.history import citation, history_of, is_gone, notice_of
from ledger.pages.incident import incident_page
from ledger.pages.own_names import in_own_names, place_names_on
from ledger.pages.record_parts import captures_of, origin_of, parts_of
from ledger.pages.records import record_page
from ledger.pages.related import neighbours, related
from ledger.pages.shares import embed_code, mail_link
from ledger.pages.standing import Standing, Walk, known_only, read_walk, slice_of
from ledger.pages.where import located
from ledger.timeline.addresses import Address
from ledger.timeline.chains import chain_of
from ledger.timeline.component import chart_of
from ledger.timeline.sharing import forms_of

SECTIONS: dict[str, str] = {"incident": "register"}


class PermanentRedirect(HttpResponsePermanentRedirect):
    status_code = 308  # the method stays, unlike with 301


@public_page
def record_by_id(request: HttpRequest, standing: Standing, kind: Kind, record_id: str) -> HttpResponseBase:
    return _answer(request, standing, kind, record_id)


@public_page
def record(
    request: HttpRequest,
    standing: Standing,
    kind: Kind,
    record_id: str,
    slug: str,  # noqa: ARG001 - the slug is for people
) -> HttpResponseBase:
    """A wrong slug leads to the right address."""
    return _answer(request, standing, kind, record_id)


@public_page
def timeline(request: HttpRequest, standing: Standing, slug: str) -> HttpResponseBase:
    record_id = queries.timeline_id(slug, standing)
    if record_id is None:
        raise Http404
    return _answer(request, standing, "timeline", record_id)


def address(kind: Kind, document: PublicDocument) -> str:
    if kind == "timeline":
        return reverse("pages:timeline", args=[document["slug"]])
    return reverse("pages:record_page", args=[kind, document["id"], document["slug"]])


def _answer(request: HttpRequest, standing: Standing, kind: Kind, record_id: str) -> HttpResponseBase:
    known_only(request)
    walk = read_walk(request, "incident", {} if kind == "incident" else {kind: [record_id]}, standing)
    standing = replace(standing, seq=walk.selection.as_of)
    edition = queries.edition_as_of(kind, record_id, standing)
    if edition is None:
        raise Http404
    if edition.op == Operation.MERGE:
        return PermanentRedirect(_survivor(kind, edition.merged_into, standing) + _query_of(request))
    if is_gone(edition):
        return _gone(request, kind, edition, standing)
    document = cast(PublicDocument, queries.document_of(edition))
    own = address(kind, document)
    if request.path != own:
        return HttpResponseRedirect(own + _query_of(request))
    context = _around(kind, document, edition, own, standing)
    if kind == "incident":
        return _incident(cast(IncidentDocument, document), edition, own, standing, context)
    return _record(request, kind, document, walk, standing, context)


def _around(kind: Kind, document: PublicDocument, edition: Edition, own: str, standing: Standing) -> dict[str, Any]:
    """What every record's page shows: its editions, how to cite it, where it is as data."""
    title = _title(document)
    permanent = f"{frame.canonical(own)}?as_of={edition.seq}"
    return {
        "history": history_of(queries.editions_of(kind, edition.record_id, standing), edition),
        "edition": edition,
        "edition_day": words.day(edition.at.date().isoformat()),
        "cite": citation(settings.SITE_NAME, edition, title, permanent),
        "permanent": permanent,
        "lasting": frame.canonical(own),
        "mail": mail_link(title, frame.canonical(own)),
        "kind": kind,
        "record_id": edition.record_id,
        "now": own,
        "path": own,
        "data": reverse(f"api-{kind}-detail", args=[edition.record_id]),
    }


def _incident(
    document: IncidentDocument, edition: Edition, own: str, standing: Standing, context: Mapping[str, Any]
) -> HttpResponse:
    structured = mark_safe(incident_jsonld(document, edition, frame.canonical(own)))  # noqa: S308 - escaped there
    told = in_own_names(document, standing)
    shown = {
        "incident": incident_page(told, captures_of(document, standing)),
        "structured": structured,
        "locator": located(document["places"], told["places"]),
        "neighbours": neighbours(document, standing),
        "related": related(document, standing),
        "chain": chain_of(document, standing),
        "embed": embed_code(document["title"], frame.canonical(reverse("pages:embed_incident", args=[document["id"]]))),
        "feeds": [],
    }  # fmt: skip
    about = PageFrame(document["title"], SECTIONS["incident"], own, document["summary"])
    return frame.page("incident.html", standing, about, {**context, **shown})


def _record(
    request: HttpRequest, kind: Kind, document: PublicDocument, walk: Walk, standing: Standing,
    context: Mapping[str, Any],
) -> HttpResponse:  # fmt: skip
    record_id = context["record_id"]
    origin = origin_of(cast(SourceDocument, document), standing) if kind == "source" else None
    page = record_page(document, origin)
    rows = slice_of(walk)
    editions = [row.edition for row in rows.rows]
    listed = Address.of(reverse("pages:register"), {kind: record_id})
    notes = queries.notes_of(cast(TimelineDocument, document)) if kind == "timeline" else {}
    shown: dict[str, Any] = {
        "record": page,
        "months": months_of(editions, notes, own=place_names_on(editions, standing)),
        "links": frame.links(request, rows, walk),
        "total": queries.overview(walk.selection.values, standing).total,
        "chart": chart_of(walk.selection, listed),
        "forms": forms_of(listed),
        "listed": listed.url,
        "map_url": f"{reverse('pages:map')}?{listed.query}",
        "locator": locator(page.places),
        "feeds": alternates("incident", [(kind, record_id)]),
        "embed": embed_code(page.title, frame.canonical(f"{reverse('pages:embed_timeline')}?{listed.query}")),
        **parts_of(kind, document, walk.selection.entries(), editions, standing),
    }
    about = PageFrame(page.title, SECTIONS.get(kind, kind), context["now"], page.description)
    return frame.page("record.html", standing, about, {**context, **shown})


def _title(document: PublicDocument) -> str:
    return cast(str, document.get("title") or document.get("name"))


def _query_of(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"?{query}" if query else ""


def _survivor(kind: Kind, record_id: str, standing: Standing) -> str:
    if kind == "timeline":
        slug = queries.slugs(kind, [record_id], standing).get(record_id)
        return reverse("pages:timeline", args=[slug]) if slug else reverse("pages:timelines")
    return reverse("pages:record", args=[kind, record_id])


def _gone(request: HttpRequest, kind: Kind, edition: Edition, standing: Standing) -> HttpResponse:
    """The lasting address is the one without words, since the old title stands in the other."""
    path = request.path if kind == "timeline" else reverse("pages:record", args=[kind, edition.record_id])
    notice = notice_of(edition)
    about = PageFrame(notice.heading, SECTIONS.get(kind, kind), path, noindex=True)
    context = {"notice": notice, "kind": kind, "record_id": edition.record_id, "now": path}
    return frame.page("gone.html", standing, about, context)
