"""The editors' record: normal tables with history. Nothing here is public; publishing copies it into the ledger."""

from incidents.models.actor import Actor, ActorAlias, ActorRelation
from incidents.models.claim import Claim
from incidents.models.facility import Facility, FacilityAlias, FacilityStatus
from incidents.models.incident import (
    Casualties,
    Incident,
    IncidentFacility,
    IncidentPlace,
    IncidentType,
    Participation,
)
from incidents.models.place import Place, PlaceAlias
from incidents.models.suggestion import Suggestion
from incidents.models.timeline import Timeline, TimelineEntry

__all__ = [
    "Actor",
    "ActorAlias",
    "ActorRelation",
    "Casualties",
    "Claim",
    "Facility",
    "FacilityAlias",
    "FacilityStatus",
    "Incident",
    "IncidentFacility",
    "IncidentPlace",
    "IncidentType",
    "Participation",
    "Place",
    "PlaceAlias",
    "Suggestion",
    "Timeline",
    "TimelineEntry",
]
