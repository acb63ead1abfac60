"""What an editor can do: test, send dead letters again, replay from an edition."""

from collections.abc import Callable

import orjson
import pytest
import standardwebhooks

from ledger.models import Edition
from ledger.webhooks import control, queue
from ledger.webhooks.models import Delivery, Webhook
from ledger.webhooks.signing import secret_from
from tests.ledger.webhooks.conftest import CHANGES, KEY, Clock
from tests.ledger.webhooks.receiver import Receiver, Reply

Work = Callable[[], int]
Publish = Callable[[int], list[Edition]]


def test_a_dead_letter_is_sent_again_under_its_id(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    receiver.replies = [Reply(500)]
    publish_some(1)
    work()
    Delivery.objects.update(state="dead")
    control.send_again(Delivery.objects.all(), now=clock())
    work()
    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1
    assert Delivery.objects.get().attempts == 1


def test_what_waits_is_left_as_it_is(webhook: Webhook, publish_some: Publish, clock: Clock) -> None:
    publish_some(1)
    queue.enqueue(now=clock())
    Delivery.objects.update(attempts=3)
    assert control.send_again(Delivery.objects.all(), now=clock()) == 0
    assert Delivery.objects.get().attempts == 3


def test_a_replay_tells_every_edition_again_from_there_on(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    publish_some(5)
    work()
    first = dict(zip(seqs(receiver), receiver.ids, strict=True))
    receiver.received.clear()
    control.replay(webhook, seq=3, now=clock())
    work()
    assert dict(zip(seqs(receiver), receiver.ids, strict=True)) == {seq: first[seq] for seq in (3, 4, 5)}


def test_a_replay_reaches_back_before_the_webhooks_start(
    publish_some: Publish, make_webhook: Callable[..., Webhook], work: Work, receiver: Receiver, clock: Clock
) -> None:
    publish_some(3)
    webhook = make_webhook()
    assert work() == 0
    control.replay(webhook, seq=2, now=clock())
    work()
    assert sorted(seqs(receiver)) == [2, 3]


def test_forgotten_messages_keep_their_ids_in_a_replay(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    publish_some(1)
    work()
    clock.pass_(days=31)
    assert queue.forget_delivered(now=clock()) == 1
    control.replay(webhook, seq=1, now=clock())
    work()
    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1


def test_dead_letters_are_not_forgotten(webhook: Webhook, publish_some: Publish, clock: Clock) -> None:
    publish_some(1)
    queue.enqueue(now=clock())
    Delivery.objects.update(state="dead")
    clock.pass_(days=365)
    assert queue.forget_delivered(now=clock()) == 0


@pytest.mark.parametrize("state", ["active", "paused", "switched_off"])
def test_a_test_message_goes_out_in_any_state(
    make_webhook: Callable[..., Webhook], work: Work, receiver: Receiver, clock: Clock, state: str
) -> None:
    webhook = make_webhook(state=state)
    control.send_test(webhook, now=clock())
    work()
    (message,) = receiver.received
    said = standardwebhooks.Webhook(secret_from(webhook.salt, KEY)).verify(message.body, message.headers)
    assert said["type"] == "webhook.test"
    assert said["data"] == {"changes": CHANGES}


def test_a_test_is_not_tried_again_and_says_nothing_of_the_health(
    webhook: Webhook, work: Work, receiver: Receiver, clock: Clock
) -> None:
    receiver.replies = [Reply(401, body=b"unknown signature")]
    control.send_test(webhook, now=clock())
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.last_error) == ("dead", "401 Unauthorized: unknown signature")
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_a_test_that_arrives_ends_the_waiting(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    receiver.replies = [Reply(503, {"Retry-After": "86400"})]
    publish_some(1)
    work()
    publish_some(1)
    assert work() == 0
    control.send_test(webhook, now=clock())
    work()
    assert work() == 1


def seqs(receiver: Receiver) -> list[int]:
    return [int(orjson.loads(message.body)["data"]["seq"]) for message in receiver.received]
