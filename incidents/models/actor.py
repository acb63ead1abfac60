"""Who takes part: states, bodies, forces, groups, people; with every spelling and dated relations."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from incidents import vocabulary
from incidents.models.record import Alias, Record, kept_once_public
from incidents.models.validators import edtf_date


class Actor(Record):
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=vocabulary.ACTOR_KINDS)
    country = models.CharField(max_length=2, blank=True)
    description = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "id"]
        triggers = [kept_once_public()]

    def __str__(self) -> str:
        return self.name


class ActorAlias(Alias):
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "name"], name="actor_alias_once")]
        verbose_name_plural = "actor aliases"


class ActorRelation(models.Model):
    """`actor` is, for example, part of `other`, from one day to another (EDTF; empty means not known)."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="relations")
    relation = models.CharField(max_length=20, choices=vocabulary.ACTOR_RELATIONS)
    other = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="related_from")
    start = models.CharField(max_length=60, blank=True, validators=[edtf_date])
    end = models.CharField(max_length=60, blank=True, validators=[edtf_date])
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(actor=F("other")), name="actor_relation_to_another"),
            models.UniqueConstraint(fields=["actor", "relation", "other", "start"], name="actor_relation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.get_relation_display()} {self.other}"
