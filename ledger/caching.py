"""One rule for every public answer: it follows from its address and the head of the ledger, so a reader who has it
already is told so from that head alone."""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from ledger.models import LedgerHead

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]  # P: what the address adds

# A stored copy may be shown only after asking whether the head is still the same: a withdrawal is seen at once.
REVALIDATE = "public, no-cache"
CHECKOUT = Path(__file__).resolve().parent.parent


def current_head() -> LedgerHead:
    """The head, or one that stands for a ledger in which nothing was ever written."""
    return LedgerHead.objects.first() or LedgerHead(epoch="00000000-0000-0000-0000-000000000000", seq=0, chain="")


def etag_for(request: HttpRequest, head: LedgerHead) -> str:
    parts = [str(head.epoch), str(head.seq), request.get_full_path(), release()]
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def conditional(view: View[P]) -> View[P]:
    """Answers 304 where the reader's copy is of this head; says how every other answer may be kept."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        etag = etag_for(request, current_head())
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged is not None:
            return _kept(unchanged, etag)
        response = view(request, *args, **kwargs)
        return _kept(response, etag) if response.status_code in (200, 301, 308, 410) else response

    return answered


@cache
def release() -> str:
    """Changes with the code and the templates, so that a new release does not vouch for what the last one wrote."""
    digest = hashlib.sha256()
    for folder, pattern in (("ledger", "*.py"), ("templates", "*.html")):
        for path in sorted((CHECKOUT / folder).rglob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _kept(response: HttpResponse | HttpResponseBase, etag: str) -> HttpResponseBase:
    response.headers.setdefault("ETag", etag)
    response.headers.setdefault("Cache-Control", REVALIDATE)
    return response
