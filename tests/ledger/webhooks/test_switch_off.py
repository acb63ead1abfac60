"""A receiver that is gone, or that fails for days, is told no more; the webhook says why, and nothing is lost."""

from collections.abc import Callable

from ledger.models import Edition
from ledger.webhooks import control
from ledger.webhooks.models import Delivery, Webhook
from tests.ledger.webhooks.conftest import Clock
from tests.ledger.webhooks.receiver import Receiver, Reply

Work = Callable[[], int]
Publish = Callable[[int], list[Edition]]


def fail_for(days: float, work: Work, publish_some: Publish, receiver: Receiver, clock: Clock) -> None:
    """An edition a day, and hourly attempts that all fail."""
    for hour in range(round(days * 24)):
        receiver.replies = [Reply(500, body=b"broken")] * 20
        if hour % 24 == 0:
            publish_some(1)
        work()
        clock.pass_(hours=1)


def test_410_switches_it_off_at_once(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    receiver.replies = [Reply(410)]
    publish_some(1)
    work()
    webhook.refresh_from_db()
    assert (webhook.state, "410" in webhook.reason) == ("switched_off", True)
    assert Delivery.objects.get().state == "dead"
    publish_some(1)
    clock.pass_(days=1)
    assert work() == 0


def test_five_days_of_failures_switch_it_off_and_it_says_why(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    fail_for(4.9, work, publish_some, receiver, clock)
    webhook.refresh_from_db()
    assert webhook.state == "active"
    fail_for(1, work, publish_some, receiver, clock)
    webhook.refresh_from_db()
    assert webhook.state == "switched_off"
    assert webhook.reason.startswith("No message was taken since ")
    assert webhook.reason.endswith("500 Internal Server Error: broken")


def test_one_success_in_between_starts_the_count_anew(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    fail_for(4, work, publish_some, receiver, clock)
    receiver.replies = []
    clock.pass_(days=1)
    assert work() > 0
    fail_for(4, work, publish_some, receiver, clock)
    webhook.refresh_from_db()
    assert webhook.state == "active"


def test_two_failures_far_apart_are_no_five_days_of_failing(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    receiver.replies = [Reply(500)]
    publish_some(1)
    work()
    Delivery.objects.update(state="dead")
    clock.pass_(days=20)
    receiver.replies = [Reply(500)]
    publish_some(1)
    work()
    webhook.refresh_from_db()
    assert webhook.state == "active"
    assert webhook.failing_since == clock()


def test_switched_on_again_it_hears_all_that_it_missed(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    receiver.replies = [Reply(410)]
    publish_some(1)
    work()
    publish_some(3)
    assert work() == 0
    control.switch_on(webhook)
    assert work() == 3
    webhook.refresh_from_db()
    assert (webhook.state, webhook.reason, webhook.failing_since) == ("active", "", None)


def test_paused_it_is_sent_nothing_and_loses_nothing(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver
) -> None:
    control.pause(webhook)
    publish_some(2)
    assert work() == 0
    control.switch_on(webhook)
    assert work() == 2
