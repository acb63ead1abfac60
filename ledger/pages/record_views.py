"""One record's page; the notice where it was withdrawn; the way to the survivor where it was merged."""

from dataclasses import replace
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.safestring import mark_safe

from ledger.discovery.jsonld import incident_jsonld
from ledger.documents import IncidentDocument, Kind, PublicDocument, TimelineDocument
from ledger.feeds.links import alternates
from ledger.models import Edition, Operation
from ledger.pages import frame, queries, words
from ledger.pages.cards import months_of
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.history import citation, history_of, is_gone, notice_of
from ledger.pages.incident import incident_page
from ledger.pages.records import record_page
from ledger.pages.standing import Standing, known_only, read_walk, slice_of

SECTIONS: dict[str, str] = {"incident": "register", "place": "register"}


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
    title = cast(str, document.get("title") or document.get("name"))
    about = PageFrame(title, SECTIONS.get(kind, kind), own, cast(str, document.get("summary") or ""))
    context = {
        "history": history_of(queries.editions_of(kind, record_id, standing), edition),
        "edition": edition,
        "edition_day": words.day(edition.at.date().isoformat()),
        "cite": citation(settings.SITE_NAME, edition, title, f"{frame.canonical(own)}?as_of={edition.seq}"),
        "kind": kind,
        "record_id": record_id,
        "now": own,
        "path": own,
        "data": reverse(f"api-{kind}-detail", args=[record_id]),
        "feeds": [] if kind == "incident" else alternates("incident", [(kind, record_id)]),
    }
    if kind == "incident":
        told = cast(IncidentDocument, document)
        structured = mark_safe(incident_jsonld(told, edition, frame.canonical(own)))  # noqa: S308 - escaped there
        shown = {"incident": incident_page(told), "structured": structured}
        return frame.page("incident.html", standing, about, {**context, **shown})
    rows = slice_of(walk)
    notes = queries.notes_of(cast(TimelineDocument, document)) if kind == "timeline" else {}
    listed: dict[str, Any] = {
        "months": months_of((row.edition for row in rows.rows), notes),
        "links": frame.links(request, rows),
        "total": queries.overview(walk.selection.values, standing).total,
    }
    return frame.page("record.html", standing, about, {**context, "record": record_page(document), **listed})


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
