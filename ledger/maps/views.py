"""The map's page: a picture whose signs are links, the same filters as the timeline, and a list of what is in view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger import tallies
from ledger.documents import PlaceReference
from ledger.filters import BadParameter
from ledger.grid import Box
from ledger.maps import outlines
from ledger.maps.asking import asked_box, asked_part, map_query, selected
from ledger.maps.clusters import clusters_file
from ledger.maps.moves import moves_of
from ledger.maps.periods import PERIOD, period_of
from ledger.maps.picture import WHOLE, Targets, box_text, picture_of
from ledger.models import Edition
from ledger.pages import frame as page_frame
from ledger.pages import queries, words
from ledger.pages.cards import Month, incident_of, months_of
from ledger.pages.dates import shown
from ledger.pages.forms import filter_form
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.own_names import OwnNames, place_names_on
from ledger.pages.places import place_words
from ledger.pages.standing import Standing, address
from ledger.selection import Selection
from ledger.timeline.addresses import Address
from ledger.timeline.component import narrowed_of
from ledger.timeline.sharing import Form

__all__ = ["clusters_file", "map_page"]

LISTED, IN_POPUP = 20, 8


@dataclass(frozen=True, slots=True)
class Listed:
    """The newest of what is in view: `number` of all; `register` leads to them. `boxed`: not the whole map."""

    months: tuple[Month, ...]
    number: int
    more: bool
    boxed: bool
    register: str


@dataclass(frozen=True, slots=True)
class Brief:
    """An incident as it is told beside its sign."""

    url: str
    title: str
    date: str
    place: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An address, read: `here` is the page's own, with the box that is looked at."""

    selection: Selection
    targets: Targets
    box: Box | None
    part: str
    here: Address

    @property
    def in_view(self) -> Selection:
        if self.box is None:
            return self.selection
        return replace(self.selection, values={**self.selection.values, "bbox": self.box})

    @property
    def register(self) -> str:
        return self.targets.register.having(bbox=self.here.get("bbox")).url


@public_page
def map_page(request: HttpRequest, standing: Standing) -> HttpResponse:
    about = PageFrame(
        _("Map of incidents"), "map", request.path, _("Where incidents happened, as exactly as it is known."),
        cited=address(request),
    )  # fmt: skip
    try:
        asked = _read(request, standing)
    except BadParameter as error:
        form = filter_form(request.GET, queries.choices(standing), error)
        return page_frame.page("map.html", standing, about, {"form": form, "now": request.path}, status=400)
    standing = replace(standing, seq=asked.selection.as_of)
    editions = _newest(asked.in_view, IN_POPUP if asked.part == "popup" else LISTED)
    own = place_names_on(editions, standing)
    number = tallies.total(asked.in_view)
    if asked.part == "popup":
        return _part("popup", {"briefs": _briefs(editions, own), "more": number - len(editions), "now": asked.register})
    months = months_of(editions, own=own)
    listed = Listed(months, number, number > len(editions), asked.box is not None, asked.register)
    if asked.part == "list":
        return _part("list", {"listed": listed, "months": listed.months})
    around = {"listed": listed, "months": listed.months, **_around(asked, standing, editions)}
    if asked.part == "narrowed":
        return _part("narrowed", around)
    return page_frame.page("map.html", standing, about, {
        "form": filter_form(request.GET, queries.choices(standing)),
        "now": address(request),
        "period": period_of(asked.selection, asked.here),
        "moves": moves_of(around["picture"].frame.box, asked.here),
        "names": _names(),
        "box": box_text(asked.box or WHOLE),
        "whole": box_text(WHOLE),
        **around,
    })  # fmt: skip


def _read(request: HttpRequest, standing: Standing) -> Asked:
    selection, targets = selected(request, standing)
    fields = {name: values[-1] for name, values in map_query(request).items()}
    return Asked(selection, targets, asked_box(request), asked_part(request), Address.of(request.path, fields))


def _around(asked: Asked, standing: Standing, editions: Sequence[Edition]) -> Mapping[str, Any]:
    """The period and the box are seen on the map itself, and need no chips."""
    parents = {code: parent for parent, code in queries.choices(standing).types}
    narrowed = narrowed_of(asked.selection, asked.here, standing, parents, editions)
    chips = tuple(chip for chip in narrowed.chips if not {*chip.names} & {*PERIOD, "bbox"})
    framed = Form(_("Embedded map"), asked.here.at(reverse("pages:embed_map")).url)
    return {
        "list": replace(narrowed, chips=chips, cleared=asked.here.cleared().url, forms=(*narrowed.forms, framed)),
        "picture": picture_of(asked.selection, asked.box, asked.targets),
    }


def _names() -> str:
    """Of the region's countries, by the code that the basemap has, for the script."""
    return ";".join(f"{code}|{words.country(code)}" for code in outlines.codes())


def _newest(selection: Selection, most: int) -> list[Edition]:
    return [entry.edition for entry in selection.ordered().select_related("edition")[:most]]


def _briefs(editions: Sequence[Edition], own: OwnNames) -> tuple[Brief, ...]:
    documents = [document for edition in editions if (document := incident_of(edition)) is not None]
    return tuple(
        Brief(
            reverse("pages:record_page", args=["incident", document["id"], document["slug"]]),
            document["title"],
            words.sentence(shown(document["date"])),
            _where(own.places(document["places"][:1])),
        )
        for document in documents
    )  # fmt: skip


def _where(places: Sequence[PlaceReference]) -> str:
    return words.sentence(place_words(places[0]).text) if places else _("Place unknown")


def _part(name: str, context: Mapping[str, Any]) -> HttpResponse:
    return HttpResponse(render_to_string(f"maps/_{name}.html", context))
