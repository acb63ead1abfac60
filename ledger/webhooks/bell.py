"""Rings for the worker after the commit. The rows are the queue, so a bell that nobody hears loses nothing."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

DELIVER = "ledger.webhooks.tasks.deliver"
logger = logging.getLogger(__name__)


def ring() -> None:
    """Asks for what is due to be sent as soon as this transaction commits."""
    transaction.on_commit(_send)


def _send() -> None:
    try:
        current_app.send_task(DELIVER, retry=False)
    except OperationalError:
        logger.warning("the broker is away; webhooks wait for the next beat")
