"""The pictures' addresses. Each follows from its address and the ledger's head; what a page does not show, no picture
shows."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from ledger.api.answers import known_only
from ledger.documents import IncidentDocument, Kind
from ledger.models import Edition, LedgerHead, Operation
from ledger.pages import queries
from ledger.pages.history import is_gone
from ledger.pages.standing import Standing
from ledger.pictures.cards import Card, card_picture
from ledger.pictures.png import png
from ledger.pictures.telling import incident_card, record_card, register_card
from ledger.problems import problem
from ledger.selection import Selection, read_as_of
from ledger.serving import served


class PermanentRedirect(HttpResponsePermanentRedirect):
    status_code = 308  # as the pages of merged records


@served
def register_picture(request: HttpRequest, head: LedgerHead) -> HttpResponse:
    standing = standing_of(request, head)
    return pictured(register_card(incidents(standing)))


@served
def record_picture(request: HttpRequest, head: LedgerHead, kind: Kind, record_id: str) -> HttpResponseBase:
    return _answer(request, kind, record_id, standing_of(request, head))


@served
def timeline_picture(request: HttpRequest, head: LedgerHead, slug: str) -> HttpResponseBase:
    standing = standing_of(request, head)
    record_id = queries.timeline_id(slug, standing)
    if record_id is None:
        raise Http404
    return _answer(request, "timeline", record_id, standing)


def _answer(request: HttpRequest, kind: Kind, record_id: str, standing: Standing) -> HttpResponseBase:
    edition = queries.edition_as_of(kind, record_id, standing)
    if edition is None:
        raise Http404
    if edition.op == Operation.MERGE and edition.merged_into:
        return PermanentRedirect(reverse("pages:picture", args=[kind, edition.merged_into]))
    if is_gone(edition):
        return problem(410, "This record is no longer shown.", instance=request.path)
    return pictured(card_of(kind, edition, standing))


def card_of(kind: Kind, edition: Edition, standing: Standing) -> Card:
    document = queries.document_of(edition)
    if document is None:
        raise Http404
    if kind == "incident":
        return incident_card(cast(IncidentDocument, document), edition.seq)
    return record_card(kind, document, incidents(standing, {kind: edition.record_id}))


def standing_of(request: HttpRequest, head: LedgerHead) -> Standing:
    query = dict(request.GET.lists())
    known_only(query, "as_of")
    return Standing(head, read_as_of(query, head))


def incidents(standing: Standing, values: dict[str, str] | None = None) -> Selection:
    return Selection("incident", values or {}, "-date", standing.seq, str(standing.head.epoch))


def pictured(card: Card) -> HttpResponse:
    return HttpResponse(png(card_picture(card)), content_type="image/png")
