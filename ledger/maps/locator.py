"""A small picture of where something happened, for a record's page: made on the server, without links or script."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.translation import gettext as _

from ledger.documents import PlaceReference
from ledger.grid import Box
from ledger.maps import outlines
from ledger.maps.figures import Figure, Mark, figure_of
from ledger.maps.frames import Frame, Scale, framed, scale_bar
from ledger.pages import words
from ledger.pages.places import place_words

WIDTH, HEIGHT = 600, 400
INSET_WIDTH, INSET_HEIGHT = 132, 100
INSET = Box(58.0, 30.0, 77.0, 43.5)
COASTS_FROM = 2_500.0  # kilometres: a narrower frame about here has no sea in it
DISTRICTS_UP_TO = 500.0  # kilometres: in a wider frame their borders are a thicket
MOST = 8
COLUMNS, ROWS = 9, 8  # of spots where a country's name may stand
LETTER = 7.5  # points, about the width of one at the size of the labels


@dataclass(frozen=True, slots=True)
class Ground:
    """Paths of what lies under the marks. Where no sea is in sight, all is land."""

    sea: str
    land: str
    borders: str
    disputed: str
    districts: str
    rivers: str
    lakes: str


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Drawn:
    mark: Mark
    x: float
    y: float
    radius: float
    path: str
    edge: str
    label: Label


@dataclass(frozen=True, slots=True)
class Inset:
    """The region, and in it the frame as a rectangle."""

    borders: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Locator:
    """`title` and `sentences` say in words all that the picture shows; `marks` which kinds are in it."""

    width: int
    height: int
    title: str
    sentences: tuple[str, ...]
    ground: Ground
    countries: tuple[Label, ...]
    drawn: tuple[Drawn, ...]
    scale: Scale
    inset: Inset | None
    marks: frozenset[str]
    inset_width: int = INSET_WIDTH
    inset_height: int = INSET_HEIGHT
    inset_left: int = WIDTH - INSET_WIDTH - 8
    inset_top: int = HEIGHT - INSET_HEIGHT - 8
    bar_top: int = HEIGHT - 14


def locator(places: Sequence[PlaceReference]) -> Locator | None:
    """None where nothing can be drawn without saying more than is known."""
    found = [(place, figure) for place in places[:MOST] if (figure := figure_of(place)) is not None]
    if not found:
        return None
    frame = framed(_around_all([figure for _, figure in found]), WIDTH, HEIGHT)
    drawn = tuple(_drawn(frame, place["name"], figure) for place, figure in found)
    names = [place["name"] for place, _ in found]
    return Locator(
        WIDTH,
        HEIGHT,
        _("Map: %(places)s") % {"places": words.listed(list(dict.fromkeys(names)))},
        tuple(place_words(place).text for place, _ in found),
        ground(frame),
        country_labels(frame, [one.label for one in drawn]),
        drawn,
        scale_bar(frame),
        _inset(frame),
        frozenset(one.mark for one in drawn),
    )


@lru_cache(maxsize=512)
def ground(frame: Frame) -> Ground:
    coasts = frame.kilometres_wide > COASTS_FROM
    return Ground(
        f"M0 0h{frame.width}v{frame.height}H0z" if coasts else "",
        frame.rings(one.line for one in outlines.land()) if coasts else "",
        _lines(frame, outlines.borders(disputed=False)),
        _lines(frame, outlines.borders(disputed=True)),
        _lines(frame, outlines.district_lines()) if frame.kilometres_wide <= DISTRICTS_UP_TO else "",
        _lines(frame, outlines.rivers()),
        frame.rings(one.line for one in outlines.lakes() if frame.sees(one.box)),
    )


def _lines(frame: Frame, boxed: Sequence[outlines.Boxed]) -> str:
    return frame.lines(one.line for one in boxed if frame.sees(one.box))


def country_labels(frame: Frame, taken: Sequence[Label] = ()) -> tuple[Label, ...]:
    """A country's name in the middle of what is seen of it, away from the other words."""
    labels = []
    for code, seen in _seen_countries(frame):
        free = [spot for spot in seen if not any(_collide(spot, label) for label in taken)]
        if free:
            labels.append(_country_label(frame, code, free))
    return tuple(labels)


