"""One record's page; the notice where it was withdrawn; the way to the survivor where it was merged."""

from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from ledger.caching import conditional, current_head
from ledger.documents import IncidentDocument, Kind, PublicDocument, TimelineDocument
from ledger.models import Edition, LedgerHead, Operation
from ledger.pages import frame, queries, words
from ledger.pages.cards import months_of
from ledger.pages.history import citation, history_of, is_gone, notice_of
from ledger.pages.incident import incident_page
from ledger.pages.paging import page_of
from ledger.pages.records import record_page

SECTIONS: dict[str, str] = {"incident": "register", "place": "register"}


class PermanentRedirect(HttpResponsePermanentRedirect):
    status_code = 308  # the method stays, unlike with 301


@require_safe
@conditional
def record_by_id(request: HttpRequest, kind: Kind, record_id: str) -> HttpResponseBase:
    return _answer(request, kind, record_id)


@require_safe
@conditional
def record(request: HttpRequest, kind: Kind, record_id: str, slug: str) -> HttpResponseBase:  # noqa: ARG001 - the slug is for people
    """A wrong slug leads to the right address."""
    return _answer(request, kind, record_id)


@require_safe
@conditional
def timeline(request: HttpRequest, slug: str) -> HttpResponseBase:
    record_id = queries.timeline_id(slug)
    if record_id is None:
        raise Http404
    return _answer(request, "timeline", record_id)


def address(kind: Kind, document: PublicDocument) -> str:
    if kind == "timeline":
        return reverse("pages:timeline", args=[document["slug"]])
    return reverse("pages:record_page", args=[kind, document["id"], document["slug"]])


def _answer(request: HttpRequest, kind: Kind, record_id: str) -> HttpResponseBase:
    edition = queries.current_edition(kind, record_id)
    if edition is None:
        raise Http404
    if edition.op == Operation.MERGE:
        return PermanentRedirect(_survivor(kind, edition.merged_into))
    head = current_head()
    if is_gone(edition):
        return _gone(request, kind, edition, head)
    document = cast(PublicDocument, queries.document_of(edition))
    own = address(kind, document)
    if request.path != own:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{own}?{query}" if query else own)
    seq = frame.as_of(request, head)
    shown = queries.edition_as_of(kind, record_id, seq) if seq is not None else edition
    if shown is None or shown.document is None or shown.is_tombstone:
        raise Http404
    return _shown(request, kind, shown, edition, head)


def _survivor(kind: Kind, record_id: str) -> str:
    if kind == "timeline":
        slug = queries.slugs(kind, [record_id]).get(record_id)
        return reverse("pages:timeline", args=[slug]) if slug else reverse("pages:timelines")
    return reverse("pages:record", args=[kind, record_id])


def _gone(request: HttpRequest, kind: Kind, edition: Edition, head: LedgerHead) -> HttpResponse:
    """The lasting address is the one without words, since the old title stands in the other."""
    path = request.path if kind == "timeline" else reverse("pages:record", args=[kind, edition.record_id])
    notice = notice_of(edition)
    about = frame.PageFrame(notice.heading, SECTIONS.get(kind, kind), frame.canonical(path), noindex=True)
    context = {"notice": notice, "kind": kind, "record_id": edition.record_id}
    return frame.page("gone.html", head, about, context)


def _shown(request: HttpRequest, kind: Kind, shown: Edition, current: Edition, head: LedgerHead) -> HttpResponse:
    document = cast(PublicDocument, queries.document_of(shown))
    title = cast(str, document.get("title") or document.get("name"))
    path = address(kind, document)
    about = frame.PageFrame(
        title, SECTIONS.get(kind, kind), frame.canonical(path), cast(str, document.get("summary") or ""),
        noindex=bool(request.GET),
    )  # fmt: skip
    context = {
        "history": history_of(queries.editions_of(kind, shown.record_id), shown),
        "edition": shown,
        "edition_day": words.day(shown.at.date().isoformat()),
        "cite": citation(settings.SITE_NAME, shown, title, f"{frame.canonical(path)}?as_of={shown.seq}"),
        "kind": kind,
        "record_id": shown.record_id,
        "earlier": shown.number if shown.seq != current.seq else None,
        "now": path,
        "path": path,
        "data": reverse(f"api-{kind}-detail", args=[shown.record_id]),
    }
    if kind == "incident":
        incident = incident_page(cast(IncidentDocument, document))
        return frame.page("incident.html", head, about, {**context, "incident": incident})
    listed = _incidents_of(request, kind, document, head)
    return frame.page("record.html", head, about, {**context, "record": record_page(document), **listed})


def _incidents_of(request: HttpRequest, kind: Kind, document: PublicDocument, head: LedgerHead) -> dict[str, Any]:
    values: dict[str, str] = {kind: document["id"]}
    position = frame.position(request, "incident", values, head)
    rows = page_of("incident", queries.incidents(values, position.as_of, head), values, position, head)
    notes = queries.notes_of(cast(TimelineDocument, document)) if kind == "timeline" else {}
    return {
        "months": months_of((row.edition for row in rows.rows), notes),
        "links": frame.links(request, rows),
        "total": queries.overview(values, position.as_of, head).total,
    }
