"""The addresses of /api/v1/: the root, and a list and a detail for each kind of record."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from ledger import paging
from ledger.api.answers import Head, LedgerView, PublicView
from ledger.api.problems import problem
from ledger.api.rendering import spliced, timestamp
from ledger.api.shapes import EditionEnvelope, Merged, Root
from ledger.documents import KINDS, Kind
from ledger.filters import BadParameter, narrowed, read_filters
from ledger.models import Edition, Operation

PLURALS: dict[Kind, str] = {
    "incident": "incidents",
    "actor": "actors",
    "facility": "facilities",
    "place": "places",
    "source": "sources",
    "timeline": "timelines",
}
DEFAULT_LIMIT, MAX_LIMIT = 50, 500
ENVELOPE = ("seq", "number", "op", "at", "document_sha256", "document")


class RootView(LedgerView):
    def answer(self, request: Request, head: Head, **_kwargs: Any) -> Response:
        refuse_parameters(request)
        names = {**{PLURALS[kind]: f"api-{kind}-list" for kind in KINDS}, "schema": "api-schema", "docs": "api-docs"}
        links = {name: request.build_absolute_uri(reverse(view)) for name, view in names.items()}
        return Response(Root(epoch=head.epoch, head=str(head.seq), links=links))


class ListView(LedgerView):
    kind: Kind

    def answer(self, request: Request, head: Head, **_kwargs: Any) -> Response:
        query = dict(request.query_params.lists())
        values = read_filters(self.kind, query, others=("limit", "cursor"))
        limit = _limit(request.query_params.get("limit"))
        mark = paging.fingerprint(self.kind, values)
        cursor = self._cursor(request.query_params.get("cursor"), head, mark)
        as_of = cursor.seq if cursor else head.seq
        # A document that was redacted after this walk began has no words left to show.
        rows = narrowed(self.kind, values, as_of).filter(edition__document__isnull=False)
        rows = paging.ordered(self.kind, paging.beyond(self.kind, rows, cursor.key) if cursor else rows)
        keys = paging.key_columns(self.kind)
        found = list(rows.values_list(*(f"edition__{column}" for column in ENVELOPE), *keys)[: limit + 1])
        shown = found[:limit]
        following = None
        if len(found) > limit:
            key = tuple(str(part) for part in shown[-1][len(ENVELOPE) :])
            following = _with_cursor(request, paging.Cursor(head.epoch, as_of, mark, key).encoded())
        results = [spliced(_envelope(row), row[5]) for row in shown]
        return Response({"results": results, "next": following, "head": str(as_of)})

    def _cursor(self, text: str | None, head: Head, mark: str) -> paging.Cursor | None:
        if text is None:
            return None
        return paging.read_cursor(text, kind=self.kind, epoch=head.epoch, head=head.seq, filters=mark)


class DetailView(LedgerView):
    kind: Kind

    def answer(self, request: Request, head: Head, **kwargs: Any) -> Response:
        refuse_parameters(request)
        edition = Edition.objects.as_of(head.seq).of_record(self.kind, kwargs["id"]).first()
        if edition is None:
            raise Http404
        if edition.op == Operation.MERGE:
            return self._moved(request, edition)
        if edition.op in (Operation.WITHDRAW, Operation.REDACT) or edition.document is None:
            return _gone(request, edition)
        row = tuple(getattr(edition, column) for column in ENVELOPE)
        return Response(spliced(_envelope(row), edition.document))

    def _moved(self, request: Request, edition: Edition) -> Response:
        target = reverse(f"api-{self.kind}-detail", kwargs={"id": edition.merged_into})
        location = request.build_absolute_uri(target)
        body = Merged(id=edition.record_id, merged_into=edition.merged_into, location=location, note=edition.note)
        return Response(body, status=308, headers={"Location": location})


class NothingHere(PublicView):
    """Any other address below /api/v1/, so that its 404 has the API's shape."""

    @extend_schema(exclude=True)
    def get(self, _request: Request, *_args: Any, **_kwargs: Any) -> HttpResponse:
        raise Http404


def refuse_parameters(request: Request) -> None:
    for name in request.query_params:
        raise BadParameter(name, f"There is no parameter {name!r} here.")


def _gone(request: Request, edition: Edition) -> Response:
    """`op` redact without a document of its own is told like a withdrawal: there is nothing left to show."""
    told: Mapping[str, str] = {
        "reason_code": edition.reason_code,
        "note": edition.note,
        "withdrawn_at": timestamp(edition.at),
        "seq": str(edition.seq),
    }
    return problem(410, "This record was withdrawn.", instance=request.path, **told)


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MAX_LIMIT):
        raise BadParameter("limit", "'limit' cannot be read.", [f"1 to {MAX_LIMIT}"])
    return int(text)


def _with_cursor(request: Request, cursor: str) -> str:
    query = request.query_params.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _envelope(row: tuple[Any, ...]) -> EditionEnvelope:
    seq, number, op, at, document_sha256 = row[:5]
    return {"seq": str(seq), "number": number, "op": op, "at": timestamp(at), "document_sha256": document_sha256}