@lru_cache(maxsize=512)
def _seen_countries(
    frame: Frame, columns: int = COLUMNS, rows: int = ROWS
) -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    spots: dict[str, list[tuple[float, float]]] = {}
    for column in range(columns):
        for row in range(rows):
            spot = (column + 0.5) / columns * frame.width, (row + 0.5) / rows * frame.height
            code = outlines.country_at(frame.position(*spot))
            if code and not _under_inset(frame, spot):
                spots.setdefault(code, []).append(spot)
    return tuple((code, tuple(seen)) for code, seen in sorted(spots.items()) if len(seen) > 1)


def _under_inset(frame: Frame, spot: tuple[float, float]) -> bool:
    """Where the inset, or the scale, lies."""
    low = spot[1] > frame.height - INSET_HEIGHT - 20
    return (low and spot[0] > frame.width - INSET_WIDTH - 50) or spot[1] > frame.height - 40


def _collide(spot: tuple[float, float], label: Label) -> bool:
    return abs(spot[1] - label.y) < 26 and abs(spot[0] - label.x) < len(label.text) * LETTER / 2 + 50


def _country_label(frame: Frame, code: str, seen: Sequence[tuple[float, float]]) -> Label:
    middle = sum(x for x, _ in seen) / len(seen), sum(y for _, y in seen) / len(seen)
    beside = frame.width / COLUMNS

    def fitness(spot: tuple[float, float]) -> tuple[bool, float]:
        """With its own country to the left and right of it, so that no border runs through the name."""
        inside = all(any(abs(x - spot[0] - way) < 1 and y == spot[1] for x, y in seen) for way in (-beside, beside))
        return not inside, (spot[0] - middle[0]) ** 2 + (spot[1] - middle[1]) ** 2

    x, y = min(seen, key=fitness)
    name = words.country(code)
    half = len(name) * LETTER / 2 + 4
    return Label(round(min(max(x, half), frame.width - half)), round(y), name)


def _around_all(figures: Sequence[Figure]) -> Box:
    boxes = [figure.box for figure in figures]
    return Box(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )


def _drawn(frame: Frame, name: str, figure: Figure) -> Drawn:
    x, y = frame.point(figure.at)
    radius = round(frame.points(figure.kilometres), 1)
    path = frame.lines(figure.lines) if figure.mark == "line" else frame.rings(figure.lines)
    edge = frame.lines(figure.edge)
    return Drawn(figure.mark, round(x, 1), round(y, 1), radius, path, edge, _label(frame, x, y - radius, name))


def _label(frame: Frame, x: float, y: float, name: str) -> Label:
    half = len(name) * LETTER / 2 + 4
    above = y - 12 if y > 30 else y + 24
    return Label(round(min(max(x, half), max(half, frame.width - half))), round(min(above, frame.height - 10)), name)


def _inset(frame: Frame) -> Inset | None:
    region = framed(INSET, INSET_WIDTH, INSET_HEIGHT, air=0.0)
    seen = frame.box
    left, top = region.point((seen.west, seen.north))
    right, bottom = region.point((seen.east, seen.south))
    if right - left > INSET_WIDTH * 0.7 or left < 0 or top < 0 or right > INSET_WIDTH or bottom > INSET_HEIGHT:
        return None
    return Inset(_region_borders(), round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))


@cache
def _region_borders() -> str:
    region = framed(INSET, INSET_WIDTH, INSET_HEIGHT, air=0.0)
    return _lines(region, (*outlines.borders(disputed=False), *outlines.borders(disputed=True)))
