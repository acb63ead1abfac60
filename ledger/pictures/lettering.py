"""How wide text is in the pictures' own fonts, and where its lines break. Pure, but for reading the fonts once."""

from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

FONTS = Path(__file__).parent / "fonts"
Face = Literal["sans", "serif"]
FILES: dict[Face, Path] = {"sans": FONTS / "sans.ttf", "serif": FONTS / "serif.ttf"}
FAMILIES: dict[Face, str] = {"sans": "Noto Sans", "serif": "Noto Serif SemiBold"}
ELLIPSIS = "…"
# Isolates keep the order of a right-to-left phrase inside a picture, whose own lines run from left to right.
RIGHT_TO_LEFT, END = "\u2067", "\u2069"


class Widths(NamedTuple):
    """Advance widths as shares of the font size. Arabic letters are counted as if they stood alone, which is more."""

    by_character: dict[int, float]
    otherwise: float


@cache
def widths(face: Face) -> Widths:
    with TTFont(FILES[face], lazy=True) as font:
        unit, advances = font["head"].unitsPerEm, font["hmtx"]
        return Widths({code: advances[glyph][0] / unit for code, glyph in font.getBestCmap().items()}, 0.6)


def width(text: str, size: float, face: Face) -> float:
    known, otherwise = widths(face)
    return size * sum(known.get(ord(character), otherwise) for character in text)


def wrapped(text: str, *, size: float, room: float, lines: int, face: Face) -> tuple[str, ...]:
    """At most so many lines that fit into the room; the last one says with dots that there was more."""
    found: list[str] = []
    rest = text.split()
    while rest and len(found) < lines:
        line, rest = _line(rest, size, room, face)
        found.append(line)
    if rest:
        found[-1] = shortened(f"{found[-1]} {' '.join(rest)}", size=size, room=room, face=face)
    return tuple(found)


def shortened(text: str, *, size: float, room: float, face: Face) -> str:
    if width(text, size, face) <= room:
        return text
    while text and width(text + ELLIPSIS, size, face) > room:
        text = text[:-1]
    return text.rstrip(" ,.;:-–—(«“") + ELLIPSIS


def _line(rest: list[str], size: float, room: float, face: Face) -> tuple[str, list[str]]:
    """As many words as fit, at least one; a word that is longer than the line is cut."""
    taken = 1
    while taken < len(rest) and width(" ".join(rest[: taken + 1]), size, face) <= room:
        taken += 1
    return shortened(" ".join(rest[:taken]), size=size, room=room, face=face), rest[taken:]
