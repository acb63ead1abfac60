"""Takes in an article from a file (or - for standard input); the worker reads it while the command shows progress."""

import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sources import bell, intake
from sources.models import Capture, Source

POLL_SECONDS = 0.2


def iso_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date; write it as 2025-12-31") from error


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", help="A text or HTML file, or - for standard input.")
        parser.add_argument("--url", default="", help="Where the article was published.")
        parser.add_argument("--published", type=iso_date, help="When, as 2025-12-31.")
        parser.add_argument("--wait", type=float, default=120, metavar="SECONDS", help="0 returns at once.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["path"]
        incoming = intake.Incoming(
            _body(path),
            Capture.Method.COMMAND,
            options["url"],
            options["published"],
            "" if path == "-" else Path(path).name,
        )
        try:
            received = intake.receive(incoming, by=None, now=timezone.now(), limit_bytes=settings.IMPORT_LIMIT_BYTES)
        except intake.IntakeError as error:
            raise CommandError(str(error)) from error
        source = received.source
        if not received.fresh:
            self.stdout.write(f"The register has this already: {source} ({source.get_state_display()}).")
        if source.state in (Source.State.QUEUED, Source.State.READING):
            bell.ring(source.pk)
            self._follow(source, options["wait"])

    def _follow(self, source: Source, seconds: float) -> None:
        shown, end = "", time.monotonic() + seconds
        while time.monotonic() < end:
            source.refresh_from_db()
            line = f"{source.progress:3d} % {source.get_state_display()} {source.stage}".rstrip()
            if line != shown:
                self.stdout.write(line)
                shown = line
            if source.state not in (Source.State.QUEUED, Source.State.READING):
                self._conclude(source)
                return
            time.sleep(POLL_SECONDS)
        self.stdout.write("It is in the queue; a worker (make run) will read it.")

    def _conclude(self, source: Source) -> None:
        if source.state == Source.State.FAILED:
            raise CommandError(source.message)
        self.stdout.write(f"{source}: {source.message}")
        for suggestion in source.suggestions.all():
            self.stdout.write(f"  {'background' if suggestion.background else 'suggested '}  {suggestion.title}")


def _body(path: str) -> bytes:
    """One byte more than the limit is enough to refuse it; a 50 MB file is never held whole."""
    limit = settings.IMPORT_LIMIT_BYTES + 1
    if path == "-":
        return sys.stdin.buffer.read(limit)
    try:
        with Path(path).open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
