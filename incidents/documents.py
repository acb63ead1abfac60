"""From a record to its public document (ledger/documents.py). Reads tables; decides nothing about publishing.

Private columns (notes, reliability, states, users) have no way in: every key is written out here.
"""

from collections.abc import Iterable

from django.utils.text import slugify

from incidents.figures import independent_origins, totals
from incidents.models import (
    Actor,
    Claim,
    Facility,
    Incident,
    IncidentPlace,
    IncidentType,
    Participation,
    Place,
    Timeline,
)
from incidents.models.dated import Dated
from incidents.models.incident import IncidentFacility
from incidents.models.record import Record, State
from ledger import documents as public
from sources.models import Source

PublishableRecord = Incident | Actor | Facility | Place | Source | Timeline

KM_PER_DEGREE = 111.32


def kind_of(record: PublishableRecord) -> public.Kind:
    kinds: dict[type, public.Kind] = {
        Incident: "incident", Actor: "actor", Facility: "facility", Place: "place", Source: "source",
        Timeline: "timeline",
    }  # fmt: skip
    return kinds[type(record)]


def document_of(record: PublishableRecord) -> public.PublicDocument:
    match record:
        case Incident():
            return incident_document(record)
        case Actor():
            return actor_document(record)
        case Facility():
            return facility_document(record)
        case Place():
            return place_document(record)
        case Source():
            return source_document(record)
        case Timeline():
            return timeline_document(record)


def tombstone(record: PublishableRecord, *, reason_code: str, merged_into: str | None = None) -> public.Tombstone:
    return {
        "record": kind_of(record),
        "id": record.public_id,
        "slug": "",
        "withdrawn": True,
        "reason_code": reason_code,
        "merged_into": merged_into,
    }


def slug_of(text: str, fallback: str) -> str:
    return slugify(text)[:60].strip("-") or fallback


def incident_document(incident: Incident) -> public.IncidentDocument:
    claims = [
        claim
        for claim in incident.claims.select_related("source__publisher", "source__origin")
        if claim.status != "withdrawn"
    ]
    origins = origins_of(claims)
    cited = {claim.source_id: claim.source for claim in claims}
    places = [_incident_place(row) for row in incident.incident_places.select_related("place__parent__parent__parent")]
    casualties = list(incident.casualties.select_related("actor"))
    return {
        "record": "incident",
        "id": incident.public_id,
        "slug": slug_of(incident.title, "incident"),
        "title": incident.title,
        "summary": incident.summary,
        "type": _type(incident.type),
        "date": date_document(incident),
        "places": places,
        "countries": _once(place["country"] for place in places),
        "actors": [_participation(row) for row in incident.participations.select_related("actor")],
        "facilities": [_incident_facility(row) for row in incident.incident_facilities.select_related("facility")],
        "casualties": [
            {
                "party": row.party, "actor": _visible_id(row.actor), "harm": row.harm,
                "low": row.low, "best": row.best, "high": row.high, "basis": row.basis,
            }
            for row in casualties
        ],
        "totals": {
            harm: {"low": low, "best": best, "high": high} for harm, (low, best, high) in totals(casualties).items()
        },
        "claims": [_claim(claim) for claim in claims],
        "sources": [_source_reference(source, origins[source.public_id]) for source in cited.values()],
        "origins": len(set(origins.values())),
        "tags": list(incident.tags),
    }  # fmt: skip


def date_document(dated: Dated) -> public.DateDocument:
    return {
        "edtf": dated.edtf,
        "earliest": dated.earliest.isoformat(),
        "latest": dated.latest.isoformat(),
        "extent": dated.extent,
        "approximate": dated.approximate,
        "uncertain": dated.uncertain,
        "precision": dated.precision,
        "date_text": dated.date_text,
        "date_label": dated.date_label,
        "time_of_day": dated.time_of_day,
    }


