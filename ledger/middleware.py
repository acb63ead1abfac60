"""What can be answered without making the answer: "you have it already", and what was made at this head before.

Both rest on one promise: a public answer follows from its address and the ledger's head, and nothing else.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import psycopg2
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from ledger.caching import ASKED_EACH_TIME, etag_for, head_of, lasting, mark
from ledger.serving import EXPOSED

# Nothing below these follows from the ledger's head.
NOT_PUBLIC = ("/admin/", "/static/", "/healthz")

MEGABYTES = 64
LARGEST_KEPT = 2_000_000

Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]


class NotModified:
    """A WSGI application around another one. It compares the reader's mark with the one that this address has at the
    ledger's head: a mark is a hash over both, so nobody holds it who was not given it with the answer."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        held = environ.get("HTTP_IF_NONE_MATCH")
        if held and _follows_head(environ):
            etag = _mark_now(environ)
            if etag is not None and etag.removeprefix("W/") in held:
                start_response(
                    "304 Not Modified", [("ETag", etag), ("Cache-Control", lasting(environ["PATH_INFO"])), *HEADERS]
                )
                return [b""]
        return self.application(environ, start_response)


HEADERS = [
    ("Vary", "Accept-Encoding"),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", EXPOSED),
]


def _follows_head(environ: Environment) -> bool:
    """Whoever waits for a change wants to wait, though nothing has changed yet."""
    return (
        environ.get("REQUEST_METHOD") in ("GET", "HEAD")
        and not environ.get("PATH_INFO", "").startswith(NOT_PUBLIC)
        and "wait=" not in environ.get("QUERY_STRING", "")
    )


def _mark_now(environ: Environment) -> str | None:
    """None where the database does not answer on the connection that this thread has: the long way opens another."""
    if connection.connection is None or connection.in_atomic_block:
        return None
    try:
        with connection.connection.cursor() as cursor:
            cursor.execute("SELECT epoch, seq FROM ledger_ledgerhead")
            row = cursor.fetchone()
    except psycopg2.Error:
        connection.close()
        return None
    path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode(errors="replace")
    return mark(str(row[0]), row[1], path or "/", environ.get("QUERY_STRING", "")) if row else None


class Answer(NamedTuple):
    content: bytes
    headers: list[tuple[str, str]]

    def bytes_under(self, key: tuple[str, ...]) -> int:
        """Roughly what it takes in memory. A reader chooses what stands in the key, however long."""
        return len(self.content) + sum(map(len, key)) + sum(len(name) + len(value) for name, value in self.headers)


class AnswersInMemory:
    """Keeps the answers asked for last, packed as they travel. An answer is kept under the mark of its address at the
    head, so that the next edition makes all of them unreachable; it has to carry that mark itself, since a few public
    pages tell of more than the ledger (which files there are)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._kept: OrderedDict[tuple[str, ...], Answer] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answered(request)
        # What says nothing of itself, such as the page that there is nothing, must not be kept by anybody's own rules.
        if not request.path_info.startswith(NOT_PUBLIC):
            response.headers.setdefault("Cache-Control", ASKED_EACH_TIME)
        return response

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        # What is read inside a transaction may be rolled back, and its numbers given again.
        if request.method != "GET" or not _follows_head(request.META) or connection.in_atomic_block:
            return self.get_response(request)
        try:
            head = head_of(request)
        except Error:  # the database is away: each view says so in the shape of its own errors
            return self.get_response(request)
        etag = etag_for(request, head)
        # Answers hold absolute addresses, and are packed as the reader can unpack them.
        packed = request.META.get("HTTP_ACCEPT_ENCODING", "")
        key = (etag, request.scheme or "", request.META.get("HTTP_HOST", ""), packed)
        answer = self._found(key)
        if answer is not None and "HTTP_IF_NONE_MATCH" not in request.META:
            return HttpResponse(answer.content, headers=dict(answer.headers))
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and response.status_code == 200 and response.get("ETag") == etag:
            self._keep(key, Answer(response.content, list(response.items())))
        return response

    def _found(self, key: tuple[str, ...]) -> Answer | None:
        with self._lock:
            answer = self._kept.get(key)
            if answer is not None:
                self._kept.move_to_end(key)
            return answer

    def _keep(self, key: tuple[str, ...], answer: Answer) -> None:
        if answer.bytes_under(key) > LARGEST_KEPT:
            return
        with self._lock:
            before = self._kept.get(key)
            self._bytes += answer.bytes_under(key) - (before.bytes_under(key) if before else 0)
            self._kept[key] = answer
            while self._bytes > MEGABYTES * 1_000_000:
                oldest, dropped = self._kept.popitem(last=False)
                self._bytes -= dropped.bytes_under(oldest)
