"""Loads the sample register into an empty one and publishes it. Safe to repeat."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from incidents.exchange.samples import SampleRegister
from incidents.models import Incident


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "samples")
        parser.add_argument("--if-empty", action="store_true", help="Do nothing where there is any incident.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and Incident.objects.exists():
            self.stdout.write("The register has incidents: the samples were left out.")
            return
        register = SampleRegister(options["folder"])
        incidents = register.load(now=timezone.now())
        editions = register.publish()
        self.stdout.write(f"Sample register: {len(incidents)} incidents, {editions} editions published.")
