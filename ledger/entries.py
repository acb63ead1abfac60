"""From a document to the narrow row that lists are filtered by. Pure, but for write_entries()."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from ledger.addresses import address_key, domain_key
from ledger.documents import (
    ActorDocument,
    Bounds,
    DateDocument,
    FacilityDocument,
    IncidentDocument,
    PlaceDocument,
    PlaceReference,
    PublicDocument,
    SourceDocument,
    TimelineDocument,
)
from ledger.grid import Point, cells_of
from ledger.models import Edition, IncidentEntry, RecordEntry
from ledger.search import folded, name_key, search_text

EntryRow = dict[str, Any]

FLOOR, CEILING = "0001-01-01", "9999-12-31"
OPEN_TOP = 1_000_000_000  # above every number of people that can be asked for: "at least" has no top


def entry_for(document: PublicDocument) -> EntryRow | None:
    """The columns of the document's entry, without seq; None for a tombstone."""
    if "withdrawn" in document:
        return None
    if document["record"] == "incident":
        return _incident(document)
    return _record(document)


def write_entries(rows: Iterable[tuple[Edition, EntryRow | None]]) -> None:
    incidents: list[IncidentEntry] = []
    records: list[RecordEntry] = []
    for edition, row in rows:
        if row is None:
            continue
        if "record" in row:
            records.append(RecordEntry(edition=edition, superseded_by=edition.superseded_by, **row))
        else:
            incidents.append(IncidentEntry(edition=edition, superseded_by=edition.superseded_by, **row))
    IncidentEntry.objects.bulk_create(incidents)
    RecordEntry.objects.bulk_create(records)


def _incident(document: IncidentDocument) -> EntryRow:
    places, totals = document["places"], document["totals"]
    first = places[0] if places else None
    point = first["point"] if first else None
    certain_first, certain_last = certain_days(document["date"])
    killed_low, killed_high = _range(totals.get("killed"))
    injured_low, injured_high = _range(totals.get("injured"))
    return {
        "record_id": document["id"],
        "earliest": document["date"]["earliest"],
        "latest": document["date"]["latest"],
        "certain_first": certain_first,
        "certain_last": certain_last,
        "precision": document["date"]["precision"],
        "type_code": document["type"]["code"],
        "parent_code": document["type"]["parent"] or document["type"]["code"],
        "lane": document["type"]["lane"],
        "countries": document["countries"],
        "admin1": (first and first["admin1"]) or "",
        "admin2": (first and first["admin2"]) or "",
        "regions": _names(place["admin1"] for place in places),
        "districts": _names(place["admin2"] for place in places),
        "place_precision": first["precision"] if first else "none",
        "longitude": point[0] if point else None,
        "latitude": point[1] if point else None,
        "killed_low": killed_low,
        "killed_high": killed_high,
        "injured_low": injured_low,
        "injured_high": injured_high,
        "place_ids": _places(places),
        **_points(place["point"] for place in places),
        **_parties(document),
        "source_ids": _once(source["id"] for source in document["sources"]),
        "domains": _once(domain_key(source["domain"]) for source in document["sources"]),
        "tags": document["tags"],
        "search_text": search_text(names=_incident_names(document), texts=_incident_texts(document)),
    }


def certain_days(when: DateDocument) -> tuple[str, str]:
    """A period that ends on the first of these or later, and begins on the second or earlier, certainly holds some of
    the incident. Once within a span: the period must hold the whole span. Throughout: any part of it will do, but of
    an unknown end nothing is certain."""
    earliest, latest = when["earliest"], when["latest"]
    if when["extent"] != "throughout":
        return latest, earliest
    if latest == CEILING:
        return (CEILING, FLOOR) if earliest == FLOOR else (earliest, earliest)
    return (latest, latest) if earliest == FLOOR else (earliest, latest)


def _range(total: Bounds | None) -> tuple[int | None, int | None]:
    """The bounds, with an open end where only the other is known."""
    low, high = (total["low"], total["high"]) if total else (None, None)
    if low is None and high is None:
        return None, None
    return min(low or 0, OPEN_TOP), OPEN_TOP if high is None else min(high, OPEN_TOP)


