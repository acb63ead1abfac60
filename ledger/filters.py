"""What lists can be narrowed by: one table for the API, the pages and the files.

Each filter knows how to read its value from an address and how to narrow a list, read as of a seq, by it.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.search import SearchQuery
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Q, Value

from ledger.documents import Kind
from ledger.entries import folded
from ledger.models import Edition, IncidentEntry, RecordEntry
from ledger.querysets import EntryQuerySet

ID = "[0-9a-hjkmnp-tv-z]{10}"
CODE = "[a-z0-9_.-]{1,50}"
COUNTRY = "[A-Z]{2}"
QUERY_LENGTH = 200

Values = Mapping[str, Any]


class BadParameter(ValueError):
    """A parameter that cannot be obeyed. `allowed` says what may stand there."""

    def __init__(self, parameter: str, detail: str, allowed: Sequence[str] = ()) -> None:
        super().__init__(detail)
        self.parameter, self.detail, self.allowed = parameter, detail, list(allowed)


@dataclass(frozen=True, slots=True)
class Filter:
    """`read` raises ValueError where the value is malformed; `narrow` gets the rows, the value and the seq."""

    name: str
    description: str
    read: Callable[[str], Any]
    narrow: Callable[[EntryQuerySet, Any, int], EntryQuerySet]
    allowed: str
    schema: Mapping[str, object] = field(default_factory=lambda: {"type": "string"})


def filters_of(kind: Kind) -> tuple[Filter, ...]:
    return FILTERS[kind]


def read_filters(kind: Kind, query: Mapping[str, Sequence[str]], *, others: Iterable[str] = ()) -> dict[str, Any]:
    """The values of the address's filters by name. `others` are parameters that somebody else reads.

    Raises BadParameter for anything unknown, given twice or malformed: a filter is never ignored.
    """
    known = {filter_.name: filter_ for filter_ in FILTERS[kind]}
    reserved = set(others)
    values: dict[str, Any] = {}
    for name, given in query.items():
        if name not in known and name not in reserved:
            raise BadParameter(name, f"There is no parameter {name!r} here.", sorted([*known, *reserved]))
        if len(given) != 1:
            raise BadParameter(name, f"{name!r} may be given once.")
        if name in known:
            values[name] = _read(known[name], given[0])
    if "from" in values and "to" in values and values["from"] > values["to"]:
        raise BadParameter("from", "'from' is later than 'to'.", [f"up to {values['to']}"])
    return values


def narrowed(kind: Kind, values: Values, as_of: int) -> EntryQuerySet:
    """The entries that were current at `as_of` and that fit the values of read_filters()."""
    rows = entries_of(kind).as_of(as_of)
    for filter_ in FILTERS[kind]:
        if filter_.name in values:
            rows = filter_.narrow(rows, values[filter_.name], as_of)
    return rows


def entries_of(kind: Kind) -> EntryQuerySet:
    if kind == "incident":
        return IncidentEntry.objects.all()
    return RecordEntry.objects.filter(record=kind)


def _read(filter_: Filter, text: str) -> Any:
    try:
        return filter_.read(text)
    except ValueError:
        detail = f"{filter_.name!r} cannot be read."
        raise BadParameter(filter_.name, detail, [filter_.allowed]) from None


def _matching(pattern: str, text: str) -> str:
    if not re.fullmatch(pattern, text):
        raise ValueError(text)
    return text


def _day(text: str) -> date:
    return date.fromisoformat(_matching("[0-9]{4}-[0-9]{2}-[0-9]{2}", text))


def _words(text: str) -> str:
    if not text.strip() or len(text) > QUERY_LENGTH or "\0" in text:
        raise ValueError(text)
    return text


def _search(rows: EntryQuerySet, words: str, _as_of: int) -> EntryQuerySet:
    return rows.filter(search=SearchQuery(folded(words), config="simple", search_type="websearch"))


def _overlapping(rows: EntryQuerySet, span: DateRange) -> EntryQuerySet:
    """The expression is the one of the index incident_entry_span."""
    own = Func(F("earliest"), F("latest"), Value("[]"), function="daterange", output_field=DateRangeField())
    narrowed_rows: EntryQuerySet = rows.alias(span=own).filter(span__overlap=span)
    return narrowed_rows


def _from(rows: EntryQuerySet, day: date, _as_of: int) -> EntryQuerySet:
    return _overlapping(rows, DateRange(day, None, "[]"))


def _to(rows: EntryQuerySet, day: date, _as_of: int) -> EntryQuerySet:
    return _overlapping(rows, DateRange(None, day, "[]"))


def _type(rows: EntryQuerySet, code: str, _as_of: int) -> EntryQuerySet:
    return rows.filter(Q(type_code=code) | Q(parent_code=code))


def _timeline(rows: EntryQuerySet, timeline_id: str, as_of: int) -> EntryQuerySet:
    """A timeline that is not there, or no longer, holds nothing."""
    edition = Edition.objects.as_of(as_of).of_record("timeline", timeline_id).first()
    document = json.loads(edition.document) if edition and edition.document else {}
    return rows.filter(record_id__in=[entry["id"] for entry in document.get("entries", [])])


def _listed(column: str) -> Callable[[EntryQuerySet, str, int], EntryQuerySet]:
    def narrow(rows: EntryQuerySet, value: str, _as_of: int) -> EntryQuerySet:
        return rows.filter(**{f"{column}__contains": [value]})

    return narrow


def _equal(column: str) -> Callable[[EntryQuerySet, str, int], EntryQuerySet]:
    def narrow(rows: EntryQuerySet, value: str, _as_of: int) -> EntryQuerySet:
        return rows.filter(**{column: value})

    return narrow


def _pattern(name: str, description: str, pattern: str, narrow: Any, allowed: str) -> Filter:
    schema = {"type": "string", "pattern": f"^{pattern}$"}
    return Filter(name, description, partial(_matching, pattern), narrow, allowed, schema)


def _by_id(name: str, description: str, narrow: Any) -> Filter:
    return _pattern(name, description, ID, narrow, "an id: ten of 0-9 and a-z without i, l, o and u")


_DAY = {"type": "string", "format": "date"}
_A_DAY = "a day as YYYY-MM-DD"
SEARCH = Filter(
    "q",
    'Words that must occur, without regard to case and accents; "a phrase", OR and -not work as in web searches.',
    _words,
    _search,
    f"1 to {QUERY_LENGTH} characters",
    {"type": "string", "minLength": 1, "maxLength": QUERY_LENGTH},
)
KIND = _pattern("kind", "Records of this kind.", CODE, _equal("kind"), "a code such as 'company'")
RECORD_COUNTRY = _pattern(
    "country", "Records of this country, as ISO 3166-1 alpha-2.", COUNTRY, _equal("country"), "two letters such as TJ"
)

FILTERS: dict[Kind, tuple[Filter, ...]] = {
    "incident": (
        SEARCH,
        Filter("from", "Incidents that may have happened on this day or later.", _day, _from, _A_DAY, _DAY),
        Filter("to", "Incidents that may have happened on this day or earlier.", _day, _to, _A_DAY, _DAY),
        _pattern("type", "A type's code; a parent's finds its children.", CODE, _type, "a code such as 'armed_clash'"),
        _by_id("actor", "Incidents in which this actor took part.", _listed("actor_ids")),
        _by_id("facility", "Incidents that concern this facility.", _listed("facility_ids")),
        _by_id("place", "Incidents at this place or within it.", _listed("place_ids")),
        _by_id("source", "Incidents that rest on this source.", _listed("source_ids")),
        _pattern(
            "country",
            "Incidents of this country, as ISO 3166-1 alpha-2.",
            COUNTRY,
            _listed("countries"),
            "two letters such as TJ",
        ),
        _by_id("timeline", "Incidents of this timeline.", _timeline),
    ),
    "actor": (SEARCH, KIND, RECORD_COUNTRY),
    "facility": (SEARCH, KIND, RECORD_COUNTRY),
    "place": (SEARCH, KIND, RECORD_COUNTRY),
    "source": (SEARCH, KIND),
    "timeline": (SEARCH,),
}
