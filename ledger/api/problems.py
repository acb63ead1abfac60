"""Errors as problem+json (RFC 9457), in one shape for everything under /api/."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from ledger.filters import BadParameter
from ledger.paging import StaleCursor

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)


def as_problem(error: Exception, context: Mapping[str, Any]) -> Response:
    """The framework's exception handler. What nobody foresaw is logged, and told to nobody."""
    path = context["request"].path
    status, detail, members = _told(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s failed", path, exc_info=error)
    return problem(status, detail, instance=path, **members)


def problem(status: int, detail: str, *, instance: str, **members: object) -> Response:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response({**body, "instance": instance, **members}, status=status, content_type=MEDIA_TYPE)


def _told(error: Exception) -> tuple[int, str, dict[str, object]]:
    match error:
        case BadParameter():
            return HTTPStatus.BAD_REQUEST, error.detail, {"parameter": error.parameter, "allowed": error.allowed}
        case StaleCursor():
            return HTTPStatus.GONE, "The ledger was restored since this walk began: start again without a cursor.", {}
        case Http404():
            return HTTPStatus.NOT_FOUND, "There is nothing here.", {}
        case PermissionDenied():
            return HTTPStatus.FORBIDDEN, "This is not public.", {}
        case SuspiciousOperation():
            return HTTPStatus.BAD_REQUEST, "This request cannot be read.", {}
        case APIException():
            return error.status_code, str(error.detail), {}
    return HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; it was logged.", {}
