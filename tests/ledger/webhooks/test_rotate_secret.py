"""During a rotation both secrets verify; afterwards only the new one; no table holds either."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import standardwebhooks
from django.db import connection

from ledger.models import Edition
from ledger.webhooks.delivering import Site
from ledger.webhooks.models import Webhook
from ledger.webhooks.sending import Message
from ledger.webhooks.signing import GRACE, rotate, secret_from, secrets_of
from tests.ledger.webhooks.conftest import KEY, Clock
from tests.ledger.webhooks.receiver import Receiver

Work = Callable[[], int]
Publish = Callable[[int], list[Edition]]


def verifies(receiver: Receiver, secret: str) -> bool:
    message = receiver.received[-1]
    try:
        standardwebhooks.Webhook(secret).verify(message.body, message.headers)
    except standardwebhooks.WebhookVerificationError:
        return False
    return True


def test_both_secrets_verify_during_the_grace_period(
    webhook: Webhook, publish_some: Publish, work: Work, receiver: Receiver, clock: Clock
) -> None:
    former = secret_from(webhook.salt, KEY)
    rotate(webhook, now=clock())
    publish_some(1)
    work()
    assert secret_from(webhook.salt, KEY) != former
    assert verifies(receiver, former)
    assert verifies(receiver, secret_from(webhook.salt, KEY))


def test_after_it_only_the_new_one_signs(webhook: Webhook, clock: Clock) -> None:
    former = secret_from(webhook.salt, KEY)
    rotate(webhook, now=clock())
    assert secrets_of(webhook, keys=[KEY], now=clock() + GRACE - timedelta(seconds=1)) == [
        secret_from(webhook.salt, KEY), former,
    ]  # fmt: skip
    assert secrets_of(webhook, keys=[KEY], now=clock() + GRACE) == [secret_from(webhook.salt, KEY)]


def test_a_former_key_of_the_site_still_signs(webhook: Webhook, clock: Clock) -> None:
    former = secret_from(webhook.salt, KEY)
    assert former in secrets_of(webhook, keys=["a new key", KEY], now=clock())
    assert former not in secrets_of(webhook, keys=["a new key"], now=clock())


def test_a_secret_is_what_standard_webhooks_asks_for(webhook: Webhook) -> None:
    secret = secret_from(webhook.salt, KEY)
    assert secret.startswith("whsec_")
    assert len(standardwebhooks.Webhook(secret)._whsecret) == 32


def test_no_table_holds_a_secret(webhook: Webhook) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(webhooks_webhook)::text FROM webhooks_webhook")
        (row,) = cursor.fetchone()
    assert secret_from(webhook.salt, KEY).removeprefix("whsec_") not in row


@pytest.mark.parametrize("shown", [repr, str])
def test_what_is_logged_shows_no_secret(shown: Callable[[object], str], site: Site) -> None:
    message = Message("msg_1", "https://receiver.example/", b"{}", ["whsec_c2VjcmV0"])
    assert "whsec" not in shown(message)
    assert KEY not in shown(site)
