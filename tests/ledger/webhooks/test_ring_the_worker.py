"""The worker is rung after the commit, by the task's name; a broker that is away costs nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from celery import current_app
from django.db import transaction
from django.test import override_settings
from kombu.exceptions import OperationalError

from ledger.models import Edition
from ledger.webhooks import bell, tasks
from ledger.webhooks.models import Delivery, Webhook
from tests.ledger.webhooks.receiver import Receiver


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **_: names.append(name))
    return names


@pytest.mark.django_db(transaction=True)
def test_it_rings_after_the_commit_and_only_then(rung: list[str]) -> None:
    with transaction.atomic():
        bell.ring()
        assert rung == []
    assert rung == [tasks.deliver_webhooks.name]


@pytest.mark.django_db(transaction=True)
def test_it_does_not_ring_for_what_was_rolled_back(rung: list[str]) -> None:
    with transaction.atomic():
        bell.ring()
        transaction.set_rollback(True)
    assert rung == []


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_is_only_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr(current_app, "send_task", away)
    bell.ring()
    assert "the broker is away" in caplog.text


@override_settings(SITE_URL="https://register.example.org", SECRET_KEY="one", SECRET_KEY_FALLBACKS=["two"])
def test_the_task_knows_the_sites_address_and_keys() -> None:
    site = tasks.site()
    assert site.changes == "https://register.example.org/api/v1/changes/"
    assert list(site.keys) == ["one", "two"]


def test_the_task_queues_and_sends_and_never_calls_this_machine(
    webhook: Webhook, publish_some: Callable[[int], list[Edition]], receiver: Receiver
) -> None:
    Webhook.objects.update(url=f"https://localhost:{receiver.port}/")
    publish_some(1)
    tasks.deliver_webhooks(seconds=1)
    assert "not on the public internet" in Delivery.objects.get().last_error
    assert receiver.names_asked_for == []
