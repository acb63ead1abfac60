"""What was corrected, withdrawn, merged or redacted in public, with the reason; newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import orjson
from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.differences import Difference, differences
from ledger.documents import Kind, PublicDocument
from ledger.feeds.items import reason_of, record_url, status_of
from ledger.models import Edition, Operation
from ledger.pages import words
from ledger.pages.record_views import address
from ledger.querysets import EditionQuerySet

LISTED = (Operation.REVISE, Operation.WITHDRAW, Operation.MERGE, Operation.REDACT)


@dataclass(frozen=True, slots=True)
class Change:
    """One field in words; empty where nothing was or is said."""

    label: str
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """`title` is the record's as it stood then; of a record that is gone, only its kind and id."""

    seq: int
    record: str
    record_id: str
    number: int
    op: str
    happened: str
    at: datetime
    note: str
    title: str
    url: str
    history: str
    changes: tuple[Change, ...]

    @property
    def kind(self) -> str:
        """For people."""
        return words.RECORD_KINDS.get(self.record, self.record)


def corrections_at(as_of: int) -> EditionQuerySet:
    """Editions up to that seq that carry a public note."""
    return Edition.objects.filter(seq__lte=as_of, op__in=LISTED).exclude(note="").order_by("-seq")


def corrections_of(editions: Sequence[Edition], as_of: int) -> list[Correction]:
    """Two queries for all: the editions before these, and which of the records are gone as of then."""
    if not editions:
        return []
    befores = Q()
    ids = Q()
    for edition in editions:
        befores |= Q(record=edition.record, record_id=edition.record_id, number=edition.number - 1)
        ids |= Q(record=edition.record, record_id=edition.record_id)
    before = {(row.record, row.record_id, row.number + 1): row for row in Edition.objects.filter(befores)}
    current = {(row.record, row.record_id): row for row in Edition.objects.as_of(as_of).filter(ids)}
    return [
        _correction(
            edition,
            before.get((edition.record, edition.record_id, edition.number)),
            current.get((edition.record, edition.record_id)),
        )
        for edition in editions
    ]


def _correction(edition: Edition, before: Edition | None, current: Edition | None) -> Correction:
    gone = current is None or current.document is None or current.is_tombstone
    shown = None if gone or edition.is_tombstone else _document(edition)
    earlier = None if before is None or before.is_tombstone else _document(before)
    changed = differences(earlier, shown) if shown is not None and earlier is not None else []
    url = record_url(edition.record, edition.record_id)
    if shown is not None:
        url = f"{settings.SITE_URL}{address(cast(Kind, edition.record), cast(PublicDocument, shown))}"
    return Correction(
        edition.seq, edition.record, edition.record_id, edition.number, edition.op,
        words.OPERATIONS.get(edition.op, edition.op), edition.at,
        reason_of(edition) if status_of(edition) != "current" else edition.note,
        _title(edition, shown), url,
        f"{settings.SITE_URL}{reverse(f'api-{edition.record}-detail', args=[edition.record_id])}editions/",
        tuple(_change(one) for one in changed),
    )  # fmt: skip


def _document(edition: Edition) -> dict[str, Any] | None:
    return cast(dict[str, Any], orjson.loads(edition.document)) if edition.document else None


def _title(edition: Edition, document: dict[str, Any] | None) -> str:
    if document is None:
        return f"{words.RECORD_KINDS.get(edition.record, edition.record)} {edition.record_id}"
    return str(document.get("title") or document.get("name"))


def _change(difference: Difference) -> Change:
    return Change(difference["label"], difference["kind"], _said(difference["before"]), _said(difference["after"]))


def _said(value: Any) -> str:
    """A value in words; of a thing with many members, those that tell which one it is."""
    match value:
        case None:
            return _("not known")
        case "":
            return _("nothing")
        case dict():
            named = next((value[name] for name in ("title", "name", "quote", "basis", "status") if value.get(name)), "")
            return str(named or "; ".join(f"{name} {_said(one)}" for name, one in value.items()))
        case list():
            return words.listed([_said(one) for one in value]) or _("nothing")
        case _:
            return str(value)
