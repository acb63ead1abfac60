"""A ledger that was restored gives numbers again: what is told next is what they mean now."""

import uuid
from collections.abc import Callable

from ledger.models import Edition, LedgerHead
from ledger.webhooks.models import Delivery, Webhook
from tests.ledger.webhooks.receiver import Receiver

Work = Callable[[], int]
Publish = Callable[[int], list[Edition]]


def test_the_same_number_of_another_ledger_is_told_under_another_id(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver
) -> None:
    publish_some(2)
    work()
    LedgerHead.objects.update(epoch=uuid.uuid4())
    Webhook.objects.update(queued_seq=1)
    work()
    assert len(receiver.ids) == len(set(receiver.ids)) == 3


def test_a_webhook_ahead_of_the_ledger_comes_back_to_its_end(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver
) -> None:
    publish_some(2)
    work()
    LedgerHead.objects.update(epoch=uuid.uuid4())
    Webhook.objects.update(queued_seq=9)
    Delivery.objects.filter(seq=2).update(seq=9, state="waiting")
    assert work() == 0
    publish_some(1)
    assert work() == 1
    assert Webhook.objects.get().queued_seq == 3
