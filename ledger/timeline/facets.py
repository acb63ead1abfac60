"""The filters beside a timeline: each value with its number, as a link that adds it or takes it away. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledger.tallies.shapes import Facet, FacetCount
from ledger.timeline.addresses import Address
from ledger.timeline.names import Names

HEADINGS: Mapping[Facet, Promise] = {
    "lane": _("Lane"),
    "type": _("Type"),
    "country": _("Country"),
    "region": _("Province or region"),
    "district": _("District"),
    "actor": _("Actor"),
    "facility": _("Facility"),
    "killed_min": _("Casualties"),
    "publisher": _("Source"),
    "precision": _("How exact the date is"),
    "place_precision": _("How exact the place is"),
}
FACETS: tuple[Facet, ...] = tuple(HEADINGS)
OPEN = ("lane", "type", "country")


@dataclass(frozen=True, slots=True)
class FacetValue:
    label: str
    incidents: int
    url: str
    chosen: bool
    within: tuple["FacetValue", ...] = ()


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """`open`: whether it stands open without being asked, since it is short, or narrows the list."""

    name: str
    heading: str
    values: tuple[FacetValue, ...]
    open: bool


def facet_groups(
    counts: Mapping[Facet, Sequence[FacetCount]], names: Names, address: Address
) -> tuple[FacetGroup, ...]:
    """A group in which there is nothing to choose is left out."""
    groups = []
    for facet in FACETS:
        found = counts.get(facet, ())
        values = _tree(found, names, address) if facet == "type" else _values(facet, found, names, address)
        if values:
            is_open = facet in OPEN or any(value.chosen for value in values)
            groups.append(FacetGroup(facet, str(HEADINGS[facet]), values, is_open))
    return tuple(groups)


def _values(facet: Facet, found: Sequence[FacetCount], names: Names, address: Address) -> tuple[FacetValue, ...]:
    return tuple(_value(facet, count.value, count.incidents, names, address) for count in found if count.incidents)


def _value(
    facet: Facet, value: str, incidents: int, names: Names, address: Address, within: tuple[FacetValue, ...] = ()
) -> FacetValue:
    asked = names.areas.get(value, value) if facet in ("region", "district") else value
    url, chosen = address.toggled(facet, asked).url, asked in address.values(facet)
    return FacetValue(names.of(facet, value), incidents, url, chosen, within)


def _tree(found: Sequence[FacetCount], names: Names, address: Address) -> tuple[FacetValue, ...]:
    """Types below their parents, which are counted with all of theirs."""
    numbers = {count.value: count.incidents for count in found if count.incidents}
    families: dict[str, list[str]] = {}
    for code in numbers:
        families.setdefault(names.parents.get(code, code), []).append(code)
    return tuple(
        _value("type", parent, _family(parent, codes, numbers), names, address, tuple(
            _value("type", code, numbers[code], names, address) for code in codes if code != parent))
        for parent, codes in families.items()
    )  # fmt: skip


def _family(parent: str, codes: Sequence[str], numbers: Mapping[str, int]) -> int:
    """A parent that is counted has its children in it already."""
    return numbers.get(parent) or sum(numbers[code] for code in codes)
