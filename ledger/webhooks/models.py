"""Who is told that the ledger has grown, and every message to them. The row of a message is its place in the queue."""

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ledger.documents import KINDS
from ledger.webhooks.addresses import check_address
from ledger.webhooks.querysets import DeliveryQuerySet, WebhookQuerySet


def new_salt() -> str:
    return secrets.token_hex(16)


class Webhook(models.Model):
    """A receiver. Its secrets are derived from the salts and the site's key (signing.py), so no table holds them."""

    class State(models.TextChoices):
        ACTIVE = "active", "Active"
        PAUSED = "paused", "Paused"
        SWITCHED_OFF = "switched_off", "Switched off"

    name = models.CharField(max_length=100, unique=True)
    contact = models.CharField(max_length=200, help_text="Whom to write to when it fails.")
    url = models.URLField(
        "address", max_length=500, validators=[check_address],
        help_text="https, on the public internet. Redirects are not followed.",
    )  # fmt: skip
    kinds = ArrayField(
        models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS]), default=list, blank=True,
        help_text="Which records it hears of; none chosen means all.",
    )  # fmt: skip
    state = models.CharField(max_length=12, choices=State, default=State.ACTIVE)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was switched off.")
    salt = models.CharField(max_length=32, default=new_salt, editable=False)
    previous_salt = models.CharField(max_length=32, blank=True, editable=False)
    previous_until = models.DateTimeField(null=True, editable=False)
    epoch = models.UUIDField(null=True, editable=False, help_text="Of the ledger that the numbers below belong to.")
    from_seq = models.BigIntegerField("told after edition", default=0, editable=False)
    queued_seq = models.BigIntegerField("queued up to edition", default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False, help_text="In a row.")
    last_failure_at = models.DateTimeField(null=True, editable=False)
    last_success_at = models.DateTimeField(null=True, editable=False)
    held_until = models.DateTimeField(null=True, editable=False, help_text="Nothing is sent before: it failed.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One message to one receiver: of an edition, or (without seq) a test. Its id stays the same over all attempts."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DELIVERED = "delivered", "Delivered"
        DEAD = "dead", "Given up"

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    epoch = models.UUIDField(null=True)
    seq = models.BigIntegerField("edition", null=True)
    message_id = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    last_attempt_at = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField("last answer", null=True)
    last_error = models.CharField(max_length=500, blank=True)
    delivered_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["webhook", "epoch", "seq"], name="delivery_once_per_edition"),
        ]
        indexes = [
            models.Index(
                fields=["webhook", "next_attempt_at", "seq"], condition=Q(state="waiting"), name="delivery_queue"
            ),
            models.Index(fields=["lease_until"], condition=Q(lease_until__isnull=False), name="delivery_leases"),
            models.Index(fields=["delivered_at"], condition=Q(state="delivered"), name="delivery_done"),
            models.Index(fields=["webhook"], condition=Q(state="dead"), name="delivery_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} to {self.webhook.name}"
