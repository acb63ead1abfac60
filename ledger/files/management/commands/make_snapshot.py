"""Makes a snapshot of the register now, unless there is one of this state."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ledger.files.snapshots import newest_sound, tend, want_if_grown
from ledger.files.store import store


class Command(BaseCommand):
    help = "Writes the whole register, as it stands, to files below SNAPSHOT_DIR."

    def handle(self, *args: Any, **options: Any) -> None:
        want_if_grown(timezone.now(), requested_by="command")
        tend(store(), timezone.now)
        newest = newest_sound()
        if newest is None:
            self.stdout.write("The ledger is empty: there is nothing to make files of.")
            return
        for file in newest.files:
            self.stdout.write(f"{file['sha256']}  {file['name']}  {file['rows']} rows, {file['bytes']} bytes")
        self.stdout.write(f"Snapshot of {newest.seq} in {store().folder_of(newest)}")
