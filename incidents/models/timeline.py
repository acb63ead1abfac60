"""A timeline: a curated, ordered collection of incidents."""

from django.db import models
from simple_history.models import HistoricalRecords

from incidents.models.incident import Incident
from incidents.models.record import Record, kept_once_public


class Timeline(Record):
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["title", "id"]
        triggers = [kept_once_public()]

    def __str__(self) -> str:
        return self.title


class TimelineEntry(models.Model):
    timeline = models.ForeignKey(Timeline, on_delete=models.CASCADE, related_name="entries")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="timeline_entries")
    position = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "timeline entries"
        constraints = [models.UniqueConstraint(fields=["timeline", "incident"], name="timeline_incident_once")]

    def __str__(self) -> str:
        return f"{self.incident} in {self.timeline}"
