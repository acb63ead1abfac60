"""The gazetteer: places with every spelling, their admin areas and, where known, a point."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from incidents import vocabulary
from incidents.models.record import Alias, Record, kept_once_public


class Place(Record):
    """`gazetteer_key` says where the row came from, for example admin:TJ.02 or geonames:1220479."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=vocabulary.PLACE_KINDS)
    country = models.CharField(max_length=2, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    population = models.PositiveIntegerField(default=0, editable=False)
    public_precision_km = models.PositiveSmallIntegerField(
        default=0, help_text="How coarsely the point may be shown, in kilometres; 0 shows it as it is."
    )
    gazetteer_key = models.CharField(max_length=60, null=True, blank=True, unique=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None) | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="place_point_on_earth",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="place_by_name")]
        triggers = [kept_once_public()]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_kind_display()}{', ' + self.country if self.country else ''})"

    def ancestors(self) -> "list[Place]":
        """Nearest first; one query for each step that is not loaded."""
        found: list[Place] = []
        place = self.parent
        while place is not None and place not in found:
            found.append(place)
            place = place.parent
        return found


class PlaceAlias(Alias):
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="place_alias_once")]
        verbose_name_plural = "place aliases"
