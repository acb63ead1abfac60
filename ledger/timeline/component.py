"""The parts of a timeline put together for a selection. The register, record pages and the search show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import tallies
from ledger.filters import read_filters
from ledger.models import Edition
from ledger.pages import words
from ledger.pages.own_names import NONE, OwnNames
from ledger.pages.standing import Standing
from ledger.selection import Selection
from ledger.tallies.shapes import Facet, FacetCount
from ledger.timeline.addresses import Address
from ledger.timeline.chart import Drawing, bars_of
from ledger.timeline.chips import Chip, chips_of
from ledger.timeline.facets import FACETS, FacetGroup, facet_groups
from ledger.timeline.lanes import VIEWS, Column, columns_of
from ledger.timeline.names import Names, area_names, named_ids, record_names
from ledger.timeline.sharing import Form, forms_of

SORTS: Mapping[str, Promise] = {"": gettext_lazy("Newest first"), "date": gettext_lazy("Oldest first")}
TYPES_SHOWN = 60
VALUES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Choice:
    words: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Blame:
    """A filter without which the list would not be empty."""

    chip: Chip
    incidents: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What stands around a list: `total` of `everything`, between the known days `first` and `last`, which `period`
    says in words; `said` says all filters."""

    total: int
    everything: int
    first: date | None
    last: date | None
    period: str
    said: str
    chart: Drawing | None
    facets: tuple[FacetGroup, ...]
    chips: tuple[Chip, ...]
    cleared: str
    blamed: tuple[Blame, ...]
    forms: tuple[Form, ...]
    views: tuple[Choice, ...]
    sorts: tuple[Choice, ...]
    columns: tuple[Column, ...]


def chart_of(selection: Selection, address: Address) -> Drawing | None:
    """The histogram of a selection, whose bars lead to `address` within their days."""
    return bars_of(tallies.histogram(selection), address)


def narrowed_of(
    selection: Selection,
    address: Address,
    standing: Standing,
    parents: Mapping[str, str],
    shown: Iterable[Edition],
    own: OwnNames = NONE,
) -> Narrowed:
    """`parents` of types by code; `shown` are the editions of the page, `own` the reader's names of their places."""
    histogram = tallies.histogram(selection)
    counts = _counts(selection) if histogram.total else {}
    names = _names(counts, address, standing, parents)
    chips = chips_of(address, names)
    whole = replace(selection, values={})
    return Narrowed(
        total=histogram.total,
        everything=tallies.total(whole) if selection.values else histogram.total,
        first=histogram.first,
        last=histogram.last,
        period=_period(histogram.first, histogram.last),
        said=words.listed([chip.text for chip in chips]),
        chart=bars_of(histogram, address),
        facets=facet_groups(counts, names, address),
        chips=chips,
        cleared=address.cleared().url,
        blamed=() if histogram.total else _blamed(selection, address, chips),
        forms=forms_of(address),
        views=_choices(VIEWS, "view", address),
        sorts=_choices(SORTS, "sort", address),
        columns=columns_of(shown, address.get("view"), own) if address.get("view") else (),
    )


def _period(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    months = {"first": words.partial_date(first.isoformat()[:7]), "last": words.partial_date(last.isoformat()[:7])}
    return months["first"] if months["first"] == months["last"] else _("%(first)s to %(last)s") % months


def _counts(selection: Selection) -> dict[Facet, tuple[FacetCount, ...]]:
    others = [facet for facet in FACETS if facet != "type"]
    return {
        **tallies.facets(selection, ["type"], TYPES_SHOWN),
        **tallies.facets(selection, others, VALUES_SHOWN),
    }


def _names(
    counts: Mapping[Facet, Iterable[FacetCount]], address: Address, standing: Standing, parents: Mapping[str, str]
) -> Names:
    ids = named_ids(counts, address)
    areas = {count.value for facet in ("region", "district") for count in counts.get(facet, ())}
    asked = {value for name in ("region", "district") for value in address.values(name)}
    return Names(record_names(ids, standing) if ids else {}, area_names(areas | asked, standing), parents)


def _blamed(selection: Selection, address: Address, chips: Iterable[Chip]) -> tuple[Blame, ...]:
    """A query a filter, and only where nothing was found."""
    found = []
    for chip in chips:
        fields = address.without(*chip.names).filters
        values = read_filters("incident", {name: [value] for name, value in fields})
        number = tallies.total(replace(selection, values=values))
        if number:
            found.append(Blame(chip, number))
    return tuple(found)


def _choices(table: Mapping[str, Promise], name: str, address: Address) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(words), address.having(**{name: value}).url, address.get(name) == value)
        for value, words in table.items()
    )
