"""From a document to the narrow row that lists are filtered by. Pure, but for write_entries()."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, cast

from ledger.documents import (
    ActorDocument,
    FacilityDocument,
    IncidentDocument,
    PlaceDocument,
    PublicDocument,
    SourceDocument,
    TimelineDocument,
)
from ledger.models import Edition, IncidentEntry, RecordEntry

EntryRow = dict[str, Any]


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


def folded(text: str) -> str:
    """Lower case without accents, so that a search finds Shōhin under Shohin."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _incident(document: IncidentDocument) -> EntryRow:
    places, totals = document["places"], document["totals"]
    first = places[0] if places else None
    point = first["point"] if first else None
    killed, injured = totals.get("killed"), totals.get("injured")
    return {
        "record_id": document["id"],
        "earliest": document["date"]["earliest"],
        "latest": document["date"]["latest"],
        "precision": document["date"]["precision"],
        "type_code": document["type"]["code"],
        "parent_code": document["type"]["parent"] or document["type"]["code"],
        "lane": document["type"]["lane"],
        "countries": document["countries"],
        "admin1": (first and first["admin1"]) or "",
        "admin2": (first and first["admin2"]) or "",
        "place_precision": first["precision"] if first else "none",
        "longitude": point[0] if point else None,
        "latitude": point[1] if point else None,
        "killed_low": killed["low"] if killed else None,
        "killed_high": killed["high"] if killed else None,
        "injured_low": injured["low"] if injured else None,
        "injured_high": injured["high"] if injured else None,
        "place_ids": _once([id_ for place in places for id_ in [place["id"], *place["within"]]]),
        "actor_ids": _once([actor["id"] for actor in document["actors"]]),
        "actor_roles": _once([f"{a['id']}:{a['role']}" for a in document["actors"] if a["id"]]),
        "facility_ids": _once([facility["id"] for facility in document["facilities"]]),
        "source_ids": _once([source["id"] for source in document["sources"]]),
        "domains": _once([source["domain"] for source in document["sources"]]),
        "tags": document["tags"],
        "search_text": folded(" ".join(_incident_words(document))),
    }


def _incident_words(document: IncidentDocument) -> Iterable[str]:
    yield document["title"]
    yield document["summary"]
    yield document["type"]["name"]
    yield from (place["name"] for place in document["places"])
    yield from (place["admin1"] or "" for place in document["places"])
    yield from (actor["name"] for actor in document["actors"])
    yield from (facility["name"] for facility in document["facilities"])
    yield from (claim["reading"] or claim["quote"] for claim in document["claims"])
    yield from document["tags"]


def _record(document: PublicDocument) -> EntryRow:
    name = _name(document)
    return {
        "record": document["record"],
        "record_id": document["id"],
        "slug": document["slug"],
        "name": name[:500],
        "sort_name": folded(name)[:500],
        "kind": document.get("kind") or "",
        "country": _country(document),
        "search_text": folded(" ".join([name, *(alias["name"] for alias in _aliases(document))])),
    }


def _name(document: PublicDocument) -> str:
    if document["record"] in ("source", "timeline"):
        return cast(SourceDocument | TimelineDocument, document)["title"]
    return cast(ActorDocument | FacilityDocument | PlaceDocument, document)["name"]


def _country(document: PublicDocument) -> str:
    """A facility stands in the country of its place."""
    if document["record"] == "facility":
        place = cast(FacilityDocument, document)["place"]
        return (place and place["country"]) or ""
    return cast(str, document.get("country") or "")


def _aliases(document: PublicDocument) -> Sequence[Any]:
    return cast(Sequence[Any], document.get("aliases", []))


def _once(ids: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(id_ for id_ in ids if id_))
