"""Who and what synthetic incidents refer to: actors, places, facilities, sources, timelines, and their documents."""

import random
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import count

from incidents.vocabulary import ACTOR_KINDS, FACILITY_KINDS
from ledger.documents import (
    ActorDocument,
    ActorReference,
    FacilityDocument,
    FacilityReference,
    PlaceDocument,
    PlaceReference,
    PublicDocument,
    SourceDocument,
    SourceReference,
    TimelineDocument,
)
from tests.bench.words import bench_id, name, sentence, skewed

COUNTRIES = ("TJ", "AF", "KG", "UZ", "TM", "KZ", "PK", "IR")
# Longitude and latitude of a corner, and how far the country reaches from it, in degrees.
FRAMES = {
    "TJ": (67.4, 36.7, 7.5, 4.3), "AF": (60.5, 29.4, 13.0, 9.0), "KG": (69.3, 39.2, 10.9, 4.0),
    "UZ": (56.0, 37.2, 17.0, 8.4), "TM": (52.5, 35.2, 14.0, 7.5), "KZ": (46.5, 40.6, 40.8, 14.8),
    "PK": (60.9, 23.7, 16.0, 13.3), "IR": (44.0, 25.1, 19.2, 14.6),
}  # fmt: skip
REGIONS_EACH, DISTRICTS_EACH = 8, 12


