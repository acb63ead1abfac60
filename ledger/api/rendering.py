"""Renders answers with orjson; a list splices the documents' own bytes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer

from ledger.api.shapes import EditionEnvelope


class DocumentRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,  # noqa: ARG002 - the framework's signature
        renderer_context: Mapping[str, Any] | None = None,  # noqa: ARG002 - the framework's signature
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data)


def spliced(envelope: EditionEnvelope, document: str) -> orjson.Fragment:
    """The document's own bytes with the envelope as their first member: nothing is parsed, nothing can change."""
    return orjson.Fragment(b'{"edition":' + orjson.dumps(envelope) + b"," + document.encode()[1:])


def timestamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
