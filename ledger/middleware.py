"""The shortest way to "you have it already": in front of the framework, by one row."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import DatabaseError, InterfaceError, connection

from ledger.caching import KEPT, mark
from ledger.serving import EXPOSED

# Nothing below these follows from the ledger's head.
NOT_PUBLIC = ("/admin/", "/static/", "/healthz")

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
                start_response("304 Not Modified", [("ETag", etag), *HEADERS])
                return [b""]
        return self.application(environ, start_response)


HEADERS = [
    ("Cache-Control", KEPT),
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
    except (DatabaseError, InterfaceError, connection.Database.Error):
        connection.close()
        return None
    path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode(errors="replace")
    return mark(str(row[0]), row[1], path or "/", environ.get("QUERY_STRING", "")) if row else None
