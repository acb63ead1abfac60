"""Called by every way in (manage.py, wsgi.py, celery.py): starts the embedded services that settings rely on."""

from collections.abc import Sequence

from django.conf import settings

from config import embedded
from config.celery import app

# These read no table; starting a database for them would only be slow.
WITHOUT_SERVICES = frozenset(
    {"help", "--help", "version", "--version", "collectstatic", "makemessages", "compilemessages"}
)


def ensure_services(command: Sequence[str] = ()) -> None:
    # Web threads and commands ring the worker by name (sources/bell.py): without this they would ask Celery's own
    # default application, which knows no broker of ours.
    app.set_default()
    if settings.EMBEDDED_NEEDED and not WITHOUT_SERVICES.intersection(command):
        embedded.ensure(settings.DATA_DIR, settings.EMBEDDED_NEEDED)
