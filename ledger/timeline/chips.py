"""What narrows a timeline, in words: a chip a filter, with the address of the same list without it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ledger.pages import words
from ledger.timeline.addresses import BELONGS_TO, Address
from ledger.timeline.names import Names
from ledger.timeline.periods import called

PERIOD = ("from", "to")


@dataclass(frozen=True, slots=True)
class Chip:
    """`names` are the filters that it stands for, which `url` leaves out."""

    text: str
    url: str
    names: tuple[str, ...]


def chips_of(address: Address, names: Names) -> tuple[Chip, ...]:
    """In the order of the address; a period with both its ends is one chip."""
    chips, given = [], dict(address.filters)
    belonging = {part for name, parts in BELONGS_TO.items() if name in given for part in parts}
    period = _period(given)
    if period:
        chips.append(Chip(period, address.without(*PERIOD).url, PERIOD))
    for name, value in given.items():
        if name in belonging or (period and name in PERIOD):
            continue
        chips.append(Chip(_words(name, value, given, names, address), address.without(name).url, (name,)))
    return tuple(chips)


def _period(given: Mapping[str, str]) -> str:
    try:
        return called(*(date.fromisoformat(given.get(name, "")) for name in PERIOD))
    except ValueError:
        return ""


def _words(name: str, value: str, given: Mapping[str, str], names: Names, address: Address) -> str:
    said = _SAID.get(name)
    if said:
        return said(value, given)
    alternatives = [names.of(name, one) for one in address.values(name)]
    text = _or(alternatives)
    return text if names.knows(name) else f"{name.replace('_', ' ')} {text}"


def _or(alternatives: list[str]) -> str:
    if len(alternatives) < 2:
        return "".join(alternatives)
    return _("%(some)s or %(last)s") % {"some": words.listed(alternatives[:-1]), "last": alternatives[-1]}


def _q(value: str, _given: Mapping[str, str]) -> str:
    return _("“%(words)s”") % {"words": value}


def _from(value: str, _given: Mapping[str, str]) -> str:
    return _("from %(day)s") % {"day": words.partial_date(value)}


def _to(value: str, _given: Mapping[str, str]) -> str:
    return _("to %(day)s") % {"day": words.partial_date(value)}


def _near(value: str, given: Mapping[str, str]) -> str:
    longitude, _comma, latitude = value.partition(",")
    place = {"radius": given.get("radius", ""), "latitude": latitude, "longitude": longitude}
    return _("within %(radius)s km of %(latitude)s° N, %(longitude)s° E") % place


def _box(_value: str, _given: Mapping[str, str]) -> str:
    return _("within a box on the map")


_SAID: Mapping[str, Callable[[str, Mapping[str, str]], str]] = {
    "q": _q, "from": _from, "to": _to, "near": _near, "bbox": _box,
}  # fmt: skip
