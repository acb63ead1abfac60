"""Secrets and signatures of Standard Webhooks. A secret is derived from the site's key and the webhook's salt, so that
neither the database nor a copy of it can sign."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import standardwebhooks
from django.utils.crypto import salted_hmac

from ledger.webhooks.models import Webhook, new_salt

PURPOSE = "ledger.webhooks.secret"
GRACE = timedelta(days=7)


def secret_from(salt: str, key: str) -> str:
    digest = salted_hmac(PURPOSE, salt, secret=key, algorithm="sha256").digest()
    return f"whsec_{base64.b64encode(digest).decode()}"


def secrets_of(webhook: Webhook, *, keys: Sequence[str], now: datetime) -> list[str]:
    """Those that sign now, the newest first: two while a rotation's grace period lasts, and as many again for each
    former key of the site."""
    salts = [webhook.salt]
    if webhook.previous_salt and webhook.previous_until is not None and webhook.previous_until > now:
        salts.append(webhook.previous_salt)
    return [secret_from(salt, key) for key in keys for salt in salts]


def rotate(webhook: Webhook, *, now: datetime) -> None:
    """A new secret; the former one signs as well until the grace period ends."""
    webhook.previous_salt, webhook.previous_until, webhook.salt = webhook.salt, now + GRACE, new_salt()
    webhook.save(update_fields=["salt", "previous_salt", "previous_until"])


def signed_headers(message_id: str, body: bytes, *, secrets: Sequence[str], now: datetime) -> dict[str, str]:
    """`now` is the time of the attempt: receivers refuse what is more than minutes old."""
    at = now.astimezone(UTC)
    text = body.decode()
    signatures = [standardwebhooks.Webhook(secret).sign(message_id, at, text) for secret in secrets]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
