"""An edition is told to a webhook by beat, broker and worker; a receiver on this machine is refused on its way."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledger.webhooks import queue
from ledger.webhooks.models import Delivery, Webhook

pytestmark = pytest.mark.broker


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.fixture
def webhook(transactional_db: None, listener: socket.socket) -> Webhook:
    """The form would refuse this address; a name that leads to it later passes the form."""
    port = listener.getsockname()[1]
    webhook = Webhook(name="Mirror", contact="it@institute.example", url=f"https://127.0.0.1:{port}/hook")
    queue.start(webhook)
    webhook.save()
    return webhook


def test_a_published_edition_reaches_the_sender_and_no_private_address(
    webhook: Webhook, worker: object, start: Callable[..., object], tmp_path: Path,
    wait_until: Callable[..., None], listener: socket.socket, edition: Callable[[], None],
) -> None:  # fmt: skip
    edition()
    assert not Delivery.objects.exists()  # nothing but the worker makes and sends it
    start("beat", "--loglevel", "info", "--schedule", str(tmp_path / "schedule"))
    wait_until(lambda: Delivery.objects.exclude(last_error="").exists(), "no message was tried")
    delivery = Delivery.objects.get()
    assert (delivery.webhook_id, delivery.seq, delivery.state) == (webhook.pk, 1, Delivery.State.WAITING)
    assert "not on the public internet" in delivery.last_error
    assert delivery.last_status is None
    assert delivery.attempts >= 1
    listener.settimeout(0.5)
    with pytest.raises(TimeoutError):
        listener.accept()
