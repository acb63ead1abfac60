"""Makes static/daftar/basemap/*.json anew from a folder of published data; the site itself never needs it."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ledger.caching import CHECKOUT
from ledger.maps import building, building_areas

# Named in the basemap's README, with where each comes from.
COUNTRIES, WATERS = "countries-10m.json", "asia_50m.json"
AFGHAN, TAJIK = "geoBoundaries-AFG-ADM2.topojson", "geoBoundaries-TJK-ADM2_simplified.geojson"
TAJIK_PROVINCES, CROSSWALK = "geoBoundaries-TJK-ADM1_simplified.geojson", "tj_border_districts_crosswalk.csv"
TARGET = CHECKOUT / "static" / "daftar" / "basemap"
GAZETTEER = CHECKOUT / "incidents" / "gazetteer" / "places.csv"


class Command(BaseCommand):
    help = "Make the basemap's files anew from published outlines."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="folder", type=Path, required=True, help="Where the outlines lie.")
        parser.add_argument("--to", type=Path, default=TARGET)
        parser.add_argument("--gazetteer", type=Path, default=GAZETTEER)

    def handle(self, *args: Any, folder: Path, to: Path, gazetteer: Path, **options: Any) -> None:
        rows = _table(gazetteer)
        afghan, tajik = (building_areas.read_gazetteer(rows, country) for country in ("AF", "TJ"))
        districts = building_areas.tajik_districts(
            _json(folder / TAJIK), _json(folder / TAJIK_PROVINCES), _table(folder / CROSSWALK), tajik
        )
        files = {
            "world": building.world_map(_json(folder / COUNTRIES), _json(folder / WATERS), "Natural Earth"),
            "areas-af": building_areas.areas_map(
                *building_areas.afghan_districts(_json(folder / AFGHAN), afghan), "geoBoundaries"
            ),
            "areas-tj": building_areas.areas_map(*districts, "geoBoundaries; OpenStreetMap contributors, ODbL 1.0"),
        }
        for name, document in files.items():
            text = json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
            (to / f"{name}.json").write_text(text, encoding="utf-8")
            self.stdout.write(f"{name}: {len(text)} characters, {len(gzip.compress(text.encode()))} bytes packed")


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
