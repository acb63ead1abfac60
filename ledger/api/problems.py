"""Errors as problem+json (RFC 9457)."""

from typing import Any


def as_problem(error: Exception, context: dict[str, Any]) -> None:
    return None
