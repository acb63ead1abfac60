"""The queue of messages: one row for every edition that a receiver should hear of, and taking rows to send them.

Every step can be repeated: a row is there once (a constraint), and a row that was taken comes back when its lease ends.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, OuterRef, Subquery

from ledger.models import Edition, LedgerHead
from ledger.webhooks.messages import message_id_of
from ledger.webhooks.models import Delivery, Webhook
from ledger.webhooks.schedule import ATTEMPTS

ROWS_AT_ONCE = 1_000
# Longer than the longest call (network.py) and everything around it.
LEASE = timedelta(seconds=90)
# To one receiver at the same time; to one that fails, a single message finds out whether it is back.
AT_ONCE_EACH = 5
AT_ONCE_WHILE_FAILING = 1
KEPT = timedelta(days=30)
WORKER_LOST = "The worker stopped in the middle of the last attempt; whether it arrived is not known."


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this worker may send until the lease ends."""

    delivery: Delivery
    lease_until: datetime


def start(webhook: Webhook) -> None:
    """Puts a new receiver at the end of the ledger: it hears of what comes after."""
    head = LedgerHead.objects.first()
    if head is not None:
        webhook.epoch, webhook.from_seq, webhook.queued_seq = head.epoch, head.seq, head.seq


def enqueue(*, now: datetime) -> int:
    """Makes the rows that are missing for active receivers; returns how many editions were looked at."""
    head = LedgerHead.objects.first()
    if head is None:
        return 0
    behind = Webhook.objects.active().exclude(epoch=head.epoch, queued_seq__gte=head.seq)
    return sum(_enqueue_for(webhook_id, head, now=now) for webhook_id in behind.values_list("pk", flat=True))


def _enqueue_for(webhook_id: int, head: LedgerHead, *, now: datetime) -> int:
    looked_at = 0
    while step := _enqueue_some(webhook_id, head, now=now):
        looked_at += step
    return looked_at


@transaction.atomic
def _enqueue_some(webhook_id: int, head: LedgerHead, *, now: datetime) -> int:
    """Numbers have no gaps and appear in order (append.py), so nothing can turn up later behind `queued_seq`."""
    webhook = Webhook.objects.active().filter(pk=webhook_id).select_for_update(skip_locked=True).first()
    if webhook is None:
        return 0
    _follow(webhook, head)
    last = min(webhook.queued_seq + ROWS_AT_ONCE, head.seq)
    editions = Edition.objects.filter(seq__gt=webhook.queued_seq, seq__lte=last)
    if webhook.kinds:
        editions = editions.filter(record__in=webhook.kinds)
    Delivery.objects.bulk_create(
        [
            Delivery(
                webhook=webhook, epoch=head.epoch, seq=seq, message_id=message_id_of(webhook.pk, head.epoch, seq),
                next_attempt_at=now, created_at=now,
            )
            for seq in editions.order_by("seq").values_list("seq", flat=True)
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    looked_at = last - webhook.queued_seq
    webhook.queued_seq = last
    webhook.save(update_fields=["epoch", "from_seq", "queued_seq"])
    return looked_at


def _follow(webhook: Webhook, head: LedgerHead) -> None:
    """After a restore these rows come from the same backup; should one be ahead of it, its edition is no more, and its
    number will be given to another."""
    if webhook.epoch == head.epoch:
        return
    webhook.epoch = head.epoch
    webhook.from_seq, webhook.queued_seq = min(webhook.from_seq, head.seq), min(webhook.queued_seq, head.seq)
    webhook.deliveries.filter(seq__gt=head.seq).delete()


def claim_due(*, now: datetime, limit: int) -> list[Claimed]:
    """Takes messages whose time has come, those that waited longest first, and no more than a receiver's share."""
    sending = Counter(
        dict(Delivery.objects.being_sent(now=now).order_by().values_list("webhook").annotate(Count("pk")))
    )  # fmt: skip
    free = limit - sending.total()
    claimed: list[Claimed] = []
    for webhook in _with_something_due(now):
        most = AT_ONCE_EACH if webhook.failing_since is None else AT_ONCE_WHILE_FAILING
        share = min(most - sending[webhook.pk], free - len(claimed))
        if share > 0:
            claimed += _claim_for(webhook, now=now, share=share)
    return claimed


def _with_something_due(now: datetime) -> Sequence[Webhook]:
    due = Delivery.objects.due(now=now).may_be_sent(now=now).filter(webhook=OuterRef("pk"))
    oldest = Subquery(due.order_by("next_attempt_at").values("next_attempt_at")[:1])
    return list(Webhook.objects.annotate(oldest=oldest).exclude(oldest=None).order_by("oldest"))


@transaction.atomic
def _claim_for(webhook: Webhook, *, now: datetime, share: int) -> list[Claimed]:
    due = Delivery.objects.due(now=now).may_be_sent(now=now).filter(webhook=webhook).order_by("next_attempt_at", "seq")
    rows = list(due.select_for_update(skip_locked=True, of=("self",))[:share])
    spent = [row.pk for row in rows if row.attempts >= attempts_of(row)]
    Delivery.objects.filter(pk__in=spent).update(
        state=Delivery.State.DEAD, lease_until=None, last_error=WORKER_LOST
    )  # fmt: skip
    taken = [row for row in rows if row.pk not in spent]
    lease_until = now + LEASE
    Delivery.objects.filter(pk__in=[row.pk for row in taken]).update(
        lease_until=lease_until, attempts=F("attempts") + 1, last_attempt_at=now
    )
    for row in taken:
        row.webhook, row.attempts = webhook, row.attempts + 1
    return [Claimed(row, lease_until) for row in taken]


def attempts_of(delivery: Delivery) -> int:
    """An editor waits for the outcome of a test: it is not tried again."""
    return ATTEMPTS if delivery.seq is not None else 1


def forget_delivered(*, now: datetime, limit: int = ROWS_AT_ONCE) -> int:
    """Drops rows of messages that arrived long ago; what was given up stays until an editor decides."""
    old = Delivery.objects.filter(state=Delivery.State.DELIVERED, delivered_at__lt=now - KEPT)
    return Delivery.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:limit])).delete()[0]
