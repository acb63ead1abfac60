"""What is sent: which record changed and how, where to read it, and not one word of the document."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

import orjson

from ledger.models import Edition, Operation
from ledger.rendering import timestamp

TYPES: dict[str, str] = {
    Operation.PUBLISH: "edition.published",
    Operation.REVISE: "edition.revised",
    Operation.WITHDRAW: "edition.withdrawn",
    Operation.MERGE: "edition.merged",
    Operation.REDACT: "edition.redacted",
}
TEST = "webhook.test"


def message_id_of(webhook_id: int, epoch: UUID, seq: int) -> str:
    """The same for ever, so that a message sent again is known again; without a full stop, as signatures need it."""
    return f"msg_{hashlib.sha256(f'{webhook_id}:{epoch}:{seq}'.encode()).hexdigest()[:32]}"


def new_test_id() -> str:
    return f"msg_{secrets.token_hex(16)}"


def edition_message(edition: Edition, *, changes: str) -> bytes:
    """`changes` is the absolute address of the list of changes."""
    said = {"record": edition.record, "id": edition.record_id, "seq": str(edition.seq), "changes": changes}
    return orjson.dumps({"type": TYPES[edition.op], "timestamp": timestamp(edition.at), "data": said})


def test_message(at: datetime, *, changes: str) -> bytes:
    return orjson.dumps({"type": TEST, "timestamp": timestamp(at), "data": {"changes": changes}})
