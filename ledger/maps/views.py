"""The map: one picture with links, and the same as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import tallies
from ledger.filters import BadParameter, read_filters
from ledger.grid import Box
from ledger.maps.frames import Frame, Scale, framed, scale_bar
from ledger.maps.locator import Ground, Label, country_labels, ground
from ledger.maps.signs import FINEST, Area, signs_of, zoom_for
from ledger.pages import frame as page_frame
from ledger.pages import queries
from ledger.pages.cards import months_of
from ledger.pages.forms import filter_form, register_query
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.numerals import numeral
from ledger.pages.standing import Standing, address, read_walk, slice_of
from ledger.selection import Selection, one
from ledger.tallies.shapes import Cluster
from ledger.timeline.addresses import Address

WIDTH, HEIGHT = 900, 600
WHOLE = Box(60.0, 30.0, 76.0, 42.5)
WORLD = Box(-180.0, -85.0, 180.0, 85.0)
STEP = 0.5  # of the frame's width, per move
SMALLEST, LARGEST = 11.0, 34.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A link on the map. `vague`: some of it is known only as near."""

    x: float
    y: float
    radius: float
    incidents: int
    words: str
    url: str
    vague: bool = False
    path: str = ""
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    ground: Ground
    countries: tuple[Label, ...]
    areas: tuple[Sign, ...]
    clusters: tuple[Sign, ...]
    scale: Scale
    moves: tuple[Move, ...]
    not_drawn: int


@public_page
def map_page(request: HttpRequest, standing: Standing) -> HttpResponse:
    about = PageFrame(
        _("Map of incidents"), "map", request.path, _("Where incidents happened, as exactly as it is known."),
        cited=address(request),
    )  # fmt: skip
    try:
        here = Address.of(request.path, {name: values[-1] for name, values in register_query(request).items()})
        walk = read_walk(request, "incident", _without_box(request), standing)
        box = _box(request) or WHOLE
    except BadParameter as error:
        form = filter_form(request.GET, queries.choices(standing), error)
        return page_frame.page("map.html", standing, about, {"form": form, "now": request.path}, status=400)
    standing = replace(standing, seq=walk.selection.as_of)
    rows = slice_of(read_walk(request, "incident", register_query(request), standing))
    context = {
        "form": filter_form(request.GET, queries.choices(standing)),
        "picture": picture_of(walk.selection, standing.chain, box, here),
        "total": tallies.total(walk.selection),
        "months": months_of([row.edition for row in rows.rows]),
        "register": here.at(reverse("pages:register")).url,
        "now": address(request),
    }
    return page_frame.page("map.html", standing, about, context)


@public_page
def clusters_file(request: HttpRequest, standing: Standing) -> HttpResponse:
    try:
        zoom = _zoom(request)
        box = _box(request) or WORLD
        query = {name: values for name, values in _without_box(request).items() if name != "zoom"}
        selection = read_walk(request, "incident", query, standing).selection
    except BadParameter as error:
        problem = {"parameter": error.parameter, "detail": str(error), "allowed": [str(one) for one in error.allowed]}
        return JsonResponse(problem, status=400)
    signs = signs_of(selection, standing.chain, box, zoom)
    return JsonResponse({
        "total": signs.total,
        "clusters": [_cluster_json(cluster) for cluster in signs.clusters],
        "areas": [_area_json(area) for area in signs.areas],
    })  # fmt: skip


def picture_of(selection: Selection, chain: str, box: Box, here: Address) -> Picture:
    view = framed(box, WIDTH, HEIGHT, least_kilometres=20.0, air=0.0)
    signs = signs_of(selection, chain, _clipped(view.box), zoom_for(view.box, WIDTH))
    everywhere = signs_of(selection, chain, WORLD, 0)
    drawn = sum(one.incidents for one in everywhere.clusters) + sum(one.incidents for one in signs.areas)
    register = here.at(reverse("pages:register"))
    most = max((one.incidents for one in signs.clusters), default=1)
    return Picture(
        WIDTH,
        HEIGHT,
        ground(view),
        country_labels(view),
        tuple(sign for area in signs.areas if (sign := _area_sign(view, area, register)) is not None),
        tuple(_cluster_sign(view, cluster, most, register) for cluster in signs.clusters),
        scale_bar(view, 0.15),
        _moves(view.box, here),
        max(0, signs.total - drawn),
    )