@dataclass(frozen=True)
class Cast:
    """The same for the same seed and number of incidents; larger registers name more of everything."""

    seed: int
    incidents: int

    @property
    def sizes(self) -> dict[str, int]:
        thousandth = self.incidents // 1_000
        return {
            "place": 3_000,
            "actor": 3_000 + 10 * thousandth,
            "facility": 2_000 + 5 * thousandth,
            "source": 5_000 + 100 * thousandth,
            "timeline": 500,
        }

    @cached_property
    def areas(self) -> list[PlaceReference]:
        """Countries, then their regions, then the regions' districts."""
        numbers = count()
        countries = [self._area(next(numbers), "country", code, None, None, []) for code in COUNTRIES]
        regions = [
            self._area(next(numbers), "admin1", country["country"], None, None, [country["id"] or ""])
            for country in countries
            for _ in range(REGIONS_EACH)
        ]
        districts = [
            self._area(
                next(numbers), "admin2", region["country"], region["name"], None,
                [region["id"] or "", *region["within"]],
            )
            for region in regions
            for _ in range(DISTRICTS_EACH)
        ]  # fmt: skip
        return [*countries, *regions, *districts]

    @cached_property
    def places(self) -> list[PlaceReference]:
        settlements = []
        districts = [area for area in self.areas if area["kind"] == "admin2"]
        for number in range(len(self.areas), self.sizes["place"]):
            chance = random.Random(f"place/{number}")
            district = chance.choice(districts)
            left, bottom, width, height = FRAMES[district["country"] or ""]
            place = self._area(
                number, "settlement", district["country"], district["admin1"], district["name"],
                [district["id"] or "", *district["within"]],
            )  # fmt: skip
            place["point"] = [round(left + width * chance.random(), 4), round(bottom + height * chance.random(), 4)]
            settlements.append(place)
        return settlements

    @cached_property
    def actors(self) -> list[ActorReference]:
        kinds = list(ACTOR_KINDS)
        return [
            {
                "id": bench_id(self.seed, "actor", number), "slug": f"actor-{number}", "name": name(number, "actor"),
                "kind": kinds[number % len(kinds)], "role": "", "as_named": "",
            }
            for number in range(self.sizes["actor"])
        ]  # fmt: skip

    @cached_property
    def facilities(self) -> list[FacilityReference]:
        kinds = list(FACILITY_KINDS)
        return [
            {
                "id": bench_id(self.seed, "facility", number), "slug": f"facility-{number}",
                "name": name(number, "facility"), "kind": kinds[number % len(kinds)], "relation": "", "count": None,
            }
            for number in range(self.sizes["facility"])
        ]  # fmt: skip

    @cached_property
    def sources(self) -> list[SourceReference]:
        return [self._source(number) for number in range(self.sizes["source"])]

    def incident_id(self, number: int) -> str:
        return bench_id(self.seed, "incident", number)

    def documents(self) -> list[PublicDocument]:
        """Of everything but the incidents, in the order of publishing."""
        return [
            *map(self._place_document, [*self.areas, *self.places]),
            *map(self._actor_document, self.actors),
            *map(self._facility_document, range(len(self.facilities))),
            *map(self._source_document, self.sources),
            *map(self._timeline_document, range(self.sizes["timeline"])),
        ]

    def _area(
        self, number: int, kind: str, country: str | None, admin1: str | None, admin2: str | None, within: list[str]
    ) -> PlaceReference:
        own = name(number, "place", 1)
        return {
            "id": bench_id(self.seed, "place", number), "name": own, "kind": kind,
            "country": country,
            "admin1": own if kind == "admin1" else admin1, "admin2": own if kind == "admin2" else admin2,
            "within": within, "precision": {"settlement": "place", "admin2": "adm2"}.get(kind, "adm1"), "point": None,
        }  # fmt: skip

    def _source(self, number: int) -> SourceReference:
        chance = random.Random(f"source/{number}")
        outlet = skewed(chance, 200)
        published = f"{1990 + number % 36}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        id_ = bench_id(self.seed, "source", number)
        return {
            "id": id_, "slug": f"source-{number}", "title": sentence(chance, 8, "cyrillic"),
            "publisher": name(outlet, "publisher"), "domain": f"outlet-{outlet}.example",
            "url": f"https://outlet-{outlet}.example/news/{number}", "published": published,
            "language": "ru", "retelling": number % 4 == 0, "origin": id_,
        }  # fmt: skip

    def _place_document(self, place: PlaceReference) -> PlaceDocument:
        by_id = _names(self)
        return {
            "record": "place", "id": place["id"] or "", "slug": f"place-{place['id']}", "name": place["name"],
            "kind": place["kind"] or "", "country": place["country"],
            "within": [{"id": id_, "slug": f"place-{id_}", "name": by_id[id_]} for id_ in place["within"]],
            "point": place["point"], "aliases": [],
        }  # fmt: skip

    def _actor_document(self, actor: ActorReference) -> ActorDocument:
        chance = random.Random(f"actor/{actor['slug']}")
        return {
            "record": "actor", "id": actor["id"] or "", "slug": actor["slug"] or "", "name": actor["name"],
            "kind": actor["kind"] or "", "country": chance.choice(COUNTRIES), "description": sentence(chance, 20),
            "aliases": [{"name": sentence(chance, 2, "cyrillic"), "language": "ru"}], "relations": [],
        }  # fmt: skip

    def _facility_document(self, number: int) -> FacilityDocument:
        facility = self.facilities[number]
        chance = random.Random(f"facility/{number}")
        return {
            "record": "facility", "id": facility["id"] or "", "slug": facility["slug"] or "", "name": facility["name"],
            "kind": facility["kind"] or "", "operator": None, "place": chance.choice(self.places), "opened": "1998",
            "closed": "", "statuses": [{"status": "operating", "start": "1998", "end": ""}],
            "description": sentence(chance, 20), "aliases": [],
        }  # fmt: skip

    def _source_document(self, source: SourceReference) -> SourceDocument:
        return {
            "record": "source", "kind": "article", "licence": "", "captured_at": None, "sha256": None,
            "id": source["id"], "slug": source["slug"], "title": source["title"], "publisher": source["publisher"],
            "domain": source["domain"], "url": source["url"], "published": source["published"],
            "language": source["language"], "retelling": source["retelling"], "origin": source["origin"],
        }  # fmt: skip

    def _timeline_document(self, number: int) -> TimelineDocument:
        chance = random.Random(f"timeline/{number}")
        chosen = sorted({chance.randrange(self.incidents) for _ in range(chance.randint(10, 60))})
        return {
            "record": "timeline", "id": bench_id(self.seed, "timeline", number), "slug": f"timeline-{number}",
            "title": sentence(chance, 4), "description": sentence(chance, 20),
            "entries": [{"id": self.incident_id(incident), "note": ""} for incident in chosen],
        }  # fmt: skip


@cache
def _names(cast: Cast) -> dict[str, str]:
    return {place["id"] or "": place["name"] for place in cast.areas}
