"""What every view of the API shares: it answers as ledger/serving.py says, and is described from its code."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.views import APIView

from ledger.filters import ID, BadParameter
from ledger.models import LedgerHead
from ledger.selection import one
from ledger.serving import served

NO_ID = "0" * 10  # of an address that has none

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as far as an answer depends on it."""

    query: Query
    head: LedgerHead
    http: HttpRequest

    def address(self, path: str, **changed: str | None) -> str:
        """An absolute address: `path` with this query, some of its parameters changed, or left out where None."""
        query = self.http.GET.copy()
        for name, value in changed.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        text = query.urlencode()
        return self.http.build_absolute_uri(f"{path}?{text}" if text else path)


class LedgerView(APIView):
    """A view whose class tells drf-spectacular what to describe. The framework's own way from request to answer is
    left out: it costs more than the answer (docs/decisions/0019)."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: Any, *_args: Any, **kwargs: Any) -> Any:
        return served(self._get)(request, **kwargs)

    def get(self, request: Any, **kwargs: Any) -> Any:
        """The method that the description hangs on."""
        return self.dispatch(request, **kwargs)

    def _get(self, request: HttpRequest, head: LedgerHead, /, **kwargs: Any) -> HttpResponseBase:
        # What is no id names nothing; PostgreSQL could not even be asked about some of it.
        if not re.fullmatch(ID, kwargs.get("id", NO_ID)):
            raise Http404
        return self.answer(Asked(dict(request.GET.lists()), head, request), **kwargs)

    def answer(self, asked: Asked, **kwargs: Any) -> HttpResponseBase:
        raise NotImplementedError


def answered(body: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """`body` is JSON already, as bytes, or becomes it."""
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    return HttpResponse(content, status=status, headers=headers, content_type="application/json")


def known_only(query: Query, *names: str) -> None:
    """Raises BadParameter for every other parameter: none is ever ignored."""
    for name in query:
        if name not in names:
            raise BadParameter(name, f"There is no parameter {name!r} here.", sorted(names))


def read_number(query: Query, name: str, *, default: int, least: int, most: int) -> int:
    """Raises BadParameter for anything but a whole number within the bounds."""
    text = one(query, name)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and least <= int(text) <= most):
        raise BadParameter(name, f"{name!r} cannot be read.", [f"{least} to {most}"])
    return int(text)


def read_flag(query: Query, name: str) -> bool:
    text = one(query, name)
    if text not in (None, "true", "false"):
        raise BadParameter(name, f"{name!r} cannot be read.", ["true", "false"])
    return text == "true"
