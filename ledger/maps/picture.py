"""The map as the server draws it: a picture whose signs are links, for the map's page and for other people's frames."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import ngettext

from ledger.grid import Box
from ledger.maps.figures import NEAR_KM, Figure
from ledger.maps.frames import Frame, Scale, framed, scale_bar
from ledger.maps.locator import Ground, Label, country_labels, ground
from ledger.maps.rough import Rough
from ledger.maps.signs import WORLD, Signs, drawn, signs_of, zoom_for
from ledger.pages.numerals import numeral
from ledger.pages.places import precision_words
from ledger.selection import Selection
from ledger.tallies.shapes import Cluster
from ledger.timeline.addresses import Address

WIDTH, HEIGHT = 900, 600
WHOLE = Box(60.0, 30.0, 76.0, 42.5)
POINT, LEAST_RING, SMALLEST, LARGEST = 6.5, 9.0, 12.0, 28.0
MANY = 25  # a circle is largest from here on, though nothing in sight be more


@dataclass(frozen=True, slots=True)
class Targets:
    """Where signs lead: to the list within their place, and to the only incident that they stand for."""

    register: Address
    incident: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Sign:
    """A link on the map. `mark` is point, ring, cluster, area, province or line; `vague`: some of it is known only
    roughly."""

    mark: str
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
class Picture:
    """`frame` is what is in sight; `listed` is all that is known to an area or a line alone, wherever it lies."""

    frame: Frame
    rough: tuple[Sign, ...]
    clusters: tuple[Sign, ...]
    scale: Scale
    listed: tuple[Sign, ...]
    not_drawn: int
    width: int = WIDTH
    height: int = HEIGHT

    # Most of the work, and not wanted where the signs alone are listed.
    @property
    def ground(self) -> Ground:
        return ground(self.frame)

    @property
    def countries(self) -> tuple[Label, ...]:
        return country_labels(self.frame, [Label(sign.x, sign.y, "") for sign in self.clusters])

    @property
    def marks(self) -> frozenset[str]:
        return frozenset(sign.mark for sign in (*self.rough, *self.clusters))


def picture_of(selection: Selection, box: Box | None, targets: Targets) -> Picture:
    """Of the whole region where no box is given."""
    frame = framed(box or WHOLE, WIDTH, HEIGHT, least_kilometres=20.0, air=0.0)
    signs = signs_of(selection, clipped(frame.box), zoom_for(frame.box, WIDTH))
    most = max((MANY, *(cluster.incidents for cluster in signs.clusters)))
    points = [_cluster_sign(frame, one, signs, most, targets) for one in signs.clusters]
    clusters = tuple(sign for sign in points if 0 <= sign.x <= WIDTH and 0 <= sign.y <= HEIGHT)
    listed = tuple(_rough_sign(frame, one, targets) for one in signs.rough)
    seen = tuple(sign for one, sign in zip(signs.rough, listed, strict=True) if frame.sees(one.figure.box))
    return Picture(
        frame,
        seen,
        clusters,
        scale_bar(frame, 0.15),
        listed,
        max(0, signs.total - drawn(selection, signs)),
    )


def cluster_words(cluster: Cluster, signs: Signs) -> str:
    said = ngettext("%(count)s incident here", "%(count)s incidents here", cluster.incidents)
    words = said % {"count": numeral(cluster.incidents)}
    return f"{words}. {precision_words('near')}" if signs.is_near(cluster) else words


def cluster_url(cluster: Cluster, targets: Targets) -> str:
    if cluster.record_id:
        return targets.incident(cluster.record_id)
    return targets.register.having(bbox=box_text(cluster.box)).url


def rough_words(one: Rough) -> str:
    if one.courses:
        said = ngettext("%(count)s incident along %(name)s", "%(count)s incidents along %(name)s", one.incidents)
    else:
        said = ngettext(
            "%(count)s incident somewhere in %(name)s", "%(count)s incidents somewhere in %(name)s", one.incidents
        )
    return said % {"count": numeral(one.incidents), "name": one.name}


def clipped(box: Box) -> Box:
    return Box(
        max(box.west, WORLD.west), max(box.south, WORLD.south), min(box.east, WORLD.east), min(box.north, WORLD.north)
    )


def box_text(box: Box | tuple[float, float, float, float]) -> str:
    return ",".join(f"{edge:.4f}" for edge in box)


def _cluster_sign(frame: Frame, cluster: Cluster, signs: Signs, most: int, targets: Targets) -> Sign:
    x, y = frame.point((cluster.longitude, cluster.latitude))
    mark, radius = "cluster", SMALLEST + (LARGEST - SMALLEST) * ((cluster.incidents - 1) / most) ** 0.5
    if signs.is_near(cluster):
        mark, radius = "ring", max(frame.points(NEAR_KM), LEAST_RING)
    elif cluster.record_id and not cluster.vague:
        mark, radius = "point", POINT
    words, url = cluster_words(cluster, signs), cluster_url(cluster, targets)
    return Sign(mark, round(x, 1), round(y, 1), round(radius, 1), cluster.incidents, words, url, cluster.vague > 0)


def _rough_sign(frame: Frame, one: Rough, targets: Targets) -> Sign:
    x, y = frame.point(one.figure.at)
    path, edge = _paths(frame, one.figure)
    url = targets.register.having(**one.filters).url
    mark = "province" if one.area and not one.area[2] else one.figure.mark
    return Sign(
        mark, round(x, 1), round(y, 1), SMALLEST, one.incidents, rough_words(one), url, True, path, edge
    )  # fmt: skip


def _paths(frame: Frame, figure: Figure) -> tuple[str, str]:
    if not frame.sees(figure.box):
        return "", ""
    if figure.mark == "line":
        return frame.lines(figure.lines), ""
    return frame.rings(figure.lines), frame.lines(figure.edge)
