"""Django's handle on this room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "ledger.files"
    verbose_name = "Files"
