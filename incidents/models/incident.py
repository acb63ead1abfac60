"""The incident and what hangs on it: type, date, places, participants, facilities, casualties."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from simple_history.models import HistoricalRecords

from incidents import vocabulary
from incidents.models.actor import Actor
from incidents.models.dated import Dated
from incidents.models.facility import Facility
from incidents.models.place import Place
from incidents.models.record import Record, kept_once_public

# Checked at commit, since an incident and its claims are written one after the other.
PUBLISHED_HAS_CLAIM = """
IF EXISTS (SELECT 1 FROM incidents_incident WHERE id = {incident} AND state = 'published')
   AND NOT EXISTS (SELECT 1 FROM incidents_claim WHERE incident_id = {incident} AND status <> 'withdrawn')
THEN
    RAISE EXCEPTION 'a published incident needs a claim' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""


class IncidentType(models.Model):
    """Two levels; the rows follow vocabulary.INCIDENT_TYPES."""

    code = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    lane = models.CharField(max_length=12)
    acled_event_type = models.CharField(max_length=60, blank=True)
    acled_sub_event_type = models.CharField(max_length=60, blank=True)
    ucdp_type_of_violence = models.PositiveSmallIntegerField(null=True, blank=True)
    plover_type = models.CharField(max_length=20, blank=True)
    plover_mode = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["parent__name", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ucdp_type_of_violence=None) | Q(ucdp_type_of_violence__in=[1, 2, 3]),
                name="incident_type_ucdp_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Incident(Record, Dated):
    """`revision` counts saves, so that a form that is out of date is noticed (services/editing.py)."""

    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="incidents")
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    history = HistoricalRecords()

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["-earliest", "-latest", "-id"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
                name="incident_merged_names_survivor",
            ),
        ]
        indexes = [
            GistIndex(Func(F("earliest"), F("latest"), Value("[]"), function="daterange"), name="incident_span"),
        ]
        permissions = [("publish_incident", "Can publish, correct and withdraw")]
        triggers = [
            kept_once_public(),
            pgtrigger.Trigger(
                name="published_has_claim",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                timing=pgtrigger.Deferred,
                func=PUBLISHED_HAS_CLAIM.format(incident="NEW.id"),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IncidentPlace(models.Model):
    """Where, and how exactly. A place that the gazetteer does not know keeps the source's name for it."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="incident_places")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="incident_places")
    as_named = models.CharField(max_length=200, blank=True)
    precision = models.CharField(max_length=14, choices=vocabulary.PLACE_PRECISIONS, default="place")
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "place"], name="incident_place_once"),
            models.CheckConstraint(condition=Q(place__isnull=False) | ~Q(as_named=""), name="incident_place_has_name"),
        ]

    def __str__(self) -> str:
        return str(self.place or self.as_named)


class Participation(models.Model):
    """An actor in a role. A party without a known name ("three attackers") keeps the source's words."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="participations")
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    as_named = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=vocabulary.ROLES)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "actor", "role"], name="participation_once"),
            models.CheckConstraint(condition=Q(actor__isnull=False) | ~Q(as_named=""), name="participation_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.actor or self.as_named} ({self.get_role_display()})"


class IncidentFacility(models.Model):
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="incident_facilities")
    facility = models.ForeignKey(
        Facility, null=True, blank=True, on_delete=models.PROTECT, related_name="incident_facilities"
    )
    as_named = models.CharField(max_length=200, blank=True)
    relation = models.CharField(max_length=20, choices=vocabulary.FACILITY_RELATIONS, default="mentioned")
    count = models.PositiveSmallIntegerField(null=True, blank=True, help_text='For example 4 in "four outposts".')
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "incident facilities"
        constraints = [
            models.UniqueConstraint(fields=["incident", "facility"], name="incident_facility_once"),
            models.CheckConstraint(
                condition=Q(facility__isnull=False) | ~Q(as_named=""), name="incident_facility_has_name"
            ),
        ]

    def __str__(self) -> str:
        return str(self.facility or self.as_named)


class Casualties(models.Model):
    """How many of whom. Follows from the accepted claims (figures.py) unless an editor states another basis.
    NULL is unknown and never zero."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="casualties")
    party = models.CharField(max_length=200, help_text='Whose, for example "border guards"; "all" for a total.')
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="casualties")
    harm = models.CharField(max_length=10, choices=vocabulary.HARMS)
    low = models.PositiveIntegerField(null=True, blank=True)
    best = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)
    from_claims = models.BooleanField(default=True, editable=False)
    basis = models.CharField(max_length=300, blank=True, help_text="Why this figure and not what the claims say.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["harm", "id"]
        verbose_name_plural = "casualties"
        constraints = [
            models.UniqueConstraint(fields=["incident", "party", "harm"], name="casualties_once_per_party"),
            # A NULL on either side makes a comparison NULL, which a CHECK lets pass: unknown is no contradiction.
            models.CheckConstraint(
                condition=Q(low__lte=F("best")) & Q(best__lte=F("high")) & Q(low__lte=F("high")),
                name="casualties_low_best_high",
            ),
            models.CheckConstraint(condition=Q(from_claims=True) | ~Q(basis=""), name="casualties_have_a_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.best if self.best is not None else 'unknown'} {self.get_harm_display()}"
