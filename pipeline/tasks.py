"""Celery rings, run.py works: id in, load, call."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from pipeline import run

SWEEP_AT_ONCE = 100


def limits() -> run.Limits:
    return run.Limits(timedelta(seconds=settings.READING_LEASE_SECONDS), settings.READING_ATTEMPTS)


@shared_task(name="pipeline.tasks.read_source")
def read_source(source_id: int) -> None:
    run.read_source(source_id, clock=timezone.now, limits=limits())


@shared_task(name="pipeline.tasks.sweep_reading_queue")
def sweep_reading_queue() -> None:
    """Rings for every source that waits: those whose bell was lost, and those whose worker was killed."""
    for source_id in run.waiting_sources(now=timezone.now(), limit=SWEEP_AT_ONCE):
        read_source.delay(source_id)
