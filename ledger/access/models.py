"""Keys that raise a reader's limit. A key's token stands nowhere: only its hash, and a public part to know it by."""

from datetime import datetime

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

KEYS_ARE_KEPT = """
IF (NEW.prefix, NEW.sha256, NEW.created_at, NEW.replaces_id)
   IS DISTINCT FROM (OLD.prefix, OLD.sha256, OLD.created_at, OLD.replaces_id)
   OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
THEN
    RAISE EXCEPTION 'a key keeps its token, and stays revoked';
END IF;
RETURN NEW;
"""


class Scope(models.TextChoices):
    READ = "read", "Answers: pages, lists, records, feeds"
    BULK = "bulk", "Files of the whole register"


class State(models.TextChoices):
    ACTIVE = "active", "Active"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Revoked"


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def in_state(self, state: State, now: datetime) -> "ApiKeyQuerySet":
        ended = Q(expires_at__lte=now)
        match state:
            case State.REVOKED:
                return self.filter(revoked_at__isnull=False)
            case State.EXPIRED:
                return self.filter(ended, revoked_at=None)
        return self.exclude(ended).filter(revoked_at=None)

    def not_used_since(self, moment: datetime) -> "ApiKeyQuerySet":
        return self.filter(Q(last_used_at=None) | Q(last_used_at__lt=moment))


def every_scope() -> list[str]:
    return list(Scope.values)


class ApiKey(models.Model):
    name = models.CharField(max_length=100, help_text="Who reads with it, or for what.")
    contact = models.CharField(max_length=200, help_text="Whom to write to before it is revoked.")
    note = models.TextField(blank=True, help_text="For editors alone.")
    prefix = models.CharField(max_length=12, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope), default=every_scope)
    requests_per_minute = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Empty: what every key may send. A file counts as ten requests.",
    )
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(null=True, blank=True, help_text="UTC. Empty: it lives until it is revoked.")
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False, help_text="To the hour.")
    replaces = models.OneToOneField(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="replaced_by"
    )

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "API key"
        ordering = ["name", "-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(prefix__regex="^[0-9a-f]{12}$"), name="api_key_prefix_is_hex"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="api_key_holds_a_hash"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(contact=""), name="api_key_is_somebodys"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values, scopes__len__gte=1), name="api_key_scopes_are_known"
            ),
            models.CheckConstraint(
                condition=Q(requests_per_minute=None) | Q(requests_per_minute__gte=1), name="api_key_limit_is_a_limit"
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("created_at")), name="api_key_lives_for_a_while"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("created_at")), name="api_key_revoked_after_creation"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")), name="api_key_does_not_replace_itself"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="keys_keep_their_token",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=KEYS_ARE_KEPT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.recognisable})"

    @property
    def recognisable(self) -> str:
        """As much of the token as may be shown."""
        return f"daftar_{self.prefix}_…"

    def state(self, now: datetime) -> State:
        if self.revoked_at is not None:
            return State.REVOKED
        if self.expires_at is not None and self.expires_at <= now:
            return State.EXPIRED
        return State.ACTIVE
