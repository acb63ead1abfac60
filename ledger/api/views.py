"""The addresses of /api/v1/: the root, and a list and a detail for each kind of record."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from ledger import documents
from ledger.api.answers import Asked, LedgerView, answered, known_only, read_flag, read_number
from ledger.documents import KINDS, Kind
from ledger.filters import BadParameter
from ledger.fragments import FRAGMENTS
from ledger.kinds import PLURALS
from ledger.models import Edition, LedgerHead, Operation
from ledger.problems import problem
from ledger.rendering import envelope, spliced, timestamp
from ledger.selection import Query, Selection, one, read_as_of, read_selection, resumed, seqs_of
from ledger.serving import served

DOCUMENTS: dict[Kind, type] = {
    "incident": documents.IncidentDocument,
    "actor": documents.ActorDocument,
    "facility": documents.FacilityDocument,
    "place": documents.PlaceDocument,
    "source": documents.SourceDocument,
    "timeline": documents.TimelineDocument,
}
DEFAULT_LIMIT, MAX_LIMIT = 50, 500


class RootView(LedgerView):
    def answer(self, asked: Asked, **_kwargs: Any) -> HttpResponse:
        known_only(asked.query)
        names = {
            **{PLURALS[kind]: f"api-{kind}-list" for kind in KINDS},
            "changes": "api-changes",
            "schema": "api-schema",
            "docs": "api-docs",
        }
        links = {name: asked.address(reverse(view)) for name, view in names.items()}
        return answered({"epoch": str(asked.head.epoch), "head": str(asked.head.seq), "links": links})


class ListView(LedgerView):
    kind: Kind

    def answer(self, asked: Asked, **_kwargs: Any) -> HttpResponse:
        query = asked.query
        selection = read_selection(self.kind, query, asked.head, others=("limit", "cursor", "fields", "count"))
        limit = read_number(query, "limit", default=DEFAULT_LIMIT, least=1, most=MAX_LIMIT)
        fields = read_fields(self.kind, query)
        selection, after = resumed(selection, query, asked.head)
        count = _count(selection, asked.head) if read_flag(query, "count") else None
        found = seqs_of(selection, limit=limit, after=after)
        results = FRAGMENTS.of(selection.epoch, found.seqs)
        if fields is not None:
            results = [_sparse(result, fields) for result in results]
        following = None
        if found.following is not None:
            following = asked.address(asked.http.path, cursor=selection.cursor(found.following), as_of=None)
        rest = orjson.dumps({"next": following, "head": str(selection.as_of), "count": count})
        body = b"".join((b'{"results":[', b",".join(results), b"],", rest[1:]))
        return answered(body, headers={"Link": f'<{following}>; rel="next"'} if following else None)


class DetailView(LedgerView):
    kind: Kind

    def answer(self, asked: Asked, **kwargs: Any) -> HttpResponse:
        known_only(asked.query, "as_of", "fields")
        fields = read_fields(self.kind, asked.query)
        edition = edition_at(self.kind, kwargs["id"], asked.query, asked.head)
        if edition.op == Operation.MERGE:
            return self._moved(asked, edition)
        document = edition.document
        if document is None or edition.is_tombstone:
            return _gone(asked.http, edition)
        shown = envelope(edition.seq, edition.number, edition.op, edition.at, edition.document_sha256)
        whole = spliced(shown, document).encode()
        return answered(whole if fields is None else _sparse(whole, fields))

    def _moved(self, asked: Asked, edition: Edition) -> HttpResponse:
        target = reverse(f"api-{self.kind}-detail", kwargs={"id": edition.merged_into})
        location = asked.http.build_absolute_uri(target)
        body = {
            "id": edition.record_id, "merged_into": edition.merged_into, "location": location, "note": edition.note,
        }  # fmt: skip
        return answered(body, status=308, headers={"Location": location})


@served
def nothing_here(_request: HttpRequest, _head: LedgerHead) -> HttpResponse:
    """Any other address below /api/v1/, so that its 404 has the API's shape."""
    raise Http404


def edition_at(kind: Kind, record_id: str, query: Query, head: LedgerHead) -> Edition:
    """The edition that was current then. Raises Http404 where there was none."""
    edition: Edition | None = Edition.objects.as_of(read_as_of(query, head)).of_record(kind, record_id).first()
    if edition is None:
        raise Http404
    return edition


def read_fields(kind: Kind, query: Query) -> tuple[str, ...] | None:
    """The members of the document that are wanted; None for all. Raises BadParameter for one that it does not have."""
    text = one(query, "fields")
    if text is None:
        return None
    names, known = tuple(dict.fromkeys(text.split(","))), list(DOCUMENTS[kind].__annotations__)
    for name in names:
        if name not in known:
            raise BadParameter("fields", f"A document of this kind has no member {name!r}.", known)
    return names


def _sparse(result: bytes, fields: tuple[str, ...]) -> bytes:
    whole = orjson.loads(result)
    return orjson.dumps({name: whole[name] for name in ("edition", "id", *fields)})


def _count(selection: Selection, head: LedgerHead) -> int:
    return _counted(head.chain, selection.kind, tuple(sorted(selection.values.items())), selection.as_of)


@lru_cache(maxsize=1024)
def _counted(chain: str, kind: Kind, values: tuple[tuple[str, Any], ...], as_of: int) -> int:  # noqa: ARG001 - the same chain is the same ledger, word for word
    selection = Selection(kind, dict(values), "", as_of, "")
    return selection.entries().count()


def _gone(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A redaction is told like a withdrawal: there is nothing left to show."""
    told: Mapping[str, str] = {
        "reason_code": edition.reason_code,
        "note": edition.note,
        "withdrawn_at": timestamp(edition.at),
        "seq": str(edition.seq),
    }
    return problem(410, "This record was withdrawn.", instance=request.path, **told)
