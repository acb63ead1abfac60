"""Writes about/codebook.md anew from the vocabularies."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from incidents.codebook import codebook


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "about" / "codebook.md"
        path.write_text(codebook(), encoding="utf-8")
        self.stdout.write(f"Wrote {path}")
