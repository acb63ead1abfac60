"""Celery: how tasks are kept, and the beat schedule in one table. The rows are the queue; Celery rings the bell."""

import os
from typing import Any

from celery import Celery, signals
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

app = Celery("daftar")
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    # Longer than the longest task, or a task that is still running would be handed out again.
    broker_transport_options={"visibility_timeout": 600},
    broker_connection_retry_on_startup=True,
    worker_hijack_root_logger=False,
    timezone="UTC",
    beat_schedule={
        "sweep the reading queue": {
            "task": "pipeline.tasks.sweep_reading_queue",
            "schedule": settings.SWEEP_SECONDS,
        },
        "make the nightly snapshot": {
            "task": "ledger.files.tasks.make_nightly_snapshot",
            "schedule": crontab(hour=2, minute=17),
        },
        "tend the snapshots": {"task": "ledger.files.tasks.tend_snapshots", "schedule": 30.0},
        "deliver webhooks": {
            "task": "ledger.webhooks.tasks.deliver",
            "schedule": settings.WEBHOOK_SECONDS,
            "options": {"expires": settings.WEBHOOK_SECONDS},
        },
    },
)
app.autodiscover_tasks()


@signals.celeryd_init.connect
@signals.beat_init.connect
def start_services(**_: Any) -> None:
    from config.startup import ensure_services

    ensure_services()
