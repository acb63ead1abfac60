"""Actors, facilities, places and timelines that are called what is sought, in any of their names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import orjson
from django.db.models.functions import Length
from django.urls import reverse

from ledger.documents import NAMED, Kind
from ledger.filters.narrowing import search
from ledger.filters.sets import Question
from ledger.models import RecordEntry
from ledger.pages.names import name_in
from ledger.querysets import EntryQuerySet
from ledger.searching.snippets import Piece, Query

COLUMNS = ("record", "record_id", "slug", "edition__document")
READ = 60  # of those with the shortest names, which a few words fit best


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """`name` is the one in the reader's language, or else the record's own; `matched` another one, if it was that."""

    kind: Kind
    record_id: str
    url: str
    name: Name
    matched: Name | None
    rank: int

    @property
    def order(self) -> tuple[int, int, str, str]:
        return self.rank, len(self.name.text), self.name.text, self.record_id


def current(seq: int) -> EntryQuerySet:
    """The records that have names, as the register stood at `seq`; a redacted one has no row."""
    rows: EntryQuerySet = RecordEntry.objects.as_of(seq).filter(record__in=NAMED, edition__document__isnull=False)
    return rows


def named(typed: str, seq: int, language: str) -> list[Named]:
    """Those of which one name holds all that is sought: a whole name first, then beginnings, short names first."""
    query = Query(typed)
    if not query.terms:
        return []
    rows = search(current(seq), typed, Question({}, seq)).order_by(Length("name"), "record_id")
    found = (_named(query, row, language) for row in rows.values_list(*COLUMNS)[:READ])
    return sorted((record for record in found if record), key=lambda record: record.order)


def examples(seq: int, language: str) -> list[Name]:
    """A name of each kind, of what was published last, for readers who do not know what there is."""
    rows = current(seq).order_by("record", "-pk").distinct("record")
    return [_shown(orjson.loads(document), language) for document in rows.values_list(COLUMNS[-1], flat=True)]


def names_of(document: dict[str, Any]) -> list[Name]:
    """All names that a record goes by, its own first."""
    own = Name(document.get("name") or document["title"])
    return [own, *(Name(alias["name"], alias["language"]) for alias in document.get("aliases", ()))]


def marked(query: Query, name: Name) -> tuple[Piece, ...]:
    return query.marked(name.text, is_name=True)


def _named(query: Query, row: Sequence[str], language: str) -> Named | None:
    kind, record_id, slug, text = row
    document = orjson.loads(text)
    names = names_of(document)
    ranked = [(rank, name) for name in names if (rank := _rank(query, name.text)) is not None]
    if not ranked:
        return None
    rank, best = min(ranked, key=lambda pair: pair[0])
    shown = _shown(document, language)
    matched = None if query.meets(shown.text) and best.text != shown.text and rank else best
    return Named(
        cast(Kind, kind), record_id, _url(kind, record_id, slug), shown,
        None if matched is None or matched.text == shown.text else matched, rank,
    )  # fmt: skip


def _rank(query: Query, name: str) -> int | None:
    """0 for a whole name, 1 for its beginning, 2 for words within it; None if something is missing."""
    if not query.meets(name):
        return None
    spans = query.spans(name, is_name=True)
    outside = "".join(name[end:start] for end, start in _gaps(spans, len(name)))
    if not any(character.isalnum() for character in outside):
        return 0
    return 1 if not any(character.isalnum() for character in name[: spans[0][0]]) else 2


def _gaps(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for span in spans for edge in span), length]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _shown(document: dict[str, Any], language: str) -> Name:
    own = name_in(language, document)
    return Name(own.name, own.language) if own else names_of(document)[0]


def _url(kind: str, record_id: str, slug: str) -> str:
    if kind == "timeline":
        return reverse("pages:timeline", args=[slug])
    return reverse("pages:record_page", args=[kind, record_id, slug])
