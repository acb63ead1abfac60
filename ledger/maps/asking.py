"""What a map's address asks for: what is selected, and what is looked at."""

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from ledger.filters import BadParameter, read_filters
from ledger.grid import Box
from ledger.maps.picture import Targets
from ledger.maps.signs import FINEST
from ledger.pages.forms import register_query
from ledger.pages.standing import Standing, read_walk
from ledger.selection import Selection, one
from ledger.timeline.addresses import Address

# Of a map's own, and no filters: how near it is looked at, and which part of the page is wanted.
OWN = ("zoom", "only")
PARTS = ("list", "narrowed", "popup")


def map_query(request: HttpRequest) -> dict[str, list[str]]:
    return {name: values for name, values in register_query(request).items() if name not in OWN}


def selected(request: HttpRequest, standing: Standing) -> tuple[Selection, Targets]:
    """On a map the box is what is looked at, not what is selected. Raises BadParameter."""
    query = {name: values for name, values in map_query(request).items() if name != "bbox"}
    selection = read_walk(request, "incident", query, standing).selection
    fields = {name: values[-1] for name, values in query.items()}
    return selection, targets_of(Address.of(reverse("pages:register"), fields))


def targets_of(register: Address, site: str = "") -> Targets:
    return Targets(Address(f"{site}{register.path}", register.filters), partial(_incident, site))


def asked_box(request: HttpRequest) -> Box | None:
    given: Mapping[str, Any] = {name: values for name, values in map_query(request).items() if name == "bbox"}
    return cast("Box | None", read_filters("incident", given).get("bbox"))


def asked_zoom(request: HttpRequest) -> int:
    text = one(dict(request.GET.lists()), "zoom") or "5"
    if not text.isascii() or not text.isdecimal() or len(text) > 2 or int(text) > FINEST:
        raise BadParameter("zoom", "'zoom' cannot be read.", [f"a whole number from 0 to {FINEST}"])
    return int(text)


def asked_part(request: HttpRequest) -> str:
    """Empty for the whole page."""
    part = one(dict(request.GET.lists()), "only") or ""
    if part and part not in PARTS:
        raise BadParameter("only", "There is no such part.", PARTS)
    return part


def _incident(site: str, record_id: str) -> str:
    return site + reverse("pages:record", args=["incident", record_id])
