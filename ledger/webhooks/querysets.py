"""Questions about webhooks and their messages, as words of a query."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from ledger.webhooks.models import Delivery, Webhook  # noqa: F401 - name the type parameters; models import this module


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def active(self) -> Self:
        return self.filter(state="active")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def dead(self) -> Self:
        return self.filter(state="dead")

    def due(self, *, now: datetime) -> Self:
        """Time has come and nobody is sending it, or its sender was killed and the lease ran out."""
        return self.waiting().filter(Q(lease_until=None) | Q(lease_until__lt=now), next_attempt_at__lte=now)

    def may_be_sent(self, *, now: datetime) -> Self:
        """A test may always; the rest only to a receiver that is active and not held back by a failure."""
        free = Q(webhook__held_until=None) | Q(webhook__held_until__lte=now)
        return self.filter(Q(seq=None) | (Q(webhook__state="active") & free))

    def being_sent(self, *, now: datetime) -> Self:
        return self.filter(lease_until__gte=now)
