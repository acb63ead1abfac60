"""Any list as a file: the address is that of the list, with another ending."""

import threading

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from ledger.api.answers import known_only
from ledger.documents import Kind
from ledger.files.columns import TABLES
from ledger.files.statements import FORMATS, Format, Variant
from ledger.files.streams import MEDIA_TYPES, FileStream
from ledger.filters import BadParameter
from ledger.kinds import KINDS_BY_PLURAL
from ledger.models import LedgerHead
from ledger.problems import problem
from ledger.selection import Query, Selection, one, read_selection
from ledger.serving import served

VARIANTS: tuple[Variant, ...] = ("machine", "spreadsheet")
# Each holds a thread of the web process and a connection; the rest of them is for everybody else.
FILES_AT_ONCE = 3
RETRY_SECONDS = 10
_places = threading.BoundedSemaphore(FILES_AT_ONCE)


class _Placed(FileStream):
    """A file that holds one of the process's places until it is closed."""

    def __init__(self, selection: Selection, format_: Format, variant: Variant) -> None:
        self._placed = True
        try:
            super().__init__(selection, format_, site=settings.SITE_URL, variant=variant)
        except BaseException:  # whatever it was, the place is free again, and the error goes on
            self._leave()
            raise

    def close(self) -> None:
        super().close()
        self._leave()

    def __del__(self) -> None:
        """A server that drops an answer without closing it must not cost a place for good."""
        if self._placed:
            self.close()

    def _leave(self) -> None:
        if self._placed:
            self._placed = False
            _places.release()


@served
def live_file(request: HttpRequest, head: LedgerHead, name: str, ending: str) -> HttpResponseBase:
    kind, format_ = KINDS_BY_PLURAL[name], _format(KINDS_BY_PLURAL[name], ending)
    query = dict(request.GET.lists())
    selection = read_selection(kind, _in_order_of_seq(query), head, others=["variant"] if format_ == "csv" else [])
    variant = _variant(query)
    headers = _headers(name, format_, selection.as_of)
    if request.method == "HEAD":
        return StreamingHttpResponse([], headers=headers)
    if not _places.acquire(blocking=False):
        response = problem(503, "Too many files are being read; ask again soon.", instance=request.path)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
    return StreamingHttpResponse(_Placed(selection, format_, variant), headers=headers)


def _format(kind: Kind, ending: str) -> Format:
    """Raises Http404 for a file without points that is asked for as a map."""
    format_ = next((known for known in FORMATS if known == ending), None)
    if format_ is None or (format_ == "geojson" and not TABLES[kind].point):
        raise Http404
    return format_


def _in_order_of_seq(query: Query) -> Query:
    """Without a wish: the order in which no row has to be sorted, however many there are."""
    return query if "sort" in query else {**query, "sort": ["changed"]}


def _variant(query: Query) -> Variant:
    text = one(query, "variant")
    for variant in VARIANTS:
        if text in (None, variant):
            return variant
    raise BadParameter("variant", "'variant' cannot be read.", VARIANTS)


def _headers(name: str, format_: Format, seq: int) -> dict[str, str]:
    shown = "inline" if format_ == "geojson" else "attachment"
    headers = {
        "Content-Type": MEDIA_TYPES[format_],
        "Content-Disposition": f'{shown}; filename="daftar-{name}-{seq}.{format_}"',
        "X-Robots-Tag": "noindex",
    }
    if format_ == "csv":
        headers["Link"] = f'<{settings.SITE_URL}{reverse("files:schema", args=[name])}>; rel="describedby"'
    return headers


@served
def schema(request: HttpRequest, _head: LedgerHead, name: str) -> HttpResponseBase:
    """The Table Schema of the CSV."""
    known_only(dict(request.GET.lists()))
    return HttpResponse(orjson.dumps(TABLES[KINDS_BY_PLURAL[name]].schema), content_type="application/schema+json")