def _cluster_sign(view: Frame, cluster: Cluster, most: int, register: Address) -> Sign:
    x, y = view.point((cluster.longitude, cluster.latitude))
    radius = SMALLEST + (LARGEST - SMALLEST) * (cluster.incidents / most) ** 0.5
    said = ngettext("%(count)s incident here", "%(count)s incidents here", cluster.incidents)
    if cluster.record_id:
        url = reverse("pages:record", args=["incident", cluster.record_id])
    else:
        url = register.having(bbox=_box_text(cluster.box)).url
    return Sign(
        round(x, 1), round(y, 1), round(radius, 1), cluster.incidents, said % {"count": numeral(cluster.incidents)},
        url, cluster.vague > 0,
    )  # fmt: skip


def _area_sign(view: Frame, area: Area, register: Address) -> Sign | None:
    if not view.sees(area.figure.box):
        return None
    x, y = view.point(area.figure.at)
    said = ngettext(
        "%(count)s incident somewhere in %(name)s", "%(count)s incidents somewhere in %(name)s", area.incidents
    ) % {"count": numeral(area.incidents), "name": area.name}
    path, edge = view.rings(area.figure.lines), view.lines(area.figure.edge)
    url = register.having(**area.filters).url
    return Sign(round(x, 1), round(y, 1), SMALLEST, area.incidents, said, url, True, path, edge)


def _moves(box: Box, here: Address) -> tuple[Move, ...]:
    across, down = (box.east - box.west), (box.north - box.south)
    east, north = across * STEP, down * STEP
    boxes = (
        (_("Zoom in"), Box(box.west + across / 4, box.south + down / 4, box.east - across / 4, box.north - down / 4)),
        (_("Zoom out"), Box(box.west - east, box.south - north, box.east + east, box.north + north)),
        (_("North"), Box(box.west, box.south + north, box.east, box.north + north)),
        (_("South"), Box(box.west, box.south - north, box.east, box.north - north)),
        (_("West"), Box(box.west - east, box.south, box.east - east, box.north)),
        (_("East"), Box(box.west + east, box.south, box.east + east, box.north)),
    )
    moves = [Move(words, here.having(bbox=_box_text(_clipped(moved))).url) for words, moved in boxes]
    return (*moves, Move(_("Whole region"), here.without("bbox").url))


def _clipped(box: Box) -> Box:
    return Box(max(box.west, -180.0), max(box.south, -85.0), min(box.east, 180.0), min(box.north, 85.0))


def _box_text(box: Box | tuple[float, float, float, float]) -> str:
    return ",".join(f"{edge:.4f}" for edge in box)


def _without_box(request: HttpRequest) -> dict[str, list[str]]:
    """On a map the box is what is looked at, not what is selected."""
    return {name: values for name, values in register_query(request).items() if name != "bbox"}


def _box(request: HttpRequest) -> Box | None:
    given: Mapping[str, Any] = {name: v for name, v in register_query(request).items() if name == "bbox"}
    return cast("Box | None", read_filters("incident", given).get("bbox"))


def _zoom(request: HttpRequest) -> int:
    text = one(dict(request.GET.lists()), "zoom") or "5"
    if not text.isascii() or not text.isdecimal() or int(text[:4]) > FINEST:
        raise BadParameter("zoom", "'zoom' cannot be read.", [f"a whole number from 0 to {FINEST}"])
    return int(text)


def _cluster_json(cluster: Cluster) -> dict[str, Any]:
    return {
        "point": [cluster.longitude, cluster.latitude], "box": list(cluster.box), "incidents": cluster.incidents,
        "vague": cluster.vague, "by_lane": dict(cluster.by_lane), "record_id": cluster.record_id,
    }  # fmt: skip


def _area_json(area: Area) -> dict[str, Any]:
    return {
        "name": area.name, "country": area.country, "kind": area.kind, "incidents": area.incidents,
        "point": list(area.figure.at), "filters": dict(area.filters),
    }  # fmt: skip
