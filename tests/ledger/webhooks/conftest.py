"""A receiver that listens, a webhook that points at it, a clock that stands still, and the worker's one step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from ledger.models import Edition
from ledger.network import guarded_client
from ledger.webhooks import queue
from ledger.webhooks.delivering import Site, deliver_due
from ledger.webhooks.models import Delivery, Webhook
from ledger.webhooks.sending import HttpSender
from tests.ledger.webhooks.receiver import HOST, Receiver

KEY = "a key of the site, long enough to sign with"
CHANGES = "https://register.example.org/api/v1/changes/"


@dataclass
class Clock:
    """The verifier of Standard Webhooks goes by the real time, so this one starts there."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Site:
    return Site(CHANGES, [KEY])


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def sender(receiver: Receiver, clock: Clock) -> Iterator[HttpSender]:
    """The product's own client; only the name is resolved here, and this machine let through."""
    with guarded_client(
        user_agent="Daftar webhooks (+https://register.example.org/)", allowed=["127.0.0.0/8"], total_seconds=2,
        verify=receiver.trust, resolve=lambda host, port: ["127.0.0.1"] if host == HOST else ["10.0.0.7"],
    ) as client:  # fmt: skip
        yield HttpSender(client, clock)


@pytest.fixture
def make_webhook(db: None, receiver: Receiver) -> Callable[..., Webhook]:
    def make(name: str = "Mirror of the institute", **fields: object) -> Webhook:
        webhook = Webhook(**{"name": name, "contact": "it@institute.example", "url": receiver.url, **fields})
        queue.start(webhook)
        webhook.save()
        return webhook

    return make


@pytest.fixture
def webhook(make_webhook: Callable[..., Webhook]) -> Webhook:
    return make_webhook()


@pytest.fixture
def publish_some(
    publish: Callable[..., list[Edition]], make_actor: Callable[..., object]
) -> Callable[[int], list[Edition]]:
    return lambda number: publish(*(make_actor() for _ in range(number)))


@pytest.fixture
def work(clock: Clock, site: Site, sender: HttpSender) -> Callable[[], int]:
    """Queues and sends what is due now, without the chance in the schedule."""

    def work_() -> int:
        queue.enqueue(now=clock())
        return deliver_due(clock=clock, site=site, sender=sender, limit=20, jitter=lambda: 0)

    return work_


@pytest.fixture
def only_delivery() -> Callable[[], Delivery]:
    return lambda: Delivery.objects.get()
