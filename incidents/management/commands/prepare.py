"""Brings a database to where the product can start: tables, types, roles, gazetteer. Safe to repeat."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from incidents.gazetteer.reader import read_gazetteer
from incidents.services.roles import ensure_roles
from incidents.services.seeding import load_gazetteer, seed_vocabulary
from ledger.restores import epoch_is_of_this_database, note_database


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("rebuild_entries", verbosity=options["verbosity"])
        if not epoch_is_of_this_database():
            call_command("new_epoch", stdout=self.stdout)
        note_database()
        types = seed_vocabulary()
        ensure_roles()
        places = load_gazetteer(read_gazetteer())
        self.stdout.write(f"Ready: {types} incident types, {places} places added.")
