"""Destroying what a record said in public, for law, safety or privacy. It cannot be undone."""

from django.contrib.auth.models import User
from django.db import transaction

from incidents.documents import PublishableRecord, kind_of
from incidents.services.errors import NoteRequired, NotPublishable
from incidents.services.publishing import current_edition, is_public, withdraw, withdrawing_problems
from ledger import redaction
from ledger.models import Edition, Operation
from ledger.redaction import Mention, NothingToRedact

REASONS = ("legal", "safety", "privacy")
NEVER_PUBLIC = "It was never public, so there is nothing to redact."


def redact(record: PublishableRecord, *, by: User | None, reason_code: str, note: str) -> Edition:
    """Withdraws the record and destroys all its public documents; repeating it changes nothing.

    These are two transactions, the first by publishing.withdraw() with its own rules. A crash between them leaves the
    record withdrawn, and the redaction can be repeated. Raises NoteRequired, NotPublishable.
    """
    _require(reason_code, note)
    problems = redacting_problems(record)
    if problems:
        raise NotPublishable(problems)
    if is_public(record):
        withdraw(record, by=by, reason_code=reason_code, note=note)
    with transaction.atomic(durable=True):
        return redaction.redact(kind_of(record), record.public_id, note=note, reason_code=reason_code)


def redact_earlier_editions(record: PublishableRecord, *, reason_code: str, note: str) -> Edition:
    """Keeps today's public edition and destroys what earlier ones said. Raises NoteRequired, NotPublishable."""
    _require(reason_code, note)
    try:
        with transaction.atomic(durable=True):
            return redaction.redact_earlier(kind_of(record), record.public_id, note=note, reason_code=reason_code)
    except NothingToRedact as refusal:
        raise NotPublishable(["It is not public, so there is no edition to keep: redact all of them."]) from refusal


def redacting_problems(record: PublishableRecord) -> list[str]:
    """Why all of it cannot be redacted; empty if it can."""
    if current_edition(record) is None:
        return [NEVER_PUBLIC]
    return withdrawing_problems(record) if is_public(record) else []


def is_redacted(record: PublishableRecord) -> bool:
    current = current_edition(record)
    return current is not None and current.op == Operation.REDACT and current.is_tombstone


def mentions_of(record: PublishableRecord) -> list[Mention]:
    """Other records whose public documents name this one, and may repeat what is to go."""
    return redaction.mentions_of(record.public_id)


def _require(reason_code: str, note: str) -> None:
    if reason_code not in REASONS:
        raise NotPublishable([f"Choose a reason: {', '.join(REASONS)}."])
    if not note.strip():
        raise NoteRequired("Say in a public note why it is redacted.")
