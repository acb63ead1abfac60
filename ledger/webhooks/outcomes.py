"""Keeps what came of a message: on its own row, and on the receiver's health."""

import logging
from datetime import datetime

from django.db import transaction

from ledger.webhooks import schedule
from ledger.webhooks.models import Delivery, Webhook
from ledger.webhooks.queue import Claimed, attempts_of
from ledger.webhooks.sending import Answer

logger = logging.getLogger(__name__)
HEALTH = ("state", "reason", "failing_since", "failures", "last_failure_at", "last_success_at", "held_until")
THROTTLED = (429, 503)
GONE_REASON = "The receiver answered 410 Gone: it wants no more messages."


@transaction.atomic
def keep(claimed: Claimed, answer: Answer, *, now: datetime, random: schedule.Random) -> None:
    """Nothing is kept where the lease was lost: whoever has the message now will keep what comes of it. Nor where the
    webhook was deleted meanwhile."""
    webhook = Webhook.objects.select_for_update().filter(pk=claimed.delivery.webhook_id).first()
    ours = Delivery.objects.waiting().filter(pk=claimed.delivery.pk, lease_until=claimed.lease_until)
    delivery = ours.select_for_update().first()
    if webhook is None or delivery is None:
        logger.warning("message %s is not ours any more", claimed.delivery.message_id)
        return
    asked = schedule.retry_after(answer.retry_after, now=now) if answer.status in THROTTLED else None
    delivery.lease_until, delivery.last_status, delivery.last_error = None, answer.status, answer.error[:500]
    if answer.is_success:
        delivery.state, delivery.delivered_at = Delivery.State.DELIVERED, now
        _recovered(webhook, now=now)
    else:
        _try_later(delivery, answer, now=now, random=random, asked=asked)
        _failed(webhook, delivery, answer, now=now, asked=asked)
    delivery.save()
    webhook.save(update_fields=HEALTH)


def _try_later(
    delivery: Delivery, answer: Answer, *, now: datetime, random: schedule.Random, asked: schedule.Wait
) -> None:
    again = None
    if not answer.is_gone and delivery.attempts < attempts_of(delivery):
        again = schedule.next_attempt(delivery.attempts, now=now, random=random, asked=asked)
    if again is None:
        delivery.state = Delivery.State.DEAD
    else:
        delivery.next_attempt_at = again


def _recovered(webhook: Webhook, *, now: datetime) -> None:
    webhook.last_success_at, webhook.failing_since, webhook.failures, webhook.held_until = now, None, 0, None


def _failed(webhook: Webhook, delivery: Delivery, answer: Answer, *, now: datetime, asked: schedule.Wait) -> None:
    if answer.is_gone:
        _switch_off(webhook, GONE_REASON)
    if delivery.seq is None:  # a test says nothing of the receiver's health: editors make them while they set it up
        return
    webhook.failing_since = schedule.failing_since(webhook.failing_since, webhook.last_failure_at, now=now)
    if not _is_of_same_wave(webhook, delivery):
        webhook.failures += 1
    webhook.last_failure_at = now
    webhook.held_until = schedule.hold_until(webhook.failures, now=now, asked=asked)
    if webhook.state == Webhook.State.ACTIVE and now - webhook.failing_since >= schedule.SWITCH_OFF_AFTER:
        since = f"{webhook.failing_since:%d %B %Y, %H:%M} UTC"
        _switch_off(webhook, f"No message was taken since {since}. The last answer: {answer.error}")


def _is_of_same_wave(webhook: Webhook, delivery: Delivery) -> bool:
    """Messages that were under way together fail together, which counts once."""
    before, started = webhook.last_failure_at, delivery.last_attempt_at
    return webhook.failures > 0 and before is not None and started is not None and before >= started


def _switch_off(webhook: Webhook, reason: str) -> None:
    webhook.state, webhook.reason = Webhook.State.SWITCHED_OFF, reason[:300]
    logger.warning("webhook %s was switched off", webhook.pk)
