"""A reading in the shape that comparisons with hand-made answers use: plain types, ISO days, totals."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from incidents.dates.span import CEILING, FLOOR, DateSpan
from incidents.dates.words import find_dates
from pipeline import link
from pipeline.data import Evidence, Harm, KnownIncident, Reading, SuggestedIncident

TYPES = {
    "armed_clash": "armed_clash", "battles": "armed_clash", "non_state_actor_overtakes_territory": "armed_clash", "armed_attack": "attack", "violent_demonstration": "armed_clash",
    "suicide_bomb": "explosion_remote_violence", "remote_explosive": "explosion_remote_violence",
    "air_drone_strike": "explosion_remote_violence", "shelling": "explosion_remote_violence", "grenade": "explosion_remote_violence",
    "attack_on_civilians": "violence_against_civilians", "abduction": "violence_against_civilians",
    "border_crossing": "border_crossing", "arrest": "arrest_seizure", "seizure": "arrest_seizure", "deportation": "arrest_seizure",
    "meeting": "diplomatic", "call": "diplomatic", "recognition": "diplomatic", "statement": "diplomatic", "protest_note": "diplomatic",
    "agreement": "agreement", "ceasefire": "agreement", "military_exercise": "military_exercise",
    "facility_opening": "facility_opening", "border_opening": "facility_opening", "peaceful_protest": "protest",
}  # fmt: skip
SURE = 0.6
# A day without a year is compared by month and day alone; this year says that none is known.
NO_YEAR = date(4, 12, 31)


def prediction(file: str, reading: Reading, same_as: str | None = None) -> dict[str, Any]:
    return {"file": file, "same_as": same_as, "incidents": [_incident(incident) for incident in reading.incidents]}


def known_from(file: str, reading: Reading) -> dict[str, KnownIncident]:
    """What a later article of the same run can turn out to be the same as: the main incident of this one."""
    main = next((incident for incident in reading.incidents if incident.main), None)
    return {file: link.as_known(file, main)} if main else {}


def same_as(reading: Reading, earlier: Mapping[str, KnownIncident]) -> str | None:
    """The earlier article that reports the same main incident, if any does."""
    main = next((incident for incident in reading.incidents if incident.main), None)
    found = link.match(main, list(earlier.values())) if main else ()
    best = [item for item in found if item.score >= SURE and item.score == found[0].score]
    # Of two that fit alike, the one told last.
    return max(best, key=lambda item: list(earlier).index(item.key)).key if best else None


def _incident(incident: SuggestedIncident) -> dict[str, Any]:
    start, end = _days(incident.date)
    sites = _sites(incident)
    return {
        "main": incident.main,
        "event_type": TYPES.get(incident.type, "other"),
        "start": start,
        "end": end,
        "places": [*sites, *(place.name for place in incident.places)],
        "country": list(incident.countries),
        "actors": _actors(incident),
        "killed": _total(incident, "killed"),
        "injured": _total(incident, "injured"),
        "evidence": [
            {"quote": e.quote, "start": e.start, "end": e.end, "supports": _supports(e, sites)}
            for e in incident.evidence
        ],
    }


def _sites(incident: SuggestedIncident) -> list[str]:
    """The shape knows no facilities beside places: a named post is where it was opened, if nothing else says where."""
    if any(place.kind not in ("country", "border") for place in incident.places):
        return []
    return [facility.name for facility in incident.facilities if facility.count is None][:2]


def _supports(evidence: Evidence, sites: list[str]) -> list[str]:
    place = ["place"] if sites and "facilities" in evidence.supports and "place" not in evidence.supports else []
    return [*evidence.supports, *place]


def _days(span: DateSpan | None) -> tuple[str | None, str | None]:
    if span is None:
        return None, None
    if span.precision == "unknown" and span.text and span.latest == CEILING:
        yearless = find_dates(span.text, published=NO_YEAR)
        span = yearless[0].span if yearless else span
    start = span.earliest.isoformat() if span.earliest != FLOOR else None
    end = span.latest.isoformat() if span.latest != CEILING else None
    return start, end


def _actors(incident: SuggestedIncident) -> list[dict[str, str]]:
    """A state that only its president's title brings in is implied by the president."""
    people = [actor for actor in incident.actors if actor.kind == "person" and actor.role != "reporter"]
    return [
        {"name": actor.name, "role": actor.role}
        for actor in incident.actors
        if not (len(people) >= 2 and actor.kind == "state" and actor.role == "participant")
    ]


def _total(incident: SuggestedIncident, harm: Harm) -> dict[str, int | None] | None:
    rows = [row for row in incident.casualties if row.harm == harm]
    if not rows:
        return None
    counted = [row for row in rows if row.low is not None or row.high is not None]
    if not counted:
        return {"min": None, "max": None}
    open_ended = any(row.high is None for row in rows)
    return {
        "min": sum(row.low or 0 for row in counted),
        "max": None if open_ended else sum(row.high or 0 for row in counted),
    }
