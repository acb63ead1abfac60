"""Documents as they are served: the ledger's own bytes, spliced into an answer."""

from datetime import UTC, datetime
from typing import TypedDict


class EditionEnvelope(TypedDict):
    """`seq` is a number in a string: it may exceed what a double can hold. `at` is when it was published, in UTC."""

    seq: str
    number: int
    op: str
    at: str
    document_sha256: str


def envelope(seq: int, number: int, op: str, at: datetime, document_sha256: str) -> EditionEnvelope:
    return {"seq": str(seq), "number": number, "op": op, "at": timestamp(at), "document_sha256": document_sha256}


def spliced(edition: EditionEnvelope, document: str) -> str:
    """The document with the envelope as its first member: nothing is parsed, so nothing can change.

    Written by hand, since it is done for every record of every list: no value of an envelope needs an escape.
    """
    return (
        f'{{"edition":{{"seq":"{edition["seq"]}","number":{edition["number"]},"op":"{edition["op"]}",'
        f'"at":"{edition["at"]}","document_sha256":"{edition["document_sha256"]}"}},{document[1:]}'
    )


def timestamp(at: datetime) -> str:
    """The connection speaks UTC, so that there is nothing to convert as a rule."""
    in_utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    return f"{in_utc.isoformat(timespec='microseconds')[:-6]}Z"
