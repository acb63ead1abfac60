"""Which records a feed document tells of, newest change first.

The document that readers subscribe to holds the records that changed last. Archives hold a fixed range of seqs each
(RFC 5005): what was current at the range's end, so that nothing that is appended later changes them.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from ledger.documents import Kind
from ledger.filters import BadParameter, entries_of, matching
from ledger.models import Edition, Operation
from ledger.paging import NotThere
from ledger.querysets import EditionQuerySet
from ledger.selection import Query, Selection, one

# As many numbers as an archive spans, so that a document of this many entries always reaches back to the last one.
SIZE = 50
ENDING = (Operation.WITHDRAW, Operation.MERGE, Operation.REDACT)


@dataclass(frozen=True, slots=True)
class Range:
    """Seqs from `first` to `last`, both among them."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Told:
    """One record as it was current. `updated`: when it last changed in a way that a reader should hear of."""

    edition: Edition
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a feed; `archive` is None for the one that readers subscribe to."""

    told: list[Told]
    archive: Range | None
    previous: Range | None


def read_archive(query: Query, as_of: int) -> Range | None:
    """Raises BadParameter for anything but a whole range that is complete."""
    text = one(query, "archive")
    if text is None:
        return None
    found = re.fullmatch("([0-9]{1,18})-([0-9]{1,18})", text)
    if not found:
        raise BadParameter("archive", "'archive' cannot be read.", [f"1-{SIZE}, {SIZE + 1}-{2 * SIZE} and so on"])
    first, last = map(int, found.groups())
    if last % SIZE or last - first != SIZE - 1 or not 0 < last <= as_of or str(Range(first, last)) != text:
        raise NotThere("archive", "There is no such archive.", [f"1-{SIZE}, up to the ledger's head"])
    return Range(first, last)


def range_of(seq: int) -> Range:
    """The range in which it lies."""
    last = -(-seq // SIZE) * SIZE
    return Range(last - SIZE + 1, last)


def part_of(selection: Selection, archive: Range | None) -> Part:
    """Seven queries at most, however long the feed."""
    if archive is not None:
        selection = replace(selection, as_of=archive.last)
    after = archive.first - 1 if archive else 0
    seqs = _seqs(selection, after)
    editions = list(Edition.objects.filter(seq__in=seqs, document__isnull=False).order_by("-seq"))
    bound = after if archive else selection.as_of // SIZE * SIZE
    return Part(with_times(selection.kind, editions), archive, _previous(selection, bound))


def with_times(kind: Kind, editions: list[Edition]) -> list[Told]:
    """One query for all. An edition that only followed another record's change carries no note, and is no news."""
    marks: dict[str, list[tuple[int, datetime, bool]]] = defaultdict(list)
    if editions:
        rows = Edition.objects.filter(
            record=kind, record_id__in=[edition.record_id for edition in editions], seq__lte=editions[0].seq
        )
        for id_, seq, op, at, note in rows.order_by("seq").values_list("record_id", "seq", "op", "at", "note"):
            is_news = op in (Operation.PUBLISH, Operation.WITHDRAW, Operation.MERGE) or (
                op == Operation.REVISE and bool(note)
            )
            marks[id_].append((seq, at, is_news))
    return [_told(edition, marks[edition.record_id]) for edition in editions]


def _told(edition: Edition, marks: list[tuple[int, datetime, bool]]) -> Told:
    until = [(at, is_news) for seq, at, is_news in marks if seq <= edition.seq]
    news = [at for at, is_news in until if is_news]
    gone = edition.op == Operation.REDACT and edition.is_tombstone
    return Told(edition, until[0][0], edition.at if gone or not news else news[-1])


def _seqs(selection: Selection, after: int) -> list[int]:
    shown = list(
        selection.entries().filter(pk__gt=after).order_by("-pk").values_list("pk", flat=True)[:SIZE]
    )  # fmt: skip
    oldest = shown[-1] if len(shown) == SIZE else after
    gone = ended_of(selection, Edition.objects.as_of(selection.as_of).filter(seq__gt=oldest))
    return sorted([*shown, *gone.order_by("-seq").values_list("seq", flat=True)[:SIZE]], reverse=True)[:SIZE]


def ended_of(selection: Selection, editions: EditionQuerySet) -> EditionQuerySet:
    """Those of `editions` that ended a record which a reader of this list may have. Of a redacted document nobody
    can say any more whether it fitted, so its end is told to everybody."""
    kind = selection.kind
    ended = editions.filter(~Exists(entries_of(kind).filter(pk=OuterRef("pk"))), record=kind, op__in=ENDING)
    if not selection.values:
        return ended
    fitting = matching(kind, selection.values, entries_of(kind), selection.as_of)
    redacted = Edition.objects.filter(
        record=kind, record_id=OuterRef("record_id"), seq__lt=OuterRef("seq"), document=None
    )
    known: Any = Exists(fitting.filter(record_id=OuterRef("record_id"), pk__lt=OuterRef("pk")))
    return ended.filter(Q(known) | Q(Exists(redacted)))


def _previous(selection: Selection, bound: int) -> Range | None:
    """The newest archive up to `bound` in which there is anything to tell."""
    if not bound:
        return None
    earlier = replace(selection, as_of=bound)
    fitting = matching(selection.kind, selection.values, entries_of(selection.kind), bound).filter(pk__lte=bound)
    seq: int = fitting.order_by("-pk").values_list("pk", flat=True).first() or 0
    gone = ended_of(earlier, Edition.objects.filter(seq__lte=bound, seq__gt=seq))
    last: int = gone.order_by("-seq").values_list("seq", flat=True).first() or seq
    return range_of(last) if last else None
