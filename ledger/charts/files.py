"""A chart as files: a picture of fixed colours that carries its licence, and a table for machines."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger import languages
from ledger.charts.catalogue import Chart
from ledger.charts.drawing import Look, drawn
from ledger.charts.rows import Labelled
from ledger.files.statements import FORMULA, Variant
from ledger.pages.numerals import numeral
from ledger.pictures import svg
from ledger.pictures.lettering import END, FAMILIES, RIGHT_TO_LEFT, Face, wrapped
from ledger.tallies.shapes import Harm

WIDTH, MARGIN = 800, 32
INK, SOFT, RULE, STRONG, PAPER = "#221d17", "#5d5345", "#ddd3c1", "#9a8c75", "#fffdf8"
SANS, SERIF = FAMILIES["sans"], FAMILIES["serif"]
COLOURS = {
    "label": {"fill": INK, "font_family": SANS, "font_size": "14"},
    "soft": {"fill": SOFT, "font_family": SANS, "font_size": "12"},
    "rule": {"stroke": RULE, "stroke_width": "1"},
    "soft-rule": {"stroke": STRONG, "stroke_width": "1"},
    "bar": {"fill": "#8a1c2c"},
    "bar-top": {"fill": "#d9a9a4"},
    "second": {"fill": "#4d6470"},
    "second-top": {"fill": "#b3c1c8"},
    "open": {"fill": INK},
}
COLUMNS = (
    "value", "label", "incidents", "killed_low", "killed_high", "killed_open", "killed_unknown_incidents",
    "injured_low", "injured_high", "injured_open", "injured_unknown_incidents",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who made a picture, from what."""

    site: str
    url: str
    seq: int

    @property
    def words(self) -> str:
        return _("%(site)s, %(url)s, edition %(seq)s. Facts are free to use with attribution.") % {
            "site": self.site, "url": self.url, "seq": numeral(self.seq),
        }  # fmt: skip


def sheet(chart: Chart, rows: Sequence[Labelled], sentences: str, narrowing: str, imprint: Imprint) -> str:
    """The chart with its title, what it says in words, what narrows it, and where it is from."""
    right_to_left = languages.current().direction == "rtl"
    look = Look(COLOURS, right_to_left, label_room=560)
    drawing = drawn(chart, rows, look)
    lines = Lines(right_to_left)
    lines.add(chart.title, size=24, face_is_serif=True, most=2)
    if narrowing:
        lines.add(narrowing, size=14, most=3)
    lines.add(sentences, size=14, most=4)
    above = lines.y + 20
    footer = Lines(right_to_left, above + drawing.height + 14)
    footer.add(imprint.words, size=12, most=2)
    height = footer.y + 24
    inside = svg.element("svg", "".join(drawing.parts), x=MARGIN, y=above, width=WIDTH - 2 * MARGIN,
                         height=drawing.height)  # fmt: skip
    paper = svg.element("rect", width=WIDTH, height=height, fill=PAPER)
    return svg.root(WIDTH, height, [paper, *lines.parts, inside, *footer.parts], f"{chart.title}. {sentences}")


class Lines:
    """Text set line by line from the top, at the side where its language begins."""

    def __init__(self, right_to_left: bool, y: float = 24) -> None:
        self.right_to_left, self.y = right_to_left, y
        self.parts: list[str] = []

    def add(self, text: str, *, size: int, most: int, face_is_serif: bool = False) -> None:
        face: Face = "serif" if face_is_serif else "sans"
        end = {"x": WIDTH - MARGIN, "text_anchor": "end"} if self.right_to_left else {"x": MARGIN}
        for line in wrapped(text, size=size, room=WIDTH - 2 * MARGIN, lines=most, face=face):
            self.y += size * 1.45
            phrase = f"{RIGHT_TO_LEFT}{line}{END}" if self.right_to_left else line
            self.parts.append(
                svg.words(phrase, y=self.y, font_family=FAMILIES[face], font_size=size,
                          fill=INK if face_is_serif else SOFT, **end)
            )  # fmt: skip
        self.y += size * 0.3


def table(rows: Sequence[Labelled], variant: Variant = "machine") -> str:
    """Empty where a top is not known. For a spreadsheet, text that it would take for a formula is marked as text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in rows:
        row = one.row
        names = [_safe(name) if variant == "spreadsheet" else name for name in (row.value, one.label)]
        writer.writerow([*names, row.incidents, *_cells(row.killed), *_cells(row.injured)])
    return text.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if re.match(FORMULA, text) else text


def _cells(harm: Harm) -> tuple[int, int | str, str, int]:
    return harm.low, "" if harm.open_top else harm.high, "true" if harm.open_top else "false", harm.unknown
