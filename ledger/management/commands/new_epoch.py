"""Tells every reader of the ledger to begin anew, because the database was restored."""

from typing import Any

from django.core.management.base import BaseCommand

from ledger.restores import begin_new_epoch


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        head = begin_new_epoch()
        if head is None:
            self.stdout.write("The ledger is empty: there is nobody to tell.")
        else:
            self.stdout.write(f"The ledger was restored up to {head.seq}: its epoch is now {head.epoch}.")
