"""A worker that dies loses nothing, two workers do not send the same message, and a late one spoils nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections

from ledger.models import Edition
from ledger.webhooks import queue
from ledger.webhooks.models import Delivery, Webhook
from ledger.webhooks.outcomes import keep
from ledger.webhooks.sending import Answer
from tests.ledger.webhooks.conftest import KEY, Clock
from tests.ledger.webhooks.receiver import Receiver

Work = Callable[[], int]
Publish = Callable[[int], list[Edition]]

WORKER = """
import os, signal, ssl, sys
import django
django.setup()
from datetime import timedelta
from django.db import connection
from django.utils import timezone
from ledger.network import guarded_client
from ledger.webhooks.delivering import Site, deliver_all
from ledger.webhooks.sending import HttpSender

name, authority, key = sys.argv[1:]
connection.settings_dict["NAME"] = name
client = guarded_client(user_agent="worker", allowed=["127.0.0.0/8"], resolve=lambda host, port: ["127.0.0.1"],
                        verify=ssl.create_default_context(cafile=authority))
send = HttpSender(client, timezone.now)

def send_and_die(messages):
    send(messages)
    os.kill(os.getpid(), signal.SIGKILL)

deliver_all(clock=timezone.now, site=Site("https://register.example.org/changes/", [key]), sender=send_and_die,
            budget=timedelta(seconds=5))
"""


@pytest.mark.django_db(transaction=True)
def test_killed_between_sending_and_saving_it_sends_again_under_the_same_id(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock, tmp_path: Path
) -> None:
    publish_some(1)
    authority = tmp_path / "authority.pem"
    receiver.authority.cert_pem.write_to_path(str(authority))
    command = [sys.executable, "-c", WORKER, connection.settings_dict["NAME"], str(authority), KEY]
    ended = subprocess.run(command, env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert len(receiver.received) == 1
    assert work() == 0
    clock.pass_(seconds=queue.LEASE.total_seconds() + 60)
    assert work() == 1
    assert len(set(receiver.ids)) == 1
    assert [delivery.state for delivery in Delivery.objects.all()] == ["delivered"]


@pytest.mark.django_db(transaction=True)
def test_many_workers_share_the_queue(
    make_webhook: Callable[..., Webhook], publish_some: Publish, clock: Clock
) -> None:
    for number in range(6):
        make_webhook(f"Receiver {number}")
    publish_some(5)

    def claim(_: int) -> list[int]:
        try:
            queue.enqueue(now=clock())
            return [item.delivery.pk for item in queue.claim_due(now=clock(), limit=100)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        claimed = [pk for pks in workers.map(claim, range(12)) for pk in pks]
    assert Delivery.objects.count() == 30
    assert len(claimed) == len(set(claimed))


def test_a_worker_whose_lease_ran_out_keeps_nothing(webhook: Webhook, publish_some: Publish, clock: Clock) -> None:
    publish_some(1)
    queue.enqueue(now=clock())
    (late,) = queue.claim_due(now=clock(), limit=1)
    clock.pass_(minutes=5)
    (other,) = queue.claim_due(now=clock(), limit=1)
    keep(late, Answer(500, "500: too late"), now=clock(), random=lambda: 0)
    assert Delivery.objects.get().lease_until == other.lease_until
    keep(other, Answer(204), now=clock(), random=lambda: 0)
    assert Delivery.objects.get().state == "delivered"


def test_a_message_that_kills_every_worker_is_given_up(webhook: Webhook, publish_some: Publish, clock: Clock) -> None:
    publish_some(1)
    queue.enqueue(now=clock())
    claims = 0
    for _ in range(20):
        claims += len(queue.claim_due(now=clock(), limit=1))
        clock.pass_(minutes=5)
    delivery = Delivery.objects.get()
    assert (claims, delivery.state, delivery.last_error) == (10, "dead", queue.WORKER_LOST)


def test_queueing_twice_makes_one_message(webhook: Webhook, publish_some: Publish, clock: Clock) -> None:
    publish_some(3)
    queue.enqueue(now=clock())
    Webhook.objects.update(queued_seq=0)
    queue.enqueue(now=clock())
    assert list(Delivery.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]


def test_a_webhook_that_is_deleted_meanwhile_spoils_nothing(
    make_webhook: Callable[..., Webhook], publish_some: Publish, clock: Clock
) -> None:
    make_webhook("One"), make_webhook("Two")
    publish_some(1)
    queue.enqueue(now=clock())
    gone, stays = queue.claim_due(now=clock(), limit=2)
    gone.delivery.webhook.delete()
    for claimed in (gone, stays):
        keep(claimed, Answer(204), now=clock(), random=lambda: 0)
    assert Delivery.objects.get().state == "delivered"
