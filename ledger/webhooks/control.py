"""What editors do with webhooks: test, pause, switch on, send again, replay. Plain values in, rows changed."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from ledger.webhooks import bell
from ledger.webhooks.messages import new_test_id
from ledger.webhooks.models import Delivery, Webhook


@transaction.atomic
def send_test(webhook: Webhook, *, now: datetime) -> Delivery:
    """Whatever state the webhook is in: editors test before they switch it on."""
    delivery = Delivery.objects.create(
        webhook=webhook, message_id=new_test_id(), next_attempt_at=now, created_at=now
    )  # fmt: skip
    bell.ring()
    return delivery


@transaction.atomic
def send_again(deliveries: "QuerySet[Delivery]", *, now: datetime) -> int:
    """Given up or delivered, they are sent once more, under their old ids and with all their attempts, and at once: an
    editor who asks knows more than the schedule."""
    receivers = list(deliveries.order_by().values_list("webhook", flat=True).distinct())
    Webhook.objects.filter(pk__in=receivers).update(held_until=None)
    again = deliveries.exclude(state=Delivery.State.WAITING).update(
        state=Delivery.State.WAITING, attempts=0, next_attempt_at=now, lease_until=None, delivered_at=None
    )
    bell.ring()
    return again


@transaction.atomic
def replay(webhook: Webhook, *, seq: int, now: datetime) -> int:
    """Every edition from `seq` on is told again; returns how many rows wait anew. Those that had no row get one with
    the next ring. Messages keep their ids: a receiver that remembers them all will pass them by."""
    webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
    webhook.from_seq = min(webhook.from_seq, seq - 1)
    webhook.queued_seq = min(webhook.queued_seq, seq - 1)
    webhook.save(update_fields=["from_seq", "queued_seq"])
    return send_again(webhook.deliveries.filter(epoch=webhook.epoch, seq__gte=seq), now=now)


@transaction.atomic
def switch_on(webhook: Webhook) -> None:
    """It goes on where it stopped: nothing that was published in between is left out."""
    webhook.state, webhook.reason = Webhook.State.ACTIVE, ""
    webhook.failing_since, webhook.failures, webhook.held_until = None, 0, None
    webhook.save(update_fields=["state", "reason", "failing_since", "failures", "held_until"])
    bell.ring()


def pause(webhook: Webhook) -> None:
    webhook.state = Webhook.State.PAUSED
    webhook.save(update_fields=["state"])
