"""From positions on earth to a picture's points: a frame, what of a line falls into it, paths for SVG. Pure.

The frame is flat: a degree of longitude is as wide as at the frame's middle parallel.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, floor, log10, radians

from ledger.grid import Box
from ledger.maps.topology import Line, Position, box_of, thinned

KM_PER_DEGREE = 111.195
MARGIN = 12.0  # points beyond the edge to which lines are drawn, so that none ends in sight
DETAIL = 0.45  # points


@dataclass(frozen=True, slots=True)
class Frame:
    """`west` and `north` stand in the upper left corner; `scale` is points to a degree of latitude."""

    west: float
    north: float
    scale: float
    narrowing: float
    width: int
    height: int

    @property
    def box(self) -> Box:
        across, down = self.width / (self.scale * self.narrowing), self.height / self.scale
        return Box(self.west, self.north - down, self.west + across, self.north)

    @property
    def kilometres_wide(self) -> float:
        return self.width / self.scale * KM_PER_DEGREE

    def point(self, position: Position) -> tuple[float, float]:
        return (position[0] - self.west) * self.scale * self.narrowing, (self.north - position[1]) * self.scale

    def position(self, x: float, y: float) -> Position:
        return self.west + x / (self.scale * self.narrowing), self.north - y / self.scale

    def points(self, kilometres: float) -> float:
        return kilometres / KM_PER_DEGREE * self.scale

    def sees(self, box: Box) -> bool:
        own = self.box
        return own.west <= box.east and own.east >= box.west and own.south <= box.north and own.north >= box.south

    def lines(self, lines: Iterable[Line]) -> str:
        """The path of what is in sight."""
        return "".join(_path(run) for line in lines for run in _runs(self, line))

    def rings(self, rings: Iterable[Line]) -> str:
        """The path of whole areas, for filling."""
        return "".join(
            _path(points) + "Z" for ring in rings if self.sees(box_of(ring)) and len(points := _points(self, ring)) > 2
        )


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar of a round number of kilometres."""

    kilometres: int
    length: float


def framed(box: Box, width: int, height: int, least_kilometres: float = 150.0, air: float = 0.12) -> Frame:
    """Around the box with some air; at least so many kilometres wide."""
    middle = (box.west + box.east) / 2, (box.south + box.north) / 2
    narrowing = cos(radians(middle[1]))
    across = max((box.east - box.west) * narrowing * (1 + 2 * air), least_kilometres / KM_PER_DEGREE)
    down = max((box.north - box.south) * (1 + 2 * air), across * height / width)
    across = max(across, down * width / height)
    scale = width / across
    return Frame(middle[0] - across / narrowing / 2, middle[1] + height / scale / 2, scale, narrowing, width, height)


def around(position: Position, kilometres: float) -> Box:
    reach = kilometres / KM_PER_DEGREE
    across = reach / cos(radians(position[1]))
    return Box(position[0] - across, position[1] - reach, position[0] + across, position[1] + reach)


def scale_bar(frame: Frame, share: float = 0.25) -> Scale:
    """1, 2 or 5 and noughts: the longest within this share of the width."""
    most = frame.kilometres_wide * share
    power = 10 ** floor(log10(most))
    kilometres = max(power * step for step in (1, 2, 5) if power * step <= most)
    return Scale(round(kilometres), round(frame.points(kilometres), 1))


def middle_of(line: Line) -> Position:
    """The corner halfway along."""
    return line[len(line) // 2]


def _runs(frame: Frame, line: Line) -> Iterator[Line]:
    points = _points(frame, line)
    run: list[Position] = []
    for start, end in pairwise(points):
        if _in_sight(frame, start, end):
            run = run or [start]
            run.append(end)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _points(frame: Frame, line: Line) -> Line:
    # A picture is flat, so its lines are thinned as on the equator.
    flat = tuple((x, y / 1e6) for x, y in map(frame.point, line))
    thin = thinned(tuple((x / 1e6, y) for x, y in flat), DETAIL / 1e6)
    return tuple((x * 1e6, y * 1e6) for x, y in thin)


def _in_sight(frame: Frame, start: Position, end: Position) -> bool:
    return (
        max(start[0], end[0]) >= -MARGIN
        and min(start[0], end[0]) <= frame.width + MARGIN
        and max(start[1], end[1]) >= -MARGIN
        and min(start[1], end[1]) <= frame.height + MARGIN
    )


def _path(points: Line) -> str:
    """In steps, which are shorter than positions."""
    whole = [(round(x * 2), round(y * 2)) for x, y in points]
    steps = [
        (x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(whole) if (x1, y1) != (x2, y2)
    ]  # fmt: skip
    if not steps:
        return ""
    start = f"M{_half(whole[0][0])} {_half(whole[0][1])}l"
    return start + " ".join(f"{_half(x)} {_half(y)}" for x, y in steps)


def _half(halves: int) -> str:
    return str(halves // 2) if halves % 2 == 0 else f"{halves / 2:.1f}"
