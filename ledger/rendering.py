"""Documents as they are served: the ledger's own bytes, spliced into an answer."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TypedDict

import orjson


class EditionEnvelope(TypedDict):
    """`seq` is a number in a string: it may exceed what a double can hold. `at` is when it was published, in UTC."""

    seq: str
    number: int
    op: str
    at: str
    document_sha256: str


def envelope(seq: int, number: int, op: str, at: datetime, document_sha256: str) -> EditionEnvelope:
    return {"seq": str(seq), "number": number, "op": op, "at": timestamp(at), "document_sha256": document_sha256}


def spliced(edition: EditionEnvelope, document: str) -> orjson.Fragment:
    """The document with the envelope as its first member: nothing is parsed, so nothing can change."""
    return orjson.Fragment(b'{"edition":' + orjson.dumps(edition) + b"," + document.encode()[1:])


def sparse(edition: EditionEnvelope, document: str, fields: Collection[str]) -> dict[str, object]:
    """The envelope, the id and those members of the document that were asked for."""
    whole = orjson.loads(document)
    return {"edition": edition, "id": whole["id"], **{name: whole[name] for name in fields if name in whole}}


def timestamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
