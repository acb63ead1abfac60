"""Where several incidents were, on one map: as many places as it can hold, and of their names those that can be read.
Pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ledger.documents import IncidentDocument
from ledger.maps.figures import figure_of
from ledger.maps.locator import LETTER, MOST, Drawn, Label, Locator, locator

LINE = 17  # the height of a name


def where(documents: Iterable[IncidentDocument]) -> dict[str, Any]:
    """`around` is the map; `cut` says that there are more places than it holds. What happened first in `documents` has
    its name, the others are told in the map's description."""
    places = {place["name"]: place for document in documents for place in document["places"]}
    drawable = [place for place in places.values() if figure_of(place) is not None]
    found = locator(drawable)
    return {"around": legible(found) if found else None, "cut": len(drawable) > MOST}


def legible(found: Locator) -> Locator:
    named: list[Label] = []
    drawn: list[Drawn] = []
    for one in found.drawn:
        if any(_overlap(one.label, other) for other in named):
            drawn.append(replace(one, label=replace(one.label, text="")))
        else:
            named.append(one.label)
            drawn.append(one)
    return replace(found, drawn=tuple(drawn))


def _overlap(one: Label, other: Label) -> bool:
    reach = (len(one.text) + len(other.text)) * LETTER / 2
    return abs(one.y - other.y) < LINE and abs(one.x - other.x) < reach
