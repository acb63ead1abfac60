"""What the values of filters are called: codes in words, records by the name that they have."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from ledger import languages
from ledger.models import RecordEntry
from ledger.pages import words
from ledger.pages.names import name_in
from ledger.pages.standing import Standing
from ledger.search import name_key
from ledger.tallies.shapes import Facet, FacetCount
from ledger.timeline.addresses import Address
from ledger.timeline.lanes import lane_name
from ledger.timeline.periods import number

# Filters whose value is the id of a record.
OF_RECORDS = ("actor", "facility", "place", "source", "timeline")
AREAS = ("admin1", "admin2", "district")
MOST_AREAS = 2_000
DATES: Mapping[str, Promise] = {
    "day": gettext_lazy("To the day"),
    "part_of_month": gettext_lazy("To a part of the month"),
    "month": gettext_lazy("To the month"),
    "part_of_year": gettext_lazy("To a part of the year"),
    "year": gettext_lazy("To the year"),
    "span": gettext_lazy("To a span of days"),
    "open": gettext_lazy("Open at one end"),
    "unknown": gettext_lazy("Not known"),
}
PLACES: Mapping[str, Promise] = {
    "site": gettext_lazy("The very site"),
    "place": gettext_lazy("The town or village"),
    "near": gettext_lazy("Near a place"),
    "adm2": gettext_lazy("The district"),
    "adm1": gettext_lazy("The province"),
    "linear_fuzzy": gettext_lazy("Along a line, or a vague area"),
    "country": gettext_lazy("The country"),
    "sea_air": gettext_lazy("At sea or in the air"),
    "none": gettext_lazy("Not known"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """`records` by id, `areas` by the key of their name (ledger/search.py), `parents` of types by code."""

    records: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str, value: str) -> str:
        """In words; a value without a name as it stands in the address."""
        if name in OF_RECORDS:
            return self.records.get(value, value)
        if name in ("region", "district"):
            return self.areas.get(name_key(value)) or (value.title() if value.islower() else value)
        return _CODES[name](value) if name in _CODES else value

    def knows(self, name: str) -> bool:
        """Whether a value's name says by itself what the list is narrowed to."""
        return name in OF_RECORDS or name in _CODES or name in ("region", "district", "publisher", "tag")


def named_ids(counts: Mapping[Facet, Iterable[FacetCount]], address: Address) -> set[str]:
    """Of the records that facets or the address name."""
    counted = {count.value for facet, found in counts.items() if facet in OF_RECORDS for count in found}
    return counted | {value for name in OF_RECORDS for value in address.values(name)}


def record_names(ids: Iterable[str], standing: Standing) -> dict[str, str]:
    """Those that the register showed then, in the reader's language where they have such a name. One query."""
    rows = RecordEntry.objects.as_of(standing.seq).filter(record_id__in=list(ids), edition__document__isnull=False)
    language = languages.current().code
    if language == languages.DEFAULT:
        return dict(rows.values_list("record_id", "name"))
    documents = rows.values_list("record_id", "name", "edition__document")
    return {id_: _own(language, json.loads(document)) or name for id_, name, document in documents}


def _own(language: str, document: Mapping[str, Any]) -> str:
    own = name_in(language, document)
    return own.name if own else ""


def area_names(keys: Iterable[str], standing: Standing) -> dict[str, str]:
    """Provinces and districts by the key of their name, which is all that is counted. The first of two namesakes."""
    wanted = set(keys)
    return {key: name for key, name in _areas(standing.chain, standing.seq) if key in wanted} if wanted else {}


@lru_cache(maxsize=16)
def _areas(chain: str, as_of: int) -> tuple[tuple[str, str], ...]:  # noqa: ARG001 - the same hash is the same ledger
    rows = RecordEntry.objects.as_of(as_of).filter(record="place", kind__in=AREAS, edition__document__isnull=False)
    names = rows.order_by("-sort_name", "-record_id").values_list("name", flat=True)[:MOST_AREAS]
    return tuple((_key(name), name) for name in names)


# An edition more, and nearly all names are the same.
_key = lru_cache(maxsize=4 * MOST_AREAS)(name_key)


def at_least_killed(value: str) -> str:
    count = int(value) if value.isdecimal() else 0
    said = ngettext("%(number)s or more killed", "%(number)s or more killed", count)
    return said % {"number": number(count)}


def _type(code: str) -> str:
    return words.word(words.TYPES, code)


def _date(code: str) -> str:
    return str(DATES.get(code) or words.word({}, code))


def _place(code: str) -> str:
    return str(PLACES.get(code) or words.word({}, code))


_CODES: Mapping[str, Callable[[str], str]] = {
    "lane": lane_name, "type": _type, "country": words.country, "precision": _date, "place_precision": _place,
    "killed_min": at_least_killed,
}  # fmt: skip
