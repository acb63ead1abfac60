"""No message goes to an address that is not on the public internet, whatever the webhook's name leads to."""

from collections.abc import Callable

import pytest

from ledger.models import Edition
from ledger.network import guarded_client
from ledger.webhooks import queue
from ledger.webhooks.delivering import Site, deliver_due
from ledger.webhooks.models import Delivery, Webhook
from ledger.webhooks.sending import HttpSender
from tests.ledger.webhooks.conftest import Clock
from tests.ledger.webhooks.receiver import Receiver


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1"])
def test_the_message_waits_and_says_why(
    webhook: Webhook,
    publish_some: Callable[[int], list[Edition]],
    clock: Clock,
    site: Site,
    receiver: Receiver,
    address: str,
) -> None:
    publish_some(1)
    queue.enqueue(now=clock())
    with guarded_client(user_agent="test", verify=receiver.trust, resolve=lambda host, port: [address]) as client:
        deliver_due(clock=clock, site=site, sender=HttpSender(client, clock), limit=20)
    delivery = Delivery.objects.get()
    assert delivery.state == "waiting"
    assert delivery.last_error == f"receiver.example leads to {address}, which is not on the public internet"
    assert receiver.received == []
