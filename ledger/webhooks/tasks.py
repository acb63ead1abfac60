"""Celery rings, delivering.py works."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ledger.network import guarded_client
from ledger.webhooks.delivering import Site, deliver_all
from ledger.webhooks.sending import HttpSender


def site() -> Site:
    return Site(settings.SITE_URL + reverse("api-changes"), [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])


@shared_task(name="ledger.webhooks.tasks.deliver")
def deliver_webhooks(seconds: float = 20) -> None:
    with guarded_client(user_agent=f"Daftar webhooks (+{settings.SITE_URL}/)") as client:
        sender = HttpSender(client, timezone.now)
        deliver_all(clock=timezone.now, site=site(), sender=sender, budget=timedelta(seconds=seconds))
