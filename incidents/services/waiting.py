"""What waits for an editor, counted."""

from dataclasses import dataclass

from incidents.models import Incident, Suggestion
from incidents.models.record import State
from sources.models import Source


@dataclass(frozen=True, slots=True)
class Waiting:
    pending_suggestions: int
    failed_sources: int
    sources_at_work: int
    draft_incidents: int


def what_waits() -> Waiting:
    return Waiting(
        pending_suggestions=Suggestion.objects.filter(state=Suggestion.State.PENDING).count(),
        failed_sources=Source.objects.filter(state=Source.State.FAILED).count(),
        sources_at_work=Source.objects.filter(state__in=[Source.State.QUEUED, Source.State.READING]).count(),
        draft_incidents=Incident.objects.filter(state=State.DRAFT).count(),
    )
