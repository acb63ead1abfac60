"""Ways to move a map without a script: the same page around another box. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.grid import Box
from ledger.maps.picture import box_text, clipped
from ledger.timeline.addresses import Address

STEP = 0.5  # of the frame's width


@dataclass(frozen=True, slots=True)
class Move:
    """`name` says to a script what it is."""

    name: str
    words: str
    url: str


def moves_of(box: Box, here: Address) -> tuple[Move, ...]:
    """Without those that would lead off the map, over its edge."""
    across, down = (box.east - box.west), (box.north - box.south)
    east, north = across * STEP, down * STEP
    boxes = (
        ("in", _("Zoom in"),
         Box(box.west + across / 4, box.south + down / 4, box.east - across / 4, box.north - down / 4)),
        ("out", _("Zoom out"), Box(box.west - east, box.south - north, box.east + east, box.north + north)),
        ("north", _("North"), Box(box.west, box.south + north, box.east, box.north + north)),
        ("south", _("South"), Box(box.west, box.south - north, box.east, box.north - north)),
        ("west", _("West"), Box(box.west - east, box.south, box.east - east, box.north)),
        ("east", _("East"), Box(box.west + east, box.south, box.east + east, box.north)),
    )  # fmt: skip
    there = [(name, words, clipped(moved)) for name, words, moved in boxes]
    moves = [Move(name, words, here.having(bbox=box_text(to)).url) for name, words, to in there if _is_on_the_map(to)]
    return (*moves, Move("whole", _("Whole region"), here.without("bbox").url))


def _is_on_the_map(box: Box) -> bool:
    return box.west < box.east and box.south < box.north
