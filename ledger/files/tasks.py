"""Celery rings, snapshots.py works."""

from celery import shared_task
from django.utils import timezone

from ledger.files import snapshots
from ledger.files.store import store


@shared_task(name="ledger.files.tasks.make_nightly_snapshot")
def make_nightly_snapshot() -> None:
    snapshots.want_if_grown(timezone.now())
    snapshots.tend(store(), timezone.now)


@shared_task(name="ledger.files.tasks.tend_snapshots")
def tend_snapshots() -> None:
    snapshots.tend(store(), timezone.now)
