"""Questions about sources, as words of a query."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from sources.models import Source  # noqa: F401 - names the type parameter; models import this module


class SourceQuerySet(models.QuerySet["Source"]):
    def due_for_reading(self, *, now: datetime) -> "SourceQuerySet":
        """Waiting, or claimed by a worker whose lease ran out (it was killed)."""
        return self.filter(Q(state="queued") | Q(state="reading", lease_until__lt=now))

    def originals(self) -> "SourceQuerySet":
        return self.filter(duplicate_of=None)

    def at_address(self, url: str) -> "SourceQuerySet":
        """The one source that was published there; our retellings of it do not count. None for an empty address."""
        return self.originals().filter(url=url, retelling=False).exclude(url="")
