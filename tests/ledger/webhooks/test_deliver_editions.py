"""Every edition after the webhook's start reaches the receiver as a signed message that says where to read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import orjson
import pytest
import standardwebhooks

from ledger.models import Edition
from ledger.webhooks import queue
from ledger.webhooks.delivering import Site, deliver_all
from ledger.webhooks.models import Delivery, Webhook
from ledger.webhooks.sending import HttpSender
from ledger.webhooks.signing import secret_from
from tests.ledger.webhooks.conftest import CHANGES, KEY, Clock
from tests.ledger.webhooks.receiver import Receiver

Work = Callable[[], int]
Publish = Callable[[int], list[Edition]]
Make = Callable[..., Any]


def verified(receiver: Receiver, secret: str) -> list[Any]:
    verifier = standardwebhooks.Webhook(secret)
    return [verifier.verify(message.body, message.headers) for message in receiver.received]


def test_the_verifier_of_standard_webhooks_accepts_it(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver
) -> None:
    publish_some(1)
    work()
    (said,) = verified(receiver, secret_from(webhook.salt, KEY))
    edition = Edition.objects.get()
    assert said == {
        "type": "edition.published",
        "timestamp": edition.at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "data": {"record": "actor", "id": edition.record_id, "seq": "1", "changes": CHANGES},
    }


def test_a_changed_body_or_another_secret_is_not_accepted(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver
) -> None:
    publish_some(1)
    work()
    (message,) = receiver.received
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        verified(receiver, secret_from("another salt", KEY))
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook(secret_from(webhook.salt, KEY)).verify(message.body + b" ", message.headers)


def test_every_operation_has_its_type_and_no_word_of_the_document(
    webhook: Webhook, publish: Make, withdraw: Make, merge: Make, make_actor: Make, work: Work, receiver: Receiver
) -> None:
    one, two, three = make_actor(name="Ghurghusht Brigade"), make_actor(), make_actor()
    publish(one, two, three)
    publish({**one, "description": "A secret word"}, note="Corrected words")
    withdraw(two)
    merge(one, into=three)
    work(), work()
    said = sorted(verified(receiver, secret_from(webhook.salt, KEY)), key=lambda message: int(message["data"]["seq"]))
    assert [message["type"] for message in said] == [
        "edition.published", "edition.published", "edition.published", "edition.revised", "edition.withdrawn",
        "edition.merged",
    ]  # fmt: skip
    assert all(set(message["data"]) == {"record", "id", "seq", "changes"} for message in said)
    sent = b"".join(message.body for message in receiver.received)
    assert not any(word in sent for word in (b"Ghurghusht", b"secret", b"Corrected", b"duplicate", b"error"))


def test_a_new_webhook_hears_of_nothing_that_was_there_before(
    publish_some: Publish, make_webhook: Make, work: Work, receiver: Receiver
) -> None:
    publish_some(3)
    make_webhook()
    publish_some(2)
    work()
    assert sorted(orjson.loads(message.body)["data"]["seq"] for message in receiver.received) == ["4", "5"]


def test_it_can_be_narrowed_to_kinds(make_webhook: Make, publish: Make, make_actor: Make, make_place: Make, work: Work,
                                     receiver: Receiver) -> None:  # fmt: skip
    make_webhook(kinds=["place"])
    publish(make_actor(), make_place(), make_actor())
    work()
    assert [orjson.loads(message.body)["data"]["record"] for message in receiver.received] == ["place"]
    assert Webhook.objects.get().queued_seq == 3


def test_each_receiver_has_a_message_and_a_secret_of_its_own(
    make_webhook: Make, publish_some: Publish, work: Work, receiver: Receiver
) -> None:
    one, two = make_webhook("One"), make_webhook("Two")
    publish_some(1)
    work()
    assert len(set(receiver.ids)) == 2
    assert secret_from(one.salt, KEY) != secret_from(two.salt, KEY)


def test_the_receiver_sees_who_calls(webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver) -> None:
    publish_some(1)
    work()
    (message,) = receiver.received
    assert message.path == "/hooks"
    assert message.headers["user-agent"] == "Daftar webhooks (+https://register.example.org/)"
    assert message.headers["content-type"] == "application/json"
    assert receiver.names_asked_for == ["receiver.example"]


def test_many_editions_arrive_once_each(
    webhook: Webhook, publish_some: Publish, clock: Clock, site: Site, sender: HttpSender, receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(queue, "ROWS_AT_ONCE", 7)
    publish_some(30)
    sent = deliver_all(clock=clock, site=site, sender=sender, budget=timedelta(minutes=1))
    assert sent == 30
    assert len(set(receiver.ids)) == 30
    assert Delivery.objects.filter(state="delivered").count() == 30