def origins_of(claims: Iterable[Claim]) -> dict[str, str]:
    """From each cited source's id to the id that stands for its independent account (reference: one ministry text
    carried by twelve outlets is one origin)."""
    marks: dict[str, set[str]] = {}
    for claim in claims:
        source = claim.source
        found = marks.setdefault(source.public_id, {f"source:{source.public_id}"})
        if source.url:
            found.add(f"address:{source.url}")
        if source.origin is not None:
            found.add(f"source:{source.origin.public_id}")
        if claim.speaker and claim.stated_on:
            found.add(f"said:{claim.speaker.casefold()}:{claim.stated_on}")
    return independent_origins({source: tuple(sorted(found)) for source, found in marks.items()})


def actor_document(actor: Actor) -> public.ActorDocument:
    relations = actor.relations.select_related("other").filter(other__state=State.PUBLISHED)
    return {
        "record": "actor",
        "id": actor.public_id,
        "slug": slug_of(actor.name, "actor"),
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country or None,
        "description": actor.description,
        "aliases": [{"name": alias.name, "language": alias.language} for alias in actor.aliases.order_by("id")],
        "relations": [
            {
                "relation": row.relation, "id": row.other.public_id, "slug": slug_of(row.other.name, "actor"),
                "name": row.other.name, "start": row.start, "end": row.end,
            }
            for row in relations.order_by("id")
        ],
    }  # fmt: skip


def facility_document(facility: Facility) -> public.FacilityDocument:
    operator, place = facility.operator, facility.place
    return {
        "record": "facility",
        "id": facility.public_id,
        "slug": slug_of(facility.name, "facility"),
        "name": facility.name,
        "kind": facility.kind,
        "operator": _link(operator, operator.name) if operator and operator.is_published else None,
        "place": _place_reference(place, "place") if place and place.is_published else None,
        "opened": facility.opened,
        "closed": facility.closed,
        "statuses": [
            {"status": row.status, "start": row.start, "end": row.end} for row in facility.statuses.order_by("id")
        ],
        "description": facility.description,
        "aliases": [{"name": alias.name, "language": alias.language} for alias in facility.aliases.order_by("id")],
    }


def place_document(place: Place) -> public.PlaceDocument:
    return {
        "record": "place",
        "id": place.public_id,
        "slug": slug_of(place.name, "place"),
        "name": place.name,
        "kind": place.kind,
        "country": place.country or None,
        "within": [_link(area, area.name) for area in place.ancestors() if area.is_published],
        "point": public_point(place),
        "aliases": [{"name": alias.name, "language": alias.language} for alias in place.aliases.order_by("id")],
    }


def source_document(source: Source) -> public.SourceDocument:
    capture = source.captures.order_by("captured_at").first()
    reference = _source_reference(source, source.origin.public_id if source.origin else source.public_id)
    return {
        "record": "source",
        **reference,
        "kind": source.kind,
        "licence": source.licence,
        "captured_at": capture.captured_at.isoformat() if capture else None,
        "sha256": capture.content_id if capture else None,
    }


def timeline_document(timeline: Timeline) -> public.TimelineDocument:
    """Lists published incidents only: a draft in a timeline must not show that it exists."""
    entries = timeline.entries.filter(incident__state=State.PUBLISHED).select_related("incident")
    return {
        "record": "timeline",
        "id": timeline.public_id,
        "slug": timeline.slug,
        "title": timeline.title,
        "description": timeline.description,
        "entries": [{"id": row.incident.public_id, "note": row.note} for row in entries],
    }


