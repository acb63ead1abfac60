"""What the software read in a source, waiting for an editor. Never published by itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.incident import Incident
from sources.models import ExtractedText, Source


class Suggestion(models.Model):
    """`data` is a SuggestedIncident as JSON; `fingerprint` makes reading the same source twice change nothing."""

    class State(models.TextChoices):
        PENDING = "pending", "Waiting for an editor"
        ACCEPTED = "accepted", "Accepted"
        MERGED = "merged", "Added to an incident"
        REJECTED = "rejected", "Rejected"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="suggestions")
    text = models.ForeignKey(ExtractedText, on_delete=models.PROTECT, related_name="suggestions")
    fingerprint = models.CharField(max_length=64)
    extractor = models.CharField(max_length=50)
    title = models.CharField(max_length=300)
    type_code = models.CharField(max_length=50)
    main = models.BooleanField(default=True)
    background = models.BooleanField(default=False)
    score = models.FloatField(default=0)
    data = models.JSONField()
    candidates = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    incident = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["background", "-main", "-score", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "fingerprint"], name="suggestion_once_per_source"),
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="suggestion_score_share"),
            models.CheckConstraint(
                condition=Q(state="pending", decided_at=None) | (~Q(state="pending") & Q(decided_at__isnull=False)),
                name="suggestion_decided_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="suggestion_queue")]

    def __str__(self) -> str:
        return self.title
