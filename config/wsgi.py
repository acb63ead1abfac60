"""The web process: granian config.wsgi:application --interface wsgi."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config.breaking_off import BreaksOff
from config.startup import ensure_services

ensure_services()
framework = get_wsgi_application()  # sets Django up, which what follows needs

from ledger.middleware import NotModified  # noqa: E402 - as above

application = NotModified(BreaksOff(framework))