def public_point(place: Place) -> list[float] | None:
    """[longitude, latitude] as coarse as it may be shown: the centre of a grid cell, the same for every answer,
    since random jitter could be averaged away."""
    if place.longitude is None or place.latitude is None:
        return None
    if not place.public_precision_km:
        return [round(place.longitude, 4), round(place.latitude, 4)]
    step = place.public_precision_km / KM_PER_DEGREE
    return [round((value // step + 0.5) * step, 3) for value in (place.longitude, place.latitude)]


def _type(type_: IncidentType) -> public.TypeDocument:
    return {
        "code": type_.code,
        "name": type_.name,
        "parent": type_.parent.code if type_.parent else None,
        "parent_name": type_.parent.name if type_.parent else None,
        "lane": type_.lane,
        "acled_event_type": type_.acled_event_type or None,
        "acled_sub_event_type": type_.acled_sub_event_type or None,
        "ucdp_type_of_violence": type_.ucdp_type_of_violence,
        "plover_type": type_.plover_type or None,
        "plover_mode": type_.plover_mode or None,
    }


def _incident_place(row: IncidentPlace) -> public.PlaceReference:
    if row.place is not None and row.place.is_published:
        return _place_reference(row.place, row.precision)
    return {
        "id": None, "name": row.as_named or "unnamed place", "kind": None, "country": None, "admin1": None,
        "admin2": None, "within": [], "precision": row.precision, "point": None,
    }  # fmt: skip


def _place_reference(place: Place, precision: str) -> public.PlaceReference:
    areas = [place, *place.ancestors()]
    shown_as_point = precision in public.EXACT
    return {
        "id": place.public_id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country or None,
        "admin1": next((area.name for area in areas if area.kind == "admin1"), None),
        "admin2": next((area.name for area in areas if area.kind == "admin2"), None),
        "within": [area.public_id for area in areas[1:] if area.is_published],
        "precision": precision,
        "point": public_point(place) if shown_as_point else None,
    }


def _participation(row: Participation) -> public.ActorReference:
    actor = row.actor if row.actor is not None and row.actor.is_published else None
    return {
        "id": actor.public_id if actor else None,
        "slug": slug_of(actor.name, "actor") if actor else None,
        "name": actor.name if actor else row.as_named or "unnamed party",
        "kind": actor.kind if actor else None,
        "role": row.role,
        "as_named": row.as_named,
    }


def _incident_facility(row: IncidentFacility) -> public.FacilityReference:
    facility = row.facility if row.facility is not None and row.facility.is_published else None
    return {
        "id": facility.public_id if facility else None,
        "slug": slug_of(facility.name, "facility") if facility else None,
        "name": facility.name if facility else row.as_named or "unnamed facility",
        "kind": facility.kind if facility else None,
        "relation": row.relation,
        "count": row.count,
    }


def _claim(claim: Claim) -> public.ClaimDocument:
    return {
        "id": claim.public_id,
        "source": claim.source.public_id,
        "quote": claim.quote,
        "reading": claim.reading,
        "language": claim.language or claim.source.language,
        "supports": list(claim.supports),
        "values": [
            {
                "party": value["party"], "harm": value["harm"], "low": value.get("low"), "best": value.get("best"),
                "high": value.get("high"), "original": value.get("original", ""),
            }
            for value in claim.values
        ],
        "speaker": claim.speaker,
        "stated_on": claim.stated_on.isoformat() if claim.stated_on else None,
        "status": claim.status,
        "credibility": claim.credibility,
        "note": claim.note,
    }  # fmt: skip


def _source_reference(source: Source, origin: str) -> public.SourceReference:
    publisher = source.publisher
    return {
        "id": source.public_id,
        "slug": slug_of(source.title, "source"),
        "title": source.title,
        "publisher": publisher.name if publisher else "",
        "domain": publisher.domain if publisher else "",
        "url": source.url,
        "published": source.published.isoformat() if source.published else None,
        "language": source.language,
        "retelling": source.retelling,
        "origin": origin,
    }


def _link(record: Record, name: str) -> public.LinkDocument:
    return {"id": record.public_id, "slug": slug_of(name, "record"), "name": name}


def _visible_id(actor: Actor | None) -> str | None:
    return actor.public_id if actor and actor.is_published else None


def _once(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
