"""Snapshots: the whole register in files, as it stood at a seq. The row is the queue; the files stand in a folder."""

from typing import Any

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    WANTED = "wanted", "Wanted"
    MAKING = "making", "Being made"
    READY = "ready", "Ready"
    GONE = "gone", "Gone"


class Reason(models.TextChoices):
    """Why a snapshot's files are gone."""

    REDACTED = "redacted", "Something in it was redacted since"
    RESTORED = "restored", "The ledger was restored since"
    EXPIRED = "expired", "Newer ones took its place"
    SAME = "same", "There was one of this seq already"
    FAILED = "failed", "It could not be made"


class Snapshot(models.Model):
    """`sound_until` is a seq up to which no redaction was found after the snapshot's own. `at` is the time of the
    edition at `seq`: no snapshot knows when it was made."""

    state = models.CharField(max_length=10, choices=State, default=State.WANTED)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    requested_by = models.CharField(max_length=150, blank=True)
    wanted_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    bytes_so_far = models.BigIntegerField(default=0)
    epoch = models.UUIDField(null=True)
    seq = models.BigIntegerField(null=True)
    at = models.DateTimeField(null=True)
    sound_until = models.BigIntegerField(null=True)
    files = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epoch", "seq"], condition=Q(state="ready"), name="snapshot_once_per_seq"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(seq__isnull=False, epoch__isnull=False, sound_until__isnull=False),
                name="snapshot_ready_has_seq",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"snapshot of {self.seq}" if self.seq is not None else f"snapshot, {self.state}"

    def file(self, name: str) -> dict[str, Any] | None:
        return next((file for file in self.files if file["name"] == name), None)
