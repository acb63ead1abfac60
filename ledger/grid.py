"""A grid over the earth, so that "in this box" and "within so many kilometres" find few rows to look at. Pure.

Each point lies in one cell of each level; a query names the cells that cover it, at the finest level that needs few.
"""

from collections.abc import Iterable
from math import asin, cos, degrees, floor, radians, sin
from typing import NamedTuple

# 360 / 2**level degrees: 45, 11, 2.8, 0.7, 0.18 and 0.04 (5 km).
LEVELS = (3, 5, 7, 9, 11, 13)
MOST_CELLS = 36
EARTH_RADIUS_KM = 6371.0088


class Box(NamedTuple):
    """In degrees, edges included. West is greater than east where it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def pieces(self) -> list["Box"]:
        """The same without a crossing. 180 and -180 are the same meridian."""
        if self.west > self.east:
            return [self._replace(east=180.0), self._replace(west=-180.0)]
        if self.west == -180.0 and self.east < 180.0:
            return [self, self._replace(west=180.0, east=180.0)]
        if self.east == 180.0 and self.west > -180.0:
            return [self, self._replace(west=-180.0, east=-180.0)]
        return [self]


class Point(NamedTuple):
    longitude: float
    latitude: float


def cells_of(points: Iterable[Point]) -> list[int]:
    """The cells of every level in which the points lie."""
    return sorted({_cell(level, *_indices(level, *point)) for point in points for level in LEVELS})


def covering(boxes: Iterable[Box]) -> list[int]:
    """Cells that hold every point of the boxes, and some more; empty where that would be most of the earth."""
    pieces = list(boxes)
    for level in reversed(LEVELS):
        if sum(_count(level, box) for box in pieces) <= MOST_CELLS:
            return sorted({cell for box in pieces for cell in _within(level, box)})
    return []


def boxes_around(centre: Point, radius_km: float) -> list[Box]:
    """Boxes that hold the whole circle, poles and antimeridian included."""
    angle = radius_km / EARTH_RADIUS_KM
    reach = degrees(angle)
    south, north = centre.latitude - reach, centre.latitude + reach
    if south <= -90.0 or north >= 90.0:
        return [Box(-180.0, max(south, -90.0), 180.0, min(north, 90.0))]
    width = degrees(asin(min(1.0, sin(angle) / cos(radians(centre.latitude)))))
    return Box(_wrapped(centre.longitude - width), south, _wrapped(centre.longitude + width), north).pieces()


def _wrapped(longitude: float) -> float:
    return (longitude + 180.0) % 360.0 - 180.0


def _indices(level: int, longitude: float, latitude: float) -> tuple[int, int]:
    last = 2**level - 1
    column = floor((longitude + 180.0) / 360.0 * 2**level)
    row = floor((latitude + 90.0) / 180.0 * 2**level)
    return max(0, min(column, last)), max(0, min(row, last))


def _cell(level: int, column: int, row: int) -> int:
    return level << 32 | column << 16 | row


def _corners(level: int, box: Box) -> tuple[int, int, int, int]:
    return *_indices(level, box.west, box.south), *_indices(level, box.east, box.north)


def _count(level: int, box: Box) -> int:
    west, south, east, north = _corners(level, box)
    return (east - west + 1) * (north - south + 1)


def _within(level: int, box: Box) -> Iterable[int]:
    west, south, east, north = _corners(level, box)
    return (_cell(level, column, row) for column in range(west, east + 1) for row in range(south, north + 1))
