"""Errors as problem+json (RFC 9457), in one shape for every answer that a program reads."""

from collections.abc import Mapping
from http import HTTPStatus

import orjson
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse

from ledger.filters import BadParameter, Contradiction
from ledger.paging import NotThere, StaleCursor

MEDIA_TYPE = "application/problem+json"
RESTORED = "The ledger was restored since: its numbers mean something else now. Start again from the snapshot."
STATUSES: dict[type[BadParameter], int] = {
    NotThere: HTTPStatus.NOT_FOUND,
    Contradiction: HTTPStatus.CONFLICT,
}
SNAPSHOT = "/data/latest/manifest.json"


def problem(status: int, detail: str, *, instance: str, **members: object) -> HttpResponse:
    """`instance` is the path that was asked for; `members` come on top of the standard's own."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return HttpResponse(
        orjson.dumps({**body, "instance": instance, **members}), status=status, content_type=MEDIA_TYPE
    )  # fmt: skip


def told(error: Exception) -> tuple[int, str, Mapping[str, object]] | None:
    """Status, detail and members for an error that the asker can do something about; None for any other."""
    match error:
        case BadParameter():
            return (
                STATUSES.get(type(error), 400),
                error.detail,
                {"parameter": error.parameter, "allowed": error.allowed},
            )
        case StaleCursor():
            return HTTPStatus.GONE, RESTORED, {"snapshot": SNAPSHOT}
        case Http404():
            return HTTPStatus.NOT_FOUND, "There is nothing here.", {}
        case PermissionDenied():
            return HTTPStatus.FORBIDDEN, "This is not public.", {}
        case SuspiciousOperation():
            return HTTPStatus.BAD_REQUEST, "This request cannot be read.", {}
    return None
