"""At the door of everything public: a key is checked, and what is asked for is counted.

key? > known? > usable? > whose limit? > count > answer
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from ledger.access import keys
from ledger.access.answers import TWO_KEYS, UNKNOWN, tell_quota, too_many, unauthorized, unusable
from ledger.access.clients import client_of
from ledger.access.limits import Limit, Verdict, complain, counter_at
from ledger.access.models import ApiKey, Scope
from ledger.middleware import NOT_PUBLIC

FILE = re.compile(r"/data/.+\.(?:csv|jsonl|geojson|timelinejs|parquet|gpkg)(?:\.gz)?")
# Half a second of a processor each.
DRAWN = re.compile(r"(?:/[a-z]{2})?/(?:charts|pictures)/.+\.png")
DEAR = 10


class BadKey(Exception):
    """The message goes to whoever sent it."""


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A browser asks OPTIONS first and without a key; refused there, its page could not even read why.
        if request.method == "OPTIONS" or request.path_info.startswith(NOT_PUBLIC):
            return self.get_response(request)
        try:
            key, refusal = usable_key(request.META), ""
        except BadKey as bad:
            key, refusal = None, str(bad)
        except Error:  # the database is away: nobody knows the key, and the view says why it cannot answer
            key, refusal = None, ""
        # A key that does not work is counted as well, so that nobody tries out many.
        limit, verdict = counted(request, key)
        response = self._answer(request, refusal, limit, verdict)
        if limit and verdict:
            tell_quota(response, limit, verdict)
        return response

    def _answer(
        self, request: HttpRequest, refusal: str, limit: Limit | None, verdict: Verdict | None
    ) -> HttpResponseBase:
        if limit and verdict and not verdict.allowed:
            return too_many(request, limit, verdict)
        return unauthorized(request, refusal) if refusal else self.get_response(request)


def usable_key(meta: Mapping[str, Any]) -> ApiKey | None:
    """None where none was sent. Raises BadKey rather than take a reader who sent one for one who did not."""
    tokens = presented(meta)
    if not tokens:
        return None
    if len(tokens) > 1:
        raise BadKey(TWO_KEYS)
    key = keys.recognised(tokens.pop())
    if key is None:
        raise BadKey(UNKNOWN)
    now = timezone.now()
    refusal = unusable(key, now)
    if refusal:
        raise BadKey(refusal)
    keys.note_use(key, now=now)
    return key


def presented(meta: Mapping[str, Any]) -> set[str]:
    """Other schemes than Bearer are not ours: a password on a site under trial goes by the same header."""
    scheme, _, credentials = meta.get("HTTP_AUTHORIZATION", "").partition(" ")
    tokens = {credentials.strip()} if scheme.lower() == "bearer" else set()
    if "HTTP_X_API_KEY" in meta:
        tokens.add(meta["HTTP_X_API_KEY"].strip())
    return tokens


def counted(request: HttpRequest, key: ApiKey | None) -> tuple[Limit | None, Verdict | None]:
    is_file = FILE.fullmatch(request.path_info) is not None
    limit = limit_for(request.META, key, Scope.BULK if is_file else Scope.READ)
    counter = counter_at(settings.RATE_LIMIT_STORAGE_URL) if limit else None
    cost = DEAR if is_file or DRAWN.fullmatch(request.path_info) else 1
    verdict = counter.take(limit, cost) if limit and counter else None
    return limit, verdict


def limit_for(meta: Mapping[str, Any], key: ApiKey | None, scope: Scope) -> Limit | None:
    """A key's own limit for what it was made for; for everything else that of the address. None: no limit."""
    if key is not None and scope in key.scopes:
        quota = key.requests_per_minute or settings.KEY_REQUESTS_PER_MINUTE
        return Limit("key", str(key.pk), quota) if quota else None
    quota = settings.ANONYMOUS_REQUESTS_PER_MINUTE
    if not quota:
        return None
    who = client_of(meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES)
    if who is None:
        complain("requests are not limited: they come without an address. Set TRUSTED_PROXIES.")
        return None
    return Limit("anonymous", who, quota)
