"""Called by every way in (manage.py, wsgi.py, celery.py): starts the embedded services that settings rely on."""

from collections.abc import Sequence

from django.conf import settings

from config import embedded

# These read no table; starting a database for them would only be slow.
WITHOUT_SERVICES = frozenset(
    {"help", "--help", "version", "--version", "collectstatic", "makemessages", "compilemessages"}
)


def ensure_services(command: Sequence[str] = ()) -> None:
    if settings.EMBEDDED_NEEDED and not WITHOUT_SERVICES.intersection(command):
        embedded.ensure(settings.DATA_DIR, settings.EMBEDDED_NEEDED)
