"""The editions of a record in words, and how to cite one. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from ledger.models import Edition, Operation
from ledger.pages import words


@dataclass(frozen=True, slots=True)
class EditionLine:
    number: int
    seq: int
    at: str
    happened: str
    note: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands where a record was: the reason and the public note, nothing of what it said."""

    heading: str
    reason: str
    note: str
    at: str
    seq: int
    kind: str


def history_of(editions: Iterable[Edition], shown: Edition) -> tuple[EditionLine, ...]:
    return tuple(
        EditionLine(
            edition.number,
            edition.seq,
            words.day(edition.at.date().isoformat()),
            words.OPERATIONS.get(edition.op, edition.op),
            edition.note,
            edition.seq == shown.seq,
        )
        for edition in editions
    )


def citation(site: str, edition: Edition, title: str, url: str) -> str:
    """In English on every page: a list of references is read in one language."""
    with translation.override("en"):
        at = words.day(edition.at.date().isoformat())
    return f"{site}, “{title}”, {edition.record} {edition.record_id}, edition {edition.number}, {at}. {url}"


def notice_of(edition: Edition) -> Notice:
    withdrawn = edition.op == Operation.WITHDRAW
    default = _("No reason was given.") if withdrawn else _("Its text had to be removed.")
    return Notice(
        _("This record was withdrawn") if withdrawn else _("This record was removed"),
        words.WITHDRAWAL_REASONS.get(edition.reason_code, default),
        edition.note,
        words.day(edition.at.date().isoformat()),
        edition.seq,
        words.RECORD_KINDS.get(edition.record, edition.record),
    )


def is_gone(edition: Edition) -> bool:
    """Nothing of what it said may be shown. A merged record lives on elsewhere."""
    return edition.document is None or (edition.is_tombstone and edition.op != Operation.MERGE)
