"""Rings the bell for the worker after the commit. The row is the queue, so a bell that nobody hears loses nothing."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

READ = "pipeline.tasks.read_source"
logger = logging.getLogger(__name__)


def ring(source_id: int) -> None:
    """Asks for the source to be read as soon as this transaction commits."""
    transaction.on_commit(lambda: _send(source_id))


def _send(source_id: int) -> None:
    try:
        current_app.send_task(READ, args=[source_id], retry=False)
    except OperationalError:
        # The sweep (config/celery.py) finds the row within seconds of the broker's return.
        logger.warning("the broker is away; source %s waits for the sweep", source_id)
