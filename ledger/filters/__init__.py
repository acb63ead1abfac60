"""What lists can be narrowed by: one FilterSet per kind for the API, the pages, the feeds and the files.

Reading an address is strict (formats.py, sets.py); what each filter means stands in incidents.py and records.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ledger.documents import Kind
from ledger.filters.contradictions import refuse_contradictions
from ledger.filters.formats import ID, BadParameter, Contradiction
from ledger.filters.incidents import IncidentFilters
from ledger.filters.records import FILTERS_OF_RECORDS
from ledger.filters.sets import EntryFilters, Filter, Question, Values
from ledger.models import IncidentEntry, RecordEntry
from ledger.querysets import EntryQuerySet

__all__ = [
    "ID",
    "BadParameter",
    "Contradiction",
    "Filter",
    "entries_of",
    "filters_of",
    "matching",
    "narrowed",
    "read_filters",
]

FILTERS: dict[Kind, type[EntryFilters]] = {"incident": IncidentFilters, **FILTERS_OF_RECORDS}


def filters_of(kind: Kind) -> tuple[Filter, ...]:
    return FILTERS[kind].parameters


def read_filters(kind: Kind, query: Mapping[str, Sequence[str]], *, others: Iterable[str] = ()) -> dict[str, Any]:
    """The values of the address's filters by name. `others` are parameters that somebody else reads.

    Raises BadParameter for anything unknown, given twice, malformed or contradictory: a filter is never ignored.
    """
    known, reserved = FILTERS[kind].base_filters, set(others)
    given: dict[str, str] = {}
    for name, texts in query.items():
        if name not in known and name not in reserved:
            raise BadParameter(name, f"There is no parameter {name!r} here.", sorted({*known, *reserved}))
        if len(texts) != 1:
            raise BadParameter(name, f"{name!r} may be given once.", ["one value"])
        if name in known:
            given[name] = texts[0]
    if not given:
        return {}
    values = FILTERS[kind](given).read()
    refuse_contradictions(values)
    return values


def narrowed(kind: Kind, values: Values, as_of: int) -> EntryQuerySet:
    """The entries that were current at `as_of` and that fit the values of read_filters()."""
    return matching(kind, values, entries_of(kind).as_of(as_of), as_of)


def matching(
    kind: Kind, values: Values, rows: EntryQuerySet, as_of: int, *, follows_merges: bool = True
) -> EntryQuerySet:
    """Those of `rows` that fit, whether current or not; `as_of` says which merges and timelines count."""
    return FILTERS[kind](values, Question(values, as_of, follows_merges)).narrowed(rows) if values else rows


def entries_of(kind: Kind) -> EntryQuerySet:
    if kind == "incident":
        return IncidentEntry.objects.all()
    return RecordEntry.objects.filter(record=kind)
