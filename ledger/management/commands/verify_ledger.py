"""Checks the whole ledger; ends with 1 and a line per fault if it is not what was appended."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from ledger.models import Edition, LedgerHead
from ledger.verify import ledger_faults


class Command(BaseCommand):
    help = "Proves that no edition was changed, removed or slipped in, and that the lists say what the documents say."

    def handle(self, *args: Any, **options: Any) -> None:
        # One snapshot, so that what is published meanwhile cannot look like a fault.
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            faults = list(ledger_faults())
            count, head = Edition.objects.count(), LedgerHead.objects.first()
        for fault in faults:
            self.stderr.write(f"seq {fault.seq}: {fault.message}")
        end = f"head {head.seq}, chain {head.chain}, epoch {head.epoch}" if head else "the ledger is empty"
        self.stdout.write(f"{count} editions checked, {len(faults)} faults; {end}")
        if faults:
            sys.exit(1)
