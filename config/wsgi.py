"""The web process: gunicorn config.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config.startup import ensure_services

ensure_services()
application = get_wsgi_application()
