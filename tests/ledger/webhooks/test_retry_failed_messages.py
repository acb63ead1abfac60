"""What was not taken is tried again under the same id, further and further apart, and given up in the end."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import standardwebhooks

from ledger.models import Edition
from ledger.webhooks import schedule
from ledger.webhooks.models import Delivery, Webhook
from ledger.webhooks.signing import secret_from
from tests.ledger.webhooks.conftest import KEY, Clock
from tests.ledger.webhooks.receiver import Receiver, Reply

Work = Callable[[], int]
Publish = Callable[[int], list[Edition]]


def test_it_is_sent_again_under_the_same_id_with_a_new_timestamp(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    receiver.replies = [Reply(500)]
    publish_some(1)
    work()
    clock.pass_(seconds=5)
    work()
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert int(second.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) == 5
    standardwebhooks.Webhook(secret_from(webhook.salt, KEY)).verify(second.body, second.headers)
    assert Delivery.objects.get().state == "delivered"


@pytest.mark.parametrize("status", [301, 302, 400, 401, 404, 500, 502])
def test_every_answer_but_2xx_is_a_failure(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, status: int
) -> None:
    receiver.replies = [Reply(status, {"Location": receiver.url}, b"not  now\n")]
    publish_some(1)
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.last_status, delivery.attempts) == ("waiting", status, 1)
    assert delivery.last_error.endswith(": not now")
    assert len(receiver.received) == 1


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_2xx_is_a_success(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, status: int
) -> None:
    receiver.replies = [Reply(status)]
    publish_some(1)
    work()
    assert Delivery.objects.get().state == "delivered"


def test_a_receiver_that_is_silent_too_long_has_failed(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver
) -> None:
    receiver.replies = [Reply(pause=2.5)]
    publish_some(1)
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.last_status) == ("waiting", None)
    assert delivery.last_error


def test_a_receiver_that_is_not_there_has_failed(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver
) -> None:
    receiver.close()
    publish_some(1)
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.last_status) == ("waiting", None)
    assert "refused" in delivery.last_error


def test_it_is_given_up_after_the_last_attempt_and_says_why(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    receiver.replies = [Reply(500, body=b"disk full")] * schedule.ATTEMPTS
    publish_some(1)
    work()
    for delay in schedule.DELAYS:
        clock.pass_(seconds=delay.total_seconds() - 1)
        assert work() == 0
        clock.pass_(seconds=1)
        assert work() == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == ("dead", schedule.ATTEMPTS)
    assert delivery.last_error == "500 Internal Server Error: disk full"
    clock.pass_(days=30)
    assert work() == 0
    assert len(set(receiver.ids)) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_it_waits_as_long_as_the_receiver_asks(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock, status: int
) -> None:
    receiver.replies = [Reply(status, {"Retry-After": "600"})]
    publish_some(2)
    work()
    clock.pass_(seconds=599)
    assert work() == 0
    clock.pass_(seconds=2)
    assert work() == 1


def test_other_messages_of_a_failing_receiver_wait_while_one_finds_out(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    receiver.replies = [Reply(500)] * 9
    publish_some(50)
    assert work() == 5
    for hold in schedule.HOLDS[:-1]:
        clock.pass_(seconds=hold.total_seconds() - 1)
        assert work() == 0
        clock.pass_(seconds=1)
        assert work() == 1
    clock.pass_(minutes=30)
    assert work() == 1
    assert Webhook.objects.get().failing_since is None
    assert work() == 5


def test_a_failing_receiver_does_not_hold_back_another(
    make_webhook: Callable[..., Webhook], publish_some: Publish, work: Work, receiver: Receiver
) -> None:
    good, bad = make_webhook("Good"), make_webhook("Bad", url="https://elsewhere.example/hooks")
    publish_some(12)
    while work():
        pass
    assert good.deliveries.filter(state="delivered").count() == 12
    assert bad.deliveries.filter(state="waiting").count() == 12


def test_jitter_only_lengthens_the_wait(clock: Clock) -> None:
    for attempts, delay in enumerate(schedule.DELAYS, start=1):
        at = schedule.next_attempt(attempts, now=clock(), random=lambda: 1)
        assert at is not None
        assert delay < at - clock() <= delay * 1.2


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("99999999", 86_400),
        ("9" * 5_000, 86_400),
        ("Tue, 24 Nov 2026 12:05:00 GMT", 300),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
        ("-5", None),
        ("soon", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: int | None) -> None:
    wait = schedule.retry_after(header, now=datetime(2026, 11, 24, 12, 0, tzinfo=UTC))
    assert wait == (None if seconds is None else timedelta(seconds=seconds))
