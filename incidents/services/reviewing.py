"""What an editor does with a suggestion: accept it as a new incident, add it to one that is there, or reject it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import transaction

from incidents.dates.span import DateSpan
from incidents.models import (
    Actor,
    Facility,
    Incident,
    IncidentFacility,
    IncidentPlace,
    IncidentType,
    Participation,
    Place,
    Suggestion,
)
from incidents.services.claims import add_claim, refresh_figures
from incidents.services.errors import AlreadyDecided
from incidents.services.suggested import SuggestedCasualties, SuggestedEvidence, SuggestedIncident


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the editor changed in the suggestion before accepting it; None leaves what the software read."""

    title: str | None = None
    summary: str = ""
    type_code: str | None = None
    span: DateSpan | None = None
    without: frozenset[str] = field(default_factory=frozenset)  # facts to leave out: "place", "killed" ...


@transaction.atomic
def accept(suggestion: Suggestion, *, by: User, now: datetime, corrections: Corrections | None = None) -> Incident:
    """A draft incident with everything that the suggestion carries, its claims included. Raises AlreadyDecided."""
    suggestion = _pending(suggestion)
    corrections = corrections or Corrections()
    data = cast(SuggestedIncident, suggestion.data)
    incident = Incident(
        title=corrections.title or data["title"],
        summary=corrections.summary,
        type=IncidentType.objects.get(code=corrections.type_code or data["type"]),
        created_by=by,
    )
    span = corrections.span or span_of(data)
    if span is not None:
        incident.span = span
    _save(incident, by, f"accepted from {suggestion.source}")
    _fill(incident, suggestion, by=by, without=corrections.without)
    _decide(suggestion, Suggestion.State.ACCEPTED, by=by, now=now, incident=incident)
    return incident


@transaction.atomic
def add_to_incident(suggestion: Suggestion, incident: Incident, *, by: User, now: datetime) -> Incident:
    """A second account of an incident that the register has: its claims are added, and what was not known yet.

    The incident's own date, type and title stay; its figures follow from all claims. Raises AlreadyDecided.
    """
    suggestion = _pending(suggestion)
    incident = Incident.objects.select_for_update().get(pk=incident.pk)
    _fill(incident, suggestion, by=by, without=frozenset())
    _save(incident, by, f"account added from {suggestion.source}")
    _decide(suggestion, Suggestion.State.MERGED, by=by, now=now, incident=incident)
    return incident


@transaction.atomic
def reject(suggestion: Suggestion, *, by: User, now: datetime, reason: str) -> Suggestion:
    """Kept with the reason, so that reading the source again does not bring it back. Raises AlreadyDecided."""
    suggestion = _pending(suggestion)
    _decide(suggestion, Suggestion.State.REJECTED, by=by, now=now, reason=reason)
    return suggestion


@transaction.atomic
def reopen(suggestion: Suggestion) -> Suggestion:
    """Undoes a rejection."""
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if suggestion.state != Suggestion.State.REJECTED:
        raise AlreadyDecided("Only a rejected suggestion can be reopened.")
    suggestion.state, suggestion.decided_by, suggestion.decided_at = Suggestion.State.PENDING, None, None
    suggestion.reason = ""
    suggestion.save()
    return suggestion


def span_of(data: SuggestedIncident) -> DateSpan | None:
    stored = data["date"]
    if stored is None:
        return None
    values: dict[str, Any] = {**stored, "earliest": date.fromisoformat(stored["earliest"])}
    return DateSpan(**{**values, "latest": date.fromisoformat(stored["latest"])})


def _pending(suggestion: Suggestion) -> Suggestion:
    suggestion = Suggestion.objects.select_for_update().select_related("text__capture__source").get(pk=suggestion.pk)
    if suggestion.state != Suggestion.State.PENDING:
        raise AlreadyDecided(f"This suggestion is decided already: {suggestion.get_state_display().lower()}.")
    return suggestion


def _decide(
    suggestion: Suggestion,
    state: str,
    *,
    by: User,
    now: datetime,
    incident: Incident | None = None,
    reason: str = "",
) -> None:
    suggestion.state, suggestion.decided_by, suggestion.decided_at = state, by, now
    suggestion.incident, suggestion.reason = incident, reason
    suggestion.save()