def _parties(document: IncidentDocument) -> EntryRow:
    actors, facilities = document["actors"], document["facilities"]
    return {
        "actor_ids": _once(actor["id"] for actor in actors),
        "actor_roles": _marked((actor["id"], actor["role"]) for actor in actors),
        "actor_kinds": _kinds((actor["kind"], actor["role"]) for actor in actors),
        "facility_ids": _once(facility["id"] for facility in facilities),
        "facility_relations": _marked((facility["id"], facility["relation"]) for facility in facilities),
        "facility_kinds": _kinds((facility["kind"], facility["relation"]) for facility in facilities),
    }


def _marked(pairs: Iterable[tuple[str | None, str]]) -> list[str]:
    """ "id:role" where there is an id, and ":role" for anybody."""
    return _once(mark for id_, role in pairs for mark in (f"{id_}:{role}" if id_ else None, f":{role}"))


def _kinds(pairs: Iterable[tuple[str | None, str]]) -> list[str]:
    return _once(mark for kind, role in pairs if kind for mark in (kind, f"{kind}:{role}"))


def _places(places: Iterable[PlaceReference]) -> list[str]:
    return _once(id_ for place in places for id_ in [place["id"], *place["within"]])


def _points(given: Iterable[Sequence[float] | None]) -> EntryRow:
    points = [Point(float(point[0]), float(point[1])) for point in given if point]
    return {
        "longitudes": [point.longitude for point in points],
        "latitudes": [point.latitude for point in points],
        "cells": cells_of(points),
    }


def _names(names: Iterable[str | None]) -> list[str]:
    return _once(name_key(name)[:200] for name in names if name)


def _incident_names(document: IncidentDocument) -> Iterable[str | None]:
    yield document["title"]
    for place in document["places"]:
        yield from (place["name"], place["admin1"], place["admin2"])
    for actor in document["actors"]:
        yield from (actor["name"], actor["as_named"])
    yield from (facility["name"] for facility in document["facilities"])


def _incident_texts(document: IncidentDocument) -> Iterable[str | None]:
    yield document["summary"]
    yield from (document["type"]["name"], document["type"]["parent_name"])
    yield from document["tags"]
    for claim in document["claims"]:
        yield from (claim["reading"], claim["quote"], claim["speaker"])


def _record(document: PublicDocument) -> EntryRow:
    name = _name(document)
    row: EntryRow = {
        "record": document["record"],
        "record_id": document["id"],
        "slug": document["slug"],
        "name": name[:500],
        "sort_name": folded(name)[:500],
        "kind": document.get("kind") or "",
        "country": document.get("country") or "",
        "status": "",
        "operator_id": "",
        "domain": "",
        "language": "",
        "address_key": "",
        "incident_ids": [],
        "place_ids": [],
        **_points([]),
        "search_text": search_text(
            names=[name, *(alias["name"] for alias in _aliases(document))],
            texts=[cast("str | None", document.get("description")), cast("str | None", document.get("publisher"))],
        ),
    }
    return {**row, **_own_columns(document)}


def _own_columns(document: PublicDocument) -> EntryRow:
    """What only records of this kind have."""
    match document["record"]:
        case "facility":
            return _facility(cast(FacilityDocument, document))
        case "place":
            place = cast(PlaceDocument, document)
            areas = [area["id"] for area in place["within"]]
            return {"place_ids": _once([place["id"], *areas]), **_points([place["point"]])}
        case "source":
            source = cast(SourceDocument, document)
            return {
                "domain": domain_key(source["domain"]),
                "language": source["language"],
                "address_key": address_key(source["url"]),
            }
        case "timeline":
            return {"incident_ids": _once(entry["id"] for entry in cast(TimelineDocument, document)["entries"])}
    return {}


def _facility(document: FacilityDocument) -> EntryRow:
    """It stands in the country of its place. Of its statuses, the last without an end is the one it has."""
    place, operator = document["place"], document["operator"]
    statuses = [row for row in document["statuses"] if not row["end"]] or document["statuses"]
    return {
        "country": (place and place["country"]) or "",
        "operator_id": operator["id"] if operator else "",
        "status": statuses[-1]["status"] if statuses else "",
        "place_ids": _places([place] if place else []),
        **_points([place["point"] if place else None]),
    }


def _name(document: PublicDocument) -> str:
    if document["record"] in ("source", "timeline"):
        return cast(SourceDocument | TimelineDocument, document)["title"]
    return cast(ActorDocument | FacilityDocument | PlaceDocument, document)["name"]


def _aliases(document: PublicDocument) -> Sequence[Any]:
    return cast(Sequence[Any], document.get("aliases", []))


def _once(marks: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(mark for mark in marks if mark))
