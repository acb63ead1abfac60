"""How a document enters: its bytes are kept at once, and the source waits in the queue to be read."""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from sources.addresses import canonical_url
from sources.models import Capture, CapturedBytes, Source


class IntakeError(ValueError):
    """The document cannot be taken in; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document as it arrives, with what its sender knows of it."""

    body: bytes
    method: str
    url: str = ""
    published: date | None = None
    file_name: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """`fresh` is False where the register has these bytes already; nothing was changed then."""

    source: Source
    fresh: bool


def receive(incoming: Incoming, *, by: User | None, now: datetime, limit_bytes: int) -> Received:
    """Keeps the bytes and queues the source, or finds that it is here. Raises IntakeError for what no reader can read.

    Two that bring the same bytes at once get one source: the fingerprint is unique in the table.
    """
    _check(incoming, limit_bytes)
    url = _canonical(incoming.url)
    fingerprint = hashlib.sha256(incoming.body).hexdigest()
    with transaction.atomic():
        content, _ = CapturedBytes.objects.get_or_create(
            sha256=fingerprint,
            defaults={"byte_length": len(incoming.body), "compressed": zlib.compress(incoming.body, 6)},
        )
        known = Source.objects.at_address(url).first()
        source, created = (known, False) if known else _source(fingerprint, url, incoming, by)
        _, captured = Capture.objects.get_or_create(
            source=source,
            content=content,
            defaults={
                "method": incoming.method, "tool": "daftar intake 1", "captured_at": now, "operator": by,
                "requested_url": url, "file_name": incoming.file_name[:255], "media_type": incoming.media_type[:100],
                "published_hint": incoming.published,
            },
        )  # fmt: skip
        if captured and not created:
            # New words at a known address: the same source, to be read again.
            Source.objects.filter(pk=source.pk).exclude(state=Source.State.DUPLICATE).update(
                state=Source.State.QUEUED, lease_until=None, attempts=0, progress=0, message=""
            )
    return Received(source, fresh=captured)


def requeue(source: Source) -> None:
    """Reads a source again, for example after a failure."""
    Source.objects.filter(pk=source.pk).exclude(state=Source.State.DUPLICATE).update(
        state=Source.State.QUEUED, lease_until=None, attempts=0, progress=0, message="", stage=""
    )


def _source(fingerprint: str, url: str, incoming: Incoming, by: User | None) -> tuple[Source, bool]:
    return Source.objects.get_or_create(
        fingerprint=fingerprint,
        defaults={
            "url": url, "published": incoming.published, "published_from": "given" if incoming.published else "",
            "state": Source.State.QUEUED, "added_by": by, "title": incoming.file_name[:500],
        },
    )  # fmt: skip


def _check(incoming: Incoming, limit_bytes: int) -> None:
    size = len(incoming.body)
    if not incoming.body.strip():
        raise IntakeError("The file is empty: nothing was saved in it. Choose another, or paste the text.")
    if size > limit_bytes:
        raise IntakeError(
            f"The file has {size / 1e6:.0f} MB; an article has a few kilobytes, and the limit is "
            f"{limit_bytes / 1e6:.0f} MB. Save only the article's page or text."
        )


def _canonical(url: str) -> str:
    try:
        return canonical_url(url) if url.strip() else ""
    except ValueError as error:
        raise IntakeError(str(error)) from error
