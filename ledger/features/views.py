"""OGC API - Features: maps read the register from /ogc/ as they read any other server."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from ledger.api.answers import known_only, read_number
from ledger.features import answers
from ledger.features.answers import GEOJSON, JSON, OPENAPI, SCHEMA, described, feature, link
from ledger.features.collections import COLLECTIONS, CONFORMANCE, DEFAULT_LIMIT, MAX_LIMIT, Collection
from ledger.features.description import description, feature_schema
from ledger.features.questions import OWN, as_filters
from ledger.filters import ID
from ledger.models import Edition, LedgerHead
from ledger.selection import Selection, Served, page_of, read_as_of, read_selection, resumed
from ledger.serving import served

Query = Mapping[str, Sequence[str]]


@served
def landing(request: HttpRequest, _head: LedgerHead) -> HttpResponseBase:
    known_only(_query(request))
    return _json(answers.landing(_root(request), settings.SITE_NAME))


@served
def conformance(request: HttpRequest, _head: LedgerHead) -> HttpResponseBase:
    known_only(_query(request))
    return _json({"conformsTo": [*CONFORMANCE]})


@served
def api(request: HttpRequest, _head: LedgerHead) -> HttpResponseBase:
    known_only(_query(request))
    return _json(description(_root(request), settings.SITE_NAME), OPENAPI)


@served
def collections(request: HttpRequest, _head: LedgerHead) -> HttpResponseBase:
    known_only(_query(request))
    root = _root(request)
    listed = [described(collection, root) for collection in COLLECTIONS.values()]
    return _json({"collections": listed, "links": [link(f"{root}collections", "self", JSON, "This document")]})


@served
def collection(request: HttpRequest, _head: LedgerHead, name: str) -> HttpResponseBase:
    known_only(_query(request))
    return _json(described(_named(name), _root(request)))


@served
def schema(request: HttpRequest, _head: LedgerHead, name: str) -> HttpResponseBase:
    known_only(_query(request))
    return _json(feature_schema(_named(name)), SCHEMA)


@served
def items(request: HttpRequest, head: LedgerHead, name: str) -> HttpResponseBase:
    """No `numberMatched`, which would cost more than the page; no `timeStamp`, since no answer of ours has a clock."""
    asked, query = _named(name), _query(request)
    selection = read_selection(asked.kind, as_filters(asked, query), head, others=OWN)
    limit = read_number(query, "limit", default=DEFAULT_LIMIT, least=1, most=MAX_LIMIT)
    selection, after = resumed(selection, query, head)
    page = page_of(selection, limit=limit, after=after)
    features = [feature(asked, row, orjson.loads(row.document), settings.SITE_URL) for row in page.rows]
    links = [
        link(_address(request), "self", GEOJSON, "This page"),
        link(f"{_root(request)}collections/{name}", "collection", JSON, asked.title),
    ]
    if page.following is not None:
        following = _address(request, cursor=selection.cursor(page.following))
        links.insert(1, link(following, "next", GEOJSON, "The next page"))
    body = {"type": "FeatureCollection", "features": features, "numberReturned": len(features), "links": links}
    return _json(body, GEOJSON, links)


@served
def item(request: HttpRequest, head: LedgerHead, name: str, feature_id: str) -> HttpResponseBase:
    """404 for what was withdrawn, merged or redacted: the API at /api/v1/ says which."""
    asked, query = _named(name), _query(request)
    known_only(query, "as_of")
    row = _current(asked, feature_id, read_as_of(query, head))
    links = [
        link(_address(request), "self", GEOJSON, "This feature"),
        link(f"{_root(request)}collections/{name}", "collection", JSON, asked.title),
    ]
    return _json({**feature(asked, row, orjson.loads(row.document), settings.SITE_URL), "links": links}, GEOJSON, links)


def _current(asked: Collection, feature_id: str, as_of: int) -> Served:
    """Raises Http404 where there is nothing to show."""
    if not re.fullmatch(ID, feature_id):
        raise Http404
    # The entry says that there is something to show: a tombstone has none.
    shown = Selection(asked.kind, {}, "changed", as_of, "").entries().filter(record_id=feature_id)
    fields = ("seq", "number", "op", "at", "document_sha256", "document")
    row = Edition.objects.filter(seq__in=shown.values("pk"), document__isnull=False).values_list(*fields).first()
    if row is None:
        raise Http404
    return Served._make((*row, ()))


def _named(name: str) -> Collection:
    found = COLLECTIONS.get(name)
    if found is None:
        raise Http404
    return found


def _query(request: HttpRequest) -> Query:
    return dict(request.GET.lists())


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("features:landing"))


def _address(request: HttpRequest, **changed: str) -> str:
    """This request's own address without `as_of`, which a cursor holds already and which must not show at the head."""
    query = request.GET.copy()
    query.pop("as_of", None)
    for name, value in changed.items():
        query[name] = value
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}" if query else request.path)


def _json(body: Any, media_type: str = JSON, links: Sequence[Mapping[str, str]] = ()) -> HttpResponse:
    headers = {"Link": ", ".join(f'<{each["href"]}>; rel="{each["rel"]}"' for each in links)} if links else None
    return HttpResponse(orjson.dumps(body), headers=headers, content_type=media_type)
