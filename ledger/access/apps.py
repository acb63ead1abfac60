"""Django's handle on keys and limits."""

from django.apps import AppConfig
from django.core.checks import register

from ledger.access.checks import limits_are_counted


class AccessConfig(AppConfig):
    name = "ledger.access"
    label = "access"
    verbose_name = "API access"

    def ready(self) -> None:
        register(limits_are_counted)
