"""Loads the sample register (samples/register/*.json) through the same services that editors use.

Ids follow from the keys in the files, so loading twice finds what is there.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from incidents.dates import edtf
from incidents.dates.span import DateSpan
from incidents.documents import PublishableRecord
from incidents.models import (
    Actor,
    ActorAlias,
    ActorRelation,
    Casualties,
    Facility,
    FacilityAlias,
    FacilityStatus,
    Incident,
    IncidentFacility,
    IncidentPlace,
    IncidentType,
    Participation,
    Place,
    PlaceAlias,
    Timeline,
    TimelineEntry,
)
from incidents.services.claims import add_claim, refresh_figures
from incidents.services.publishing import publish
from incidents.services.seeding import place_id
from sources.identifiers import id_from
from sources.models import Capture, CapturedBytes, ExtractedText, Publisher, Source

Row = Mapping[str, Any]
EXTRACTOR = "sample-1"


class SampleRegister:
    """Reads one folder and loads it; `loaded` counts what was added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places: dict[str, Place] = {}
        self.actors: dict[str, Actor] = {}
        self.facilities: dict[str, Facility] = {}
        self.texts: dict[str, ExtractedText] = {}
        self.incidents: dict[str, Incident] = {}

    def load(self, *, now: datetime) -> list[Incident]:
        """The record as drafts, in one transaction: an interrupted load leaves nothing half-done."""
        with transaction.atomic():
            self._load_places()
            self._load_actors()
            self._load_facilities()
            self._load_sources(now)
            for row in self._rows("incidents"):
                self.incidents[row["key"]] = self._load_incident(row)
            self._load_timelines()
        return list(self.incidents.values())

    def publish(self) -> int:
        """Publishes incidents, oldest first, then timelines; returns the number of editions."""
        incidents = sorted(self.incidents.values(), key=lambda incident: (incident.earliest, incident.pk))
        editions = 0
        records: list[PublishableRecord] = [*incidents, *self.facilities.values(), *Timeline.objects.order_by("pk")]
        for record in records:
            editions += len(publish(record, by=None))
        return editions

    def _rows(self, name: str) -> list[Row]:
        rows: list[Row] = json.loads((self.folder / "register" / f"{name}.json").read_text())
        return rows

    def _load_places(self) -> None:
        rows = self._rows("places")
        for row in rows:
            self.places[row["key"]] = self._place(row)
        for row in rows:
            place = self.places[row["key"]]
            parent = self._area(row)
            if place.parent is None and parent is not None and parent != place:
                place.parent = parent
                place.save()

    def _place(self, row: Row) -> Place:
        """The gazetteer's row where the file names one, so that no place is there twice."""
        key = _gazetteer_key(row.get("gazetteer"))
        place = Place.objects.filter(public_id=place_id(key)).first() if key else None
        if place is None:
            place, _ = Place.objects.get_or_create(
                public_id=id_from(f"samples/place/{row['key']}"),
                defaults={
                    "name": row["name"], "kind": row["kind"], "country": row.get("country") or "",
                    "longitude": row.get("longitude"), "latitude": row.get("latitude"),
                },
            )  # fmt: skip
        for alias in [{"name": row["name"]}, *row.get("aliases", [])]:
            PlaceAlias.objects.get_or_create(
                place=place, name=alias["name"], defaults={"language": alias.get("language") or ""}
            )
        return place

    def _area(self, row: Row) -> Place | None:
        name = row.get("admin2") or row.get("admin1")
        if name in self.places:
            return self.places[name]
        if name:
            return Place.objects.filter(name=name, kind__startswith="admin").order_by("pk").first()
        country = Place.objects.filter(kind="country", country=row.get("country") or "-").first()
        return country if row["kind"] != "country" else None

    def _load_actors(self) -> None:
        rows = self._rows("actors")
        for row in rows:
            actor, _ = Actor.objects.get_or_create(
                public_id=id_from(f"samples/actor/{row['key']}"),
                defaults={
                    "name": row["name"], "kind": row["kind"], "country": row.get("country") or "",
                    "description": row.get("description") or "",
                },
            )  # fmt: skip
            self.actors[row["key"]] = actor
            for alias in row.get("aliases", []):
                ActorAlias.objects.get_or_create(
                    actor=actor, name=alias["name"], defaults={"language": alias.get("language") or ""}
                )
        for row in rows:
            for relation in row.get("relations", []):
                ActorRelation.objects.get_or_create(
                    actor=self.actors[row["key"]], relation=relation["relation"],
                    other=self.actors[relation["actor"]], start=relation.get("from") or "",
                    defaults={"end": relation.get("to") or ""},
                )  # fmt: skip

    def _load_facilities(self) -> None:
        for row in self._rows("facilities"):
            facility, _ = Facility.objects.get_or_create(
                public_id=id_from(f"samples/facility/{row['key']}"),
                defaults={
                    "name": row["name"], "kind": row["kind"], "description": row.get("description") or "",
                    "operator": self.actors.get(row.get("operator") or ""),
                    "place": self.places.get(row.get("place") or ""),
                    "opened": row.get("opened") or "", "closed": row.get("closed") or "",
                },
            )  # fmt: skip
            self.facilities[row["key"]] = facility
            for alias in row.get("aliases", []):
                FacilityAlias.objects.get_or_create(
                    facility=facility, name=alias["name"], defaults={"language": alias.get("language") or ""}
                )
            for status in row.get("statuses", []):
                FacilityStatus.objects.get_or_create(
                    facility=facility, status=status["status"], start=status.get("from") or "",
                    defaults={"end": status.get("to") or ""},
                )  # fmt: skip

    def _load_sources(self, now: datetime) -> None:
        publishers = {row["key"]: self._publisher(row) for row in self._rows("publishers")}
        rows = self._rows("sources")
        for row in rows:
            self.texts[row["key"]] = self._source(row, publishers[row["publisher"]], now)
        for row in rows:
            if row.get("origin") and row["origin"] != row["key"]:
                source = self.texts[row["key"]].capture.source
                source.origin = self.texts[row["origin"]].capture.source
                source.save(update_fields=["origin"])

    def _publisher(self, row: Row) -> Publisher:
        publisher, _ = Publisher.objects.get_or_create(
            name=row["name"],
            defaults={
                "domain": row.get("domain") or "", "country": row.get("country") or "",
                "language": row.get("language") or "",
            },
        )  # fmt: skip
        return publisher

    def _source(self, row: Row, publisher: Publisher, now: datetime) -> ExtractedText:
        body = (self.folder / row["article"]).read_bytes()
        fingerprint = hashlib.sha256(body).hexdigest()
        content, _ = CapturedBytes.objects.get_or_create(
            sha256=fingerprint, defaults={"byte_length": len(body), "compressed": zlib.compress(body)}
        )
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        source, _ = Source.objects.get_or_create(
            public_id=id_from(f"samples/source/{row['key']}"),
            defaults={
                "publisher": publisher, "url": row["url"], "title": row["title"], "language": row["language"],
                "published": published, "published_from": "given" if published else "",
                "retelling": row.get("retelling", True), "fingerprint": fingerprint, "progress": 100,
                "licence": "Apache-2.0 (a retelling in our own words)",
            },
        )  # fmt: skip
        capture, _ = Capture.objects.get_or_create(
            source=source, content=content,
            defaults={
                "method": Capture.Method.SAMPLE, "tool": EXTRACTOR, "captured_at": now, "requested_url": row["url"],
                "file_name": row["article"], "media_type": "text/plain", "published_hint": published,
            },
        )  # fmt: skip
        text = body.decode()
        extracted, _ = ExtractedText.objects.get_or_create(
            capture=capture, extractor=EXTRACTOR, sha256=hashlib.sha256(text.encode()).hexdigest(),
            defaults={"text": text, "language": row["language"]},
        )  # fmt: skip
        return extracted

    def _load_incident(self, row: Row) -> Incident:
        public_id = id_from(f"samples/incident/{row['key']}")
        known = Incident.objects.filter(public_id=public_id).first()
        if known is not None:
            return known
        incident = Incident(
            public_id=public_id, title=row["title"], summary=row.get("summary") or "",
            type=IncidentType.objects.get(code=row["type"]), tags=row.get("tags", []),
        )  # fmt: skip
        incident.span = _span(row["date"])
        incident.save()
        self._attach(incident, row)
        self._add_claims(incident, row)
        return incident

    def _attach(self, incident: Incident, row: Row) -> None:
        for position, item in enumerate(row.get("places", [])):
            IncidentPlace(
                incident=incident, place=self.places[item["place"]], precision=item["precision"], position=position
            ).save()
        for position, item in enumerate(row.get("actors", [])):
            Participation(
                incident=incident, actor=self.actors[item["actor"]] if item.get("actor") else None,
                role=item["role"], as_named=item.get("as_named") or "", position=position,
            ).save()  # fmt: skip
        for position, item in enumerate(row.get("facilities", [])):
            IncidentFacility(
                incident=incident, facility=self.facilities[item["facility"]] if item.get("facility") else None,
                relation=item["relation"], as_named=item.get("as_named") or "", count=item.get("count"),
                position=position,
            ).save()  # fmt: skip

    def _add_claims(self, incident: Incident, row: Row) -> None:
        for item in row["claims"]:
            text = self.texts[item["source"]]
            start = text.text.index(item["quote"])
            stated_on = item.get("stated_on")
            add_claim(
                incident, text, start=start, end=start + len(item["quote"]), supports=item["supports"], by=None,
                values=[self._value(value) for value in item.get("values") or []], speaker=item.get("speaker") or "",
                stated_on=date.fromisoformat(stated_on) if stated_on else None, status=item.get("status", "accepted"),
                credibility=item.get("credibility"), note=item.get("note") or "",
            )  # fmt: skip
        for figure in row.get("casualty_basis") or []:
            Casualties.objects.create(
                incident=incident, party=figure["party"], harm=figure["harm"], low=figure["low"], best=figure["best"],
                high=figure["high"], basis=figure["basis"], from_claims=False,
            )  # fmt: skip
        refresh_figures(incident, by=None)

    def _value(self, value: Row) -> dict[str, Any]:
        actor = self.actors.get(value.get("actor") or "")
        kept = {name: value.get(name) for name in ("party", "harm", "low", "best", "high")}
        return {**kept, "actor": actor.public_id} if actor else kept

    def _load_timelines(self) -> None:
        for row in self._rows("timelines"):
            timeline, _ = Timeline.objects.get_or_create(
                public_id=id_from(f"samples/timeline/{row['key']}"),
                defaults={"slug": row["slug"], "title": row["title"], "description": row.get("description") or ""},
            )
            for position, item in enumerate(row["incidents"]):
                TimelineEntry.objects.get_or_create(
                    timeline=timeline, incident=self.incidents[item["incident"]],
                    defaults={"position": position, "note": item.get("note") or ""},
                )  # fmt: skip


def _span(row: Row) -> DateSpan:
    span = edtf.parse(row["edtf"], extent=row.get("extent") or None)
    return DateSpan(
        span.earliest, span.latest, span.extent, span.approximate, span.uncertain, span.precision,
        row.get("text") or "", span.label, row.get("time_of_day") or "",
    )  # fmt: skip


def _gazetteer_key(code: str | None) -> str:
    """The files name GeoNames admin codes ("TJ.02") or ids ("1220479"); the gazetteer's keys say which is which."""
    if not code or ":" in code:
        return code or ""
    if code.isdigit():
        return f"geonames:{code}"
    return f"admin:{code}" if "." in code else f"country:{code}"
