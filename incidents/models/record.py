"""What every publishable record has in common: a permanent id, a state, and who made it."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models

from incidents.gazetteer.names import normalise
from sources.identifiers import new_id


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MERGED = "merged", "Merged into another"


def kept_once_public() -> pgtrigger.Protect:
    """Ids are permanent: what was public once is withdrawn or merged, and never deleted."""
    return pgtrigger.Protect(
        name="kept_once_public",
        operation=pgtrigger.Delete,
        condition=pgtrigger.Q(old__state__in=[State.PUBLISHED, State.WITHDRAWN, State.MERGED]),
    )


class Record(models.Model):
    """`state` follows the ledger: only incidents.services.publishing changes it."""

    public_id = models.CharField(max_length=10, unique=True, default=new_id, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    notes = models.TextField(blank=True, help_text="For editors. Never published.")

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED


class Alias(models.Model):
    """Another spelling or name, in any script. `normalised` is what names are compared by."""

    name = models.CharField(max_length=200)
    language = models.CharField(max_length=8, blank=True, help_text="ISO 639, for example ru, tg, fa.")
    normalised = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.normalised = normalise(self.name)[:200]
        super().save(*args, **kwargs)
