"""The settings of snapshots, read in one place."""

from pathlib import Path

from django.conf import settings

from ledger.files.snapshots import Store


def store() -> Store:
    return Store(
        folder=Path(settings.SNAPSHOT_DIR),
        site=settings.SITE_URL,
        title=settings.SITE_NAME,
        kept=settings.SNAPSHOTS_KEPT,
    )
