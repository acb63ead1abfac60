"""One rule for every public answer: it follows from its address and the head of the ledger, so a reader who has it
already is told so from that head alone."""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from ledger.models import LedgerHead

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]  # P: what the address adds

# A cache between us and readers asks at most every five seconds, and may show its copy for half a minute while it
# does (RFC 5861): that is how late a withdrawal can be seen.
KEPT = "public, max-age=0, s-maxage=5, stale-while-revalidate=30"
# For answers that a consumer follows: never from a stored copy without asking.
ASKED_EACH_TIME = "public, no-cache"
# Changes, and whether a page is an earlier one.
FOLLOWED = ("/api/v1/changes/", "/standing/")
CHECKOUT = Path(__file__).resolve().parent.parent
KEPT_STATUSES = (200, 301, 308, 410)
# The last three are read for pictures: letters, borders, colours.
MADE_OF = (
    ("ledger", "*.py"), ("templates", "*.html"), ("locale", "*.mo"), ("about", "*.md"), ("ledger", "*.ttf"),
    ("static/daftar/basemap", "*.json"), ("static/daftar", "tokens.css"),
)  # fmt: skip


def current_head() -> LedgerHead:
    """The head, or one that stands for a ledger in which nothing was ever written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT epoch, seq, chain FROM ledger_ledgerhead")
        row = cursor.fetchone()
    epoch, seq, chain = row or ("00000000-0000-0000-0000-000000000000", 0, "")
    return LedgerHead(epoch=epoch, seq=seq, chain=chain)


def head_of(request: HttpRequest) -> LedgerHead:
    """The head that this request is answered from, read once."""
    head: LedgerHead | None = getattr(request, "ledger_head", None)
    if head is None:
        head = current_head()
        request.ledger_head = head  # type: ignore[attr-defined]  # requests carry what middleware finds out
    return head


def etag_for(request: HttpRequest, head: LedgerHead) -> str:
    return mark(str(head.epoch), head.seq, request.path_info, request.META.get("QUERY_STRING", ""))


def mark(epoch: str, seq: int, path: str, query: str) -> str:
    """Weak: one answer may travel packed in more than one way."""
    parts = (epoch, str(seq), path, query, release())
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode(errors="surrogatepass")).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, etag: str) -> HttpResponse | None:
    """304 where the reader holds this answer already. A star is no proof of that, and gets the answer."""
    if request.headers.get("If-None-Match", "*").strip() == "*":
        return None
    response: HttpResponse | None = get_conditional_response(request, etag=etag)
    return response


def conditional(view: View[P]) -> View[P]:
    """Answers 304 where the reader's copy is of this head; says how every other answer may be kept."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        etag = etag_for(request, head_of(request))
        known = unchanged(request, etag)
        if known is not None:
            return kept(known, etag, request.path_info)
        response = view(request, *args, **kwargs)
        return kept(response, etag, request.path_info) if response.status_code in KEPT_STATUSES else response

    return answered


@cache
def release() -> str:
    """Changes with all that answers are made of, so that a new release does not vouch for what the last one wrote."""
    digest = hashlib.sha256()
    for folder, pattern in MADE_OF:
        for path in sorted((CHECKOUT / folder).rglob(pattern)):
            digest.update(path.read_bytes())
    digest.update(f"{settings.SITE_NAME} {settings.SITE_URL}".encode())  # they stand on pages and in feeds
    return digest.hexdigest()[:12]


def kept(response: HttpResponseBase, etag: str, path: str) -> HttpResponseBase:
    response.headers.setdefault("ETag", etag)
    response.headers.setdefault("Cache-Control", lasting(path))
    return response


def lasting(path: str) -> str:
    """How long a copy of the answer at `path` lasts: the Cache-Control of a 200, and so of a 304."""
    return ASKED_EACH_TIME if path.startswith(FOLLOWED) else KEPT
