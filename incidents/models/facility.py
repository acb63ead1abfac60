"""Posts, bases, crossings and other built things, with an operator, a place and a dated status."""

from django.db import models
from simple_history.models import HistoricalRecords

from incidents import vocabulary
from incidents.models.actor import Actor
from incidents.models.place import Place
from incidents.models.record import Alias, Record, kept_once_public
from incidents.models.validators import edtf_date


class Facility(Record):
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=vocabulary.FACILITY_KINDS)
    operator = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="facilities")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="facilities")
    opened = models.CharField(max_length=60, blank=True, validators=[edtf_date], help_text="EDTF, e.g. 2025-12-24")
    closed = models.CharField(max_length=60, blank=True, validators=[edtf_date], help_text="EDTF, e.g. 2026")
    description = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "facilities"
        triggers = [kept_once_public()]

    def __str__(self) -> str:
        return self.name


class FacilityAlias(Alias):
    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="aliases")
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facility", "name"], name="facility_alias_once")]
        verbose_name_plural = "facility aliases"


class FacilityStatus(models.Model):
    """A dated finding, never a bare "base exists"."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="statuses")
    status = models.CharField(max_length=20, choices=vocabulary.FACILITY_STATUSES)
    start = models.CharField(max_length=60, blank=True, validators=[edtf_date])
    end = models.CharField(max_length=60, blank=True, validators=[edtf_date])
    history = HistoricalRecords()

    class Meta:
        ordering = ["start", "id"]
        verbose_name_plural = "facility statuses"
        constraints = [
            models.UniqueConstraint(fields=["facility", "status", "start"], name="facility_status_once"),
        ]

    def __str__(self) -> str:
        return f"{self.facility} {self.get_status_display()}"
