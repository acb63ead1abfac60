"""What every view of the API shares: who may read it, how it is cached, and how it speaks of errors."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.cache import get_conditional_response
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ledger.caching import REVALIDATE, current_head, etag_for

METHODS = "GET, HEAD, OPTIONS"


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger ends; an empty ledger ends at 0."""

    epoch: str
    seq: int


class AcceptHeaderOnly(DefaultContentNegotiation):
    """An address has one answer: `?format=` is an unknown parameter like any other."""

    settings: Any = SimpleNamespace(URL_FORMAT_OVERRIDE=None)


class PublicView(APIView):
    """Read-only, for any origin, never stored without asking again."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = AcceptHeaderOnly

    def options(self, request: Any, *_args: Any, **_kwargs: Any) -> Response:  # noqa: ARG002 - asked by name
        return Response(
            status=204,
            headers={
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": "If-None-Match",
                "Access-Control-Max-Age": "86400",
            },
        )

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final = super().finalize_response(request, response, *args, **kwargs)
        final["Access-Control-Allow-Origin"] = "*"
        final["Access-Control-Expose-Headers"] = "ETag, Location"
        final.setdefault("Cache-Control", REVALIDATE)
        return final


class LedgerView(PublicView):
    """An answer that is a function of its address and of the ledger's head; answer() makes it."""

    def get(self, request: Request, *_args: Any, **kwargs: Any) -> Any:
        row = current_head()
        head, etag = Head(str(row.epoch), row.seq), etag_for(request._request, row)
        unchanged = get_conditional_response(request._request, etag=etag)
        if unchanged is not None:
            unchanged["ETag"] = etag
            return unchanged
        response = self.answer(request, head, **kwargs)
        response["ETag"] = etag
        return response

    def answer(self, request: Request, head: Head, **kwargs: Any) -> Response:
        raise NotImplementedError
