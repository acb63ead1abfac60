"""How receivers fare, at a glance: how many messages wait, and how many were given up."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ledger.webhooks.models import Delivery, Webhook


def with_counts(webhooks: "QuerySet[Webhook]") -> "QuerySet[Webhook]":
    """Counts in the indexes of what waits and what was given up; what was delivered is never counted."""
    return webhooks.annotate(waiting_count=_count(Delivery.State.WAITING), dead_count=_count(Delivery.State.DEAD))


def _count(state: Delivery.State) -> Coalesce:
    own = Delivery.objects.filter(webhook=OuterRef("pk"), state=state).order_by().values("webhook")
    return Coalesce(Subquery(own.annotate(total=Count("pk")).values("total")), 0, output_field=IntegerField())
