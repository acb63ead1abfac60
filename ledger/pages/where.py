"""Where an incident was, and where several were, on one map: as many places as it can hold, and of their names those
that can be read. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from ledger.documents import IncidentDocument, PlaceReference
from ledger.maps.figures import figure_of
from ledger.maps.locator import LETTER, MOST, Drawn, Label, Locator, locator
from ledger.pages import words
from ledger.pages.places import place_words

LINE = 17  # the height of a name


def where(documents: Iterable[IncidentDocument]) -> dict[str, Any]:
    """`around` is the map; `cut` says that there are more places than it holds. What happened first in `documents` has
    its name, the others are told in the map's description."""
    places = {place["name"]: place for document in documents for place in document["places"]}
    drawable = [place for place in places.values() if figure_of(place) is not None]
    found = locator(drawable)
    return {"around": legible(found) if found else None, "cut": len(drawable) > MOST}


def located(places: Sequence[PlaceReference], told: Sequence[PlaceReference]) -> Locator | None:
    """Outlines are found by the register's own names; what is written there are the names in `told`, which holds the
    same places."""
    found = locator(places)
    if found is None or told == places:
        return found
    own = {place["name"]: one["name"] for place, one in zip(places, told, strict=True)}
    drawn = tuple(replace(one, label=replace(one.label, text=own[one.label.text])) for one in found.drawn)
    shown = [one for place, one in list(zip(places, told, strict=True))[:MOST] if figure_of(place) is not None]
    names = list(dict.fromkeys(one["name"] for one in shown))
    title = _("Map: %(places)s") % {"places": words.listed(names)}
    return replace(found, title=title, sentences=tuple(place_words(one).text for one in shown), drawn=drawn)


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
