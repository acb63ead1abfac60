"""Fills the rows that lists are filtered by from the documents. Safe to repeat, and beside a running register."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ledger.rebuilding import rebuild_entries


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="compare every row with its document, not only those not filled yet"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        written = rebuild_entries(everything=options["all"])
        self.stdout.write(f"{written} rows written.")
