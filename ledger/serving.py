"""How programs are served: read-only, for any origin, 304 from the head alone, errors in one shape."""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import SuspiciousOperation
from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from ledger.caching import ASKED_EACH_TIME, KEPT_STATUSES, etag_for, head_of, kept, unchanged
from ledger.models import LedgerHead
from ledger.problems import problem, told

P = ParamSpec("P")
Served = Callable[Concatenate[HttpRequest, LedgerHead, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, Content-Disposition, Deprecation, Sunset"
# As long as a database takes to start again.
RETRY_SECONDS = 5
logger = logging.getLogger(__name__)


def served(view: Served[P]) -> View[P]:
    """Gives the view the ledger's head, and its answers what every machine's answer carries.

    The view may raise BadParameter, StaleCursor and Http404; whatever nobody foresaw is logged, and told to nobody.
    """

    @csrf_exempt  # nothing here writes, and a refused POST shall get the same problem as everything else
    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return opened(_options())
        if request.method not in ("GET", "HEAD"):
            return opened(_refused(request))
        try:
            head = head_of(request)
        except Error as error:
            return opened(failed(request, error))
        etag = etag_for(request, head)
        # Whoever waits is answered later, from a head that is not there yet: no mark of now fits that.
        waits = _waits(request)
        known = None if waits else unchanged(request, etag)
        if known is not None:
            return opened(kept(known, etag, request.path_info))
        try:
            response = view(request, head, *args, **kwargs)
        except Exception as error:  # the last line of defence: the asker gets a problem, the log gets the rest
            response = failed(request, error)
        return opened(
            response if waits or response.status_code not in KEPT_STATUSES else kept(response, etag, request.path_info)
        )

    return answered


def _waits(request: HttpRequest) -> bool:
    """False for a query of too many parameters, which the view cannot read either, and which is refused there."""
    with suppress(SuspiciousOperation):
        return "wait" in request.GET
    return False


def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """The problem that tells of `error`."""
    known = told(error)
    if known is None:
        logger.error("%s failed", request.path, exc_info=error)
        return _broken(request, error)
    status, detail, members = known
    return problem(status, detail, instance=request.path, **members)


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    if not isinstance(error, OperationalError | InterfaceError):
        return problem(500, "Something went wrong here; it was logged.", instance=request.path)
    response = problem(503, "The register cannot be read just now; ask again soon.", instance=request.path)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def opened(response: HttpResponseBase) -> HttpResponseBase:
    """Any page of any origin may read this; a cache must tell packed answers from plain ones."""
    response.headers.setdefault("Cache-Control", ASKED_EACH_TIME)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _options() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Authorization, If-None-Match, X-API-Key",
            "Access-Control-Max-Age": "86400",
        },
    )


def _refused(request: HttpRequest) -> HttpResponse:
    response = problem(405, "Only GET, HEAD and OPTIONS.", instance=request.path)
    response.headers["Allow"] = METHODS
    return response
