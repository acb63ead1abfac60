"""Runs the reading stages on files without saving anything, and prints what they suggest."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand

from incidents.models import Place
from pipeline.data import Document, KnownIncident, Reading
from pipeline.errors import PipelineError
from pipeline.known import load_lexicon
from pipeline.score_shape import known_from, prediction, same_as
from pipeline.suggest import read


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="One JSON object a line, one line a file.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not Place.objects.exists():
            self.stderr.write("The register knows no places yet; run `manage.py prepare` for better suggestions.")
        lexicon = load_lexicon()
        earlier: dict[str, KnownIncident] = {}
        for path in options["files"]:
            try:
                reading = read(Document(path.read_bytes()), lexicon)
            except (PipelineError, OSError) as error:
                self.stderr.write(f"{path}: {error}")
                reading = None
            self._print(path, reading, earlier, as_json=options["json"])
        sys.stdout.flush()

    def _print(self, path: Path, reading: Reading | None, earlier: dict[str, KnownIncident], *, as_json: bool) -> None:
        before = same_as(reading, earlier) if reading else None
        if reading:
            earlier.update(known_from(path.name, reading))
        if as_json:
            line = (
                prediction(path.name, reading, before)
                if reading
                else {"file": path.name, "same_as": None, "incidents": []}
            )
            self.stdout.write(orjson.dumps(line).decode())
            return
        self.stdout.write(f"{path.name}: {reading.article.title if reading else 'could not be read'}")
        for incident in reading.incidents if reading else ():
            self.stdout.write(
                f"  {'background' if incident.background else 'main      '}  {incident.type}  {incident.title}"
            )
