"""From the queue to the receivers and back: take, write, send, keep."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ledger.models import Edition
from ledger.webhooks import queue, schedule
from ledger.webhooks.messages import edition_message, test_message
from ledger.webhooks.outcomes import keep
from ledger.webhooks.queue import Claimed
from ledger.webhooks.sending import Clock, Message, Sender
from ledger.webhooks.signing import secrets_of

AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Site:
    """What messages say of us: where changes are read, and the keys that secrets are derived from, newest first."""

    changes: str
    keys: Sequence[str] = field(repr=False)


def deliver_all(*, clock: Clock, site: Site, sender: Sender, budget: timedelta) -> int:
    """Queues and sends until nothing is due or the time is up; returns how many messages were sent."""
    end = clock() + budget
    queue.forget_delivered(now=clock())
    total = 0
    while True:
        queue.enqueue(now=clock())
        sent = deliver_due(clock=clock, site=site, sender=sender, limit=AT_ONCE)
        total += sent
        if not sent or clock() >= end:
            return total


def deliver_due(
    *, clock: Clock, site: Site, sender: Sender, limit: int, jitter: schedule.Random = random.random
) -> int:
    """Sends what is due, at most `limit` messages at once. A worker that is killed anywhere in it has lost nothing:
    what it took is due again when the lease ends, and goes out under the same id."""
    claimed = queue.claim_due(now=clock(), limit=limit)
    answers = sender(_messages(claimed, site, now=clock()))
    for item, answer in zip(claimed, answers, strict=True):
        keep(item, answer, now=clock(), random=jitter)
    return len(claimed)


def _messages(claimed: Sequence[Claimed], site: Site, *, now: datetime) -> list[Message]:
    seqs = [item.delivery.seq for item in claimed if item.delivery.seq is not None]
    editions = Edition.objects.only("seq", "record", "record_id", "op", "at").in_bulk(seqs)
    return [_message(item, editions, site, now=now) for item in claimed]


def _message(item: Claimed, editions: dict[int, Edition], site: Site, *, now: datetime) -> Message:
    delivery, webhook = item.delivery, item.delivery.webhook
    body = (
        test_message(delivery.created_at, changes=site.changes)
        if delivery.seq is None
        else edition_message(editions[delivery.seq], changes=site.changes)
    )
    return Message(delivery.message_id, webhook.url, body, secrets_of(webhook, keys=site.keys, now=now))
