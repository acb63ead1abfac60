"""The shortest way to "you have it already": before sessions, limits and views, by one row."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ledger.caching import current_head, etag_for, kept, unchanged
from ledger.serving import opened

# Nothing below these follows from the ledger's head.
NOT_PUBLIC = ("/admin/", "/static/", "/healthz")


class NotModifiedMiddleware:
    """Compares the reader's mark with the one that this address has at the ledger's head. A mark is a hash over both,
    so nobody can hold it who was not given it with the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "HTTP_IF_NONE_MATCH" in request.META and _follows_head(request):
            etag = etag_for(request, current_head())
            known = unchanged(request, etag)
            if known is not None:
                return opened(kept(known, etag))
        return self.get_response(request)


def _follows_head(request: HttpRequest) -> bool:
    """Whoever waits for a change wants to wait, though nothing has changed yet."""
    return (
        request.method in ("GET", "HEAD")
        and not request.path_info.startswith(NOT_PUBLIC)
        and "wait=" not in request.META.get("QUERY_STRING", "")
    )