def _save(incident: Incident, by: User, reason: str) -> None:
    incident.revision += 1
    incident._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history
    incident._history_user = by  # type: ignore[attr-defined]  # as above
    incident.save()


def _fill(incident: Incident, suggestion: Suggestion, *, by: User, without: frozenset[str]) -> None:
    data = cast(SuggestedIncident, suggestion.data)
    if "place" not in without:
        _add_places(incident, data)
    if "actors" not in without:
        _add_actors(incident, data)
    if "facilities" not in without:
        _add_facilities(incident, data)
    values = _values_by_evidence(data, without)
    for position, evidence in enumerate(data["evidence"]):
        supports = [fact for fact in evidence["supports"] if fact not in without]
        if supports:
            add_claim(
                incident, suggestion.text, start=evidence["start"], end=evidence["end"], supports=supports, by=by,
                values=values.get(position, []), reading=evidence["reading"], rule=evidence["rule"],
            )  # fmt: skip
    refresh_figures(incident, by=by)


def _add_places(incident: Incident, data: SuggestedIncident) -> None:
    known = {place.public_id: place for place in Place.objects.filter(public_id__in=_keys(data["places"]))}
    for position, suggested in enumerate(data["places"]):
        place = known.get(suggested["key"])
        _once(IncidentPlace(
            incident=incident, place=place, as_named=suggested["name"], precision=suggested["precision"],
            position=position,
        ), incident.incident_places.filter(**_same(place=place, as_named=suggested["name"])).exists())  # fmt: skip


def _add_actors(incident: Incident, data: SuggestedIncident) -> None:
    known = {actor.public_id: actor for actor in Actor.objects.filter(public_id__in=_keys(data["actors"]))}
    for position, suggested in enumerate(data["actors"]):
        actor = known.get(suggested["key"])
        same = incident.participations.filter(role=suggested["role"], **_same(actor=actor, as_named=suggested["name"]))
        _once(Participation(
            incident=incident, actor=actor, as_named=suggested["name"][:200], role=suggested["role"], position=position,
        ), same.exists())  # fmt: skip


def _add_facilities(incident: Incident, data: SuggestedIncident) -> None:
    known = {
        facility.public_id: facility for facility in Facility.objects.filter(public_id__in=_keys(data["facilities"]))
    }
    for position, suggested in enumerate(data["facilities"]):
        facility = known.get(suggested["key"])
        same = incident.incident_facilities.filter(**_same(facility=facility, as_named=suggested["name"]))
        _once(IncidentFacility(
            incident=incident, facility=facility, as_named=suggested["name"][:200], relation=suggested["relation"],
            count=suggested["count"], position=position,
        ), same.exists())  # fmt: skip


def _same(*, as_named: str, **known: Any) -> dict[str, Any]:
    """The known record if there is one, else the same words."""
    ((name, record),) = known.items()
    return {name: record} if record is not None else {name: None, "as_named": as_named[:200]}


def _once(row: IncidentPlace | Participation | IncidentFacility, known: bool) -> None:
    if not known:
        row.save()


def _keys(items: Any) -> list[str]:
    return [item["key"] for item in items if item["key"]]


def _values_by_evidence(data: SuggestedIncident, without: frozenset[str]) -> dict[int, list[Mapping[str, Any]]]:
    """Each number goes to the quote that carries it: the one with its words in it, else the first for that harm."""
    values: dict[int, list[Mapping[str, Any]]] = {}
    for casualties in data["casualties"]:
        if casualties["harm"] in without:
            continue
        position = _carrier(casualties, data["evidence"])
        if position is not None:
            values.setdefault(position, []).append(
                {
                    "party": casualties["party"], "harm": casualties["harm"], "low": casualties["low"],
                    "best": casualties["best"], "high": casualties["high"], "original": casualties["original_value"],
                }
            )  # fmt: skip
    return values


def _carrier(casualties: SuggestedCasualties, evidence: list[SuggestedEvidence]) -> int | None:
    carriers = [n for n, item in enumerate(evidence) if casualties["harm"] in item["supports"]]
    words = casualties["original_value"]
    exact = [n for n in carriers if words and words in (evidence[n]["reading"] or evidence[n]["quote"])]
    return next(iter([*exact, *carriers]), None)
