"""Incidents whose place is known no closer than to a district or a province, by that area."""

from collections.abc import Mapping
from typing import NamedTuple

import orjson
from django.db.models import Count

from ledger.filters import narrowed
from ledger.selection import Selection
from ledger.tallies.cells import AREAS
from ledger.tallies.reading import Reading


class Area(NamedTuple):
    """The first place's own province and district: two countries have districts that sound alike."""

    precision: str
    province: str
    district: str


def areas(selection: Selection) -> Mapping[Area, int]:
    reading = Reading(selection)
    if reading.index is not None:
        found = reading.most("area", reading.values, len(reading.index.values["area"]))
        return {Area(*orjson.loads(value)): number for value, number in found.items()}
    rows = narrowed("incident", selection.values, selection.as_of).filter(place_precision__in=AREAS).order_by()
    counted = rows.values_list("place_precision", "admin1", "admin2").annotate(number=Count("pk"))
    return {Area(*row[:3]): row[3] for row in counted}
