"""Writes about/codebook.md and its translations anew from the vocabularies."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from incidents.codebook import codebook
from ledger.languages import DEFAULT, LANGUAGES


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        about = settings.BASE_DIR / "about"
        for language in LANGUAGES:
            path = (about if language.code == DEFAULT else about / language.code) / "codebook.md"
            path.write_text(codebook(language.code), encoding="utf-8")
            self.stdout.write(f"Wrote {path}")
