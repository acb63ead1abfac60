"""The shapes that the API adds to the ledger's documents. The schema is made from them and from ledger/documents.py."""

from typing import TypedDict


class EditionEnvelope(TypedDict):
    """`seq` is a number in a string: it may exceed what a double can hold. `at` is when it was published, in UTC."""

    seq: str
    number: int
    op: str
    at: str
    document_sha256: str


class _ProblemMembers(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    instance: str


class Problem(_ProblemMembers, total=False):
    """An error as of RFC 9457. `parameter` and `allowed` come with 400; the last four with a withdrawn record's 410."""

    parameter: str
    allowed: list[str]
    reason_code: str
    note: str
    withdrawn_at: str
    seq: str


class Merged(TypedDict):
    """The body of a 308: `location` is where the record lives on."""

    id: str
    merged_into: str
    location: str
    note: str


class Root(TypedDict):
    """`epoch` changes when the ledger was restored; `head` is the seq of its newest edition."""

    epoch: str
    head: str
    links: dict[str, str]
