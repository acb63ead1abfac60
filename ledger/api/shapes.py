"""The shapes that the API adds to the ledger's documents. The schema is made from them and from ledger/documents.py."""

from typing import Literal, TypedDict

from ledger.differences import Difference


class _ProblemMembers(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    instance: str


class Problem(_ProblemMembers, total=False):
    """An error as of RFC 9457. `parameter` and `allowed` come with 400; `snapshot` with the 410 after a restore; the
    rest with a withdrawn record's 410."""

    parameter: str
    allowed: list[str]
    snapshot: str
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


class Change(TypedDict):
    """One record's newest edition. `document` is null where there is nothing to show any more (withdraw, merge,
    redact, out_of_scope): whoever has the record lets it go. `id` and `record` name it for ever; `chain` lets a mirror
    prove that nothing was left out."""

    seq: str
    op: Literal["publish", "revise", "withdraw", "merge", "redact", "out_of_scope"]
    record: Literal["incident", "actor", "facility", "place", "source", "timeline"]
    id: str
    number: int
    at: str
    note: str
    reason_code: str
    merged_into: str | None
    document_sha256: str
    chain: str


class EditionLine(TypedDict):
    """One edition of a record: what it changed and why. `differences` is null where either side was redacted;
    `address` shows the record as of this edition."""

    seq: str
    number: int
    op: str
    at: str
    note: str
    reason_code: str
    merged_into: str | None
    document_sha256: str
    chain: str
    redacted_by: str | None
    superseded_by: str | None
    address: str
    differences: list[Difference] | None
