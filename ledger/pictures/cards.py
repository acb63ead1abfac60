"""Pictures of 1200 by 630 for links that are shared: a sheet of the register with the record's own words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger import languages
from ledger.pages.numerals import numeral
from ledger.pictures import svg
from ledger.pictures.addresses import HEIGHT, WIDTH
from ledger.pictures.lettering import END, FAMILIES, RIGHT_TO_LEFT, Face, wrapped

MARGIN = 72
TOP = 20  # below the endband
PAPER, INK, SOFT, RULE, MADDER, LINE = "#faf6ee", "#221d17", "#5d5345", "#9a8c75", "#8a1c2c", "#d9a9a4"
BARS_HEIGHT, BARS_FLOOR = 120, 520
# Titles that are longer than a line of the greatest size are set smaller, so that most of them fit.
TITLE_SIZES = ((64, 2), (54, 3), (46, 4))


@dataclass(frozen=True, slots=True)
class Card:
    """`facts` stand below the title, line by line. `bars` are counts over time."""

    overline: str
    title: str
    facts: tuple[str, ...]
    site: str
    seq: int
    bars: tuple[int, ...] = ()


def card_picture(card: Card) -> str:
    right_to_left = languages.current().direction == "rtl"
    pen = Pen(right_to_left)
    pen.write(card.overline, size=28, colour=MADDER, lines=1)
    pen.y += 12
    size, lines = title_size(card.title, 2 if card.bars else 4)
    pen.write(card.title, size=size, face="serif", lines=lines)
    pen.y += 14
    room_for = max(int((BARS_FLOOR - (BARS_HEIGHT if card.bars else 0) - pen.y) // 42), 1)
    for fact in card.facts[:room_for]:
        pen.write(fact, size=30, colour=SOFT, lines=1)
    parts = [*ground(right_to_left), *pen.parts, *bars(card.bars), *imprint(card, right_to_left)]
    return svg.root(WIDTH, HEIGHT, parts, card.title)


def title_size(title: str, most: int) -> tuple[int, int]:
    for size, lines in TITLE_SIZES:
        fitted = wrapped(title, size=size, room=WIDTH - 2 * MARGIN, lines=min(lines, most), face="serif")
        if not fitted or not fitted[-1].endswith("…"):
            return size, min(lines, most)
    return size, min(lines, most)


class Pen:
    """Writes from the top downwards, at the side where the language begins."""

    def __init__(self, right_to_left: bool) -> None:
        self.right_to_left, self.y = right_to_left, float(MARGIN)
        self.parts: list[str] = []

    def write(self, text: str, *, size: int, lines: int, colour: str = INK, face: Face = "sans") -> None:
        leading = 1.5 if self.right_to_left else 1.25
        for line in wrapped(text, size=size, room=WIDTH - 2 * MARGIN, lines=lines, face=face):
            self.y += size * leading
            x = WIDTH - MARGIN if self.right_to_left else MARGIN
            self.parts.append(written(line, x, self.y, size, colour, face, self.right_to_left, self.right_to_left))


def written(
    text: str, x: float, y: float, size: int, colour: str, face: Face, right_to_left: bool, ends_there: bool
) -> str:
    phrase = f"{RIGHT_TO_LEFT}{text}{END}" if right_to_left else text
    return svg.words(phrase, x=x, y=y, font_family=FAMILIES[face], font_size=size, fill=colour,
                     text_anchor="end" if ends_there else "start")  # fmt: skip


def ground(right_to_left: bool) -> list[str]:
    """Paper, the chevrons of a bound book's endband, and the double line of the margin."""
    x = WIDTH - MARGIN / 2 if right_to_left else MARGIN / 2
    chevrons = "".join(f"M{left} {TOP}l8-{TOP} 8 {TOP}z" for left in range(0, WIDTH, 16))
    return [
        svg.element("rect", width=WIDTH, height=HEIGHT, fill=PAPER),
        svg.element("rect", width=WIDTH, height=TOP, fill=LINE),
        svg.element("path", d=chevrons, fill=MADDER),
        svg.element("path", d=f"M{svg.number(x)} {TOP}V{HEIGHT}m6 0V{TOP}", stroke=LINE, stroke_width=2, fill="none"),
    ]


def bars(counts: Sequence[int]) -> list[str]:
    if not counts:
        return []
    most, width = max(max(counts), 1), (WIDTH - 2 * MARGIN) / len(counts)
    parts = [svg.element("line", x1=MARGIN, x2=WIDTH - MARGIN, y1=BARS_FLOOR, y2=BARS_FLOOR, stroke=RULE)]
    for place, count in enumerate(counts):
        if count:
            height = BARS_HEIGHT * count / most
            x = MARGIN + place * width
            parts.append(
                svg.element("rect", x=x, y=BARS_FLOOR - height, width=max(width * 0.8, 1), height=height, fill=MADDER)
            )
    return parts


def imprint(card: Card, right_to_left: bool) -> list[str]:
    edition = _("edition %(seq)s") % {"seq": numeral(card.seq)}
    near, far = (WIDTH - MARGIN, MARGIN) if right_to_left else (MARGIN, WIDTH - MARGIN)
    return [
        svg.element("line", x1=MARGIN, x2=WIDTH - MARGIN, y1=552, y2=552, stroke=RULE),
        written(card.site, near, 596, 30, INK, "serif", False, right_to_left),
        written(edition, far, 594, 24, SOFT, "sans", right_to_left, not right_to_left),
    ]
