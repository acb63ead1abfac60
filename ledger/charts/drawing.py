"""A chart drawn as SVG, once for both uses: its lengths are shares of the width, so that it fits a phone and a sheet
of paper with letters of one size. Pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.charts.catalogue import TIMES, Chart
from ledger.charts.rows import Labelled, harm_words
from ledger.pages.numerals import digits, numeral
from ledger.pictures import svg
from ledger.pictures.lettering import END, RIGHT_TO_LEFT, shortened
from ledger.tallies.shapes import Harm

PANEL = 132  # of columns
BETWEEN = 8
TALL = 2 * PANEL + BETWEEN  # of one panel that stands alone, so that it is as high as two
AXIS = 22
GUTTER = 0.07  # beside the columns, for the numbers of the rules
ROW = {"incidents": 44, "casualties": 62}
BAR = 12
LABEL_SIZE = 14
ROOM_FOR_VALUES = {"incidents": 0.16, "casualties": 0.42}
TICKS = 6
LAST_TICK = 0.86


@dataclass(frozen=True, slots=True)
class Look:
    """What stands on a part of the drawing, by its role: classes in a page, colours in a file. `panel` is the height
    of columns that stand alone."""

    parts: Mapping[str, Mapping[str, str]]
    right_to_left: bool = False
    label_room: float = 230
    panel: float = TALL

    def __getitem__(self, role: str) -> Mapping[str, str]:
        return self.parts[role]

    def phrase(self, text: str) -> str:
        return f"{RIGHT_TO_LEFT}{text}{END}" if self.right_to_left else text


@dataclass(frozen=True, slots=True)
class Drawing:
    height: float
    parts: tuple[str, ...]


ROLES = ("label", "soft", "rule", "soft-rule", "bar", "bar-top", "second", "second-top", "open")
IN_PAGE = {role: {"class_": f"chart-{role}"} for role in ROLES}


def drawn(chart: Chart, rows: Sequence[Labelled], look: Look) -> Drawing:
    if chart.by in TIMES:
        return _columns(chart, rows, look)
    return _lines(chart, rows, look)


def _columns(chart: Chart, rows: Sequence[Labelled], look: Look) -> Drawing:
    if chart.measure == "incidents":
        top = nice(max((one.row.incidents for one in rows), default=1))
        heights = [(one, Harm(one.row.incidents, one.row.incidents, open_top=False, unknown=0)) for one in rows]
        panel = _panel(heights, top, (0, look.panel), look, ("bar", "bar-top"), "")
        return Drawing(look.panel + AXIS, (*panel, *_axis(rows, look.panel, look)))
    top = nice(max((max(one.row.killed.high, one.row.injured.high) for one in rows), default=1))
    killed, injured = [(one, one.row.killed) for one in rows], [(one, one.row.injured) for one in rows]
    parts = (
        *_panel(killed, top, (0, PANEL), look, ("bar", "bar-top"), _("Killed")),
        *_panel(injured, top, (PANEL + BETWEEN, TALL), look, ("second", "second-top"), _("Injured")),
    )
    return Drawing(TALL + AXIS, (*parts, *_axis(rows, TALL, look)))


def _panel(
    columns: Sequence[tuple[Labelled, Harm]],
    top: int,
    edges: tuple[float, float],
    look: Look,
    roles: tuple[str, str],
    name: str,
) -> list[str]:
    """Columns over one base line, between the two `edges`. `top` is the number at the upper line."""
    above, floor = edges
    plot = floor - above - 26
    parts = []
    for share in (1.0, 0.5):
        if top * share == int(top * share):
            y = floor - plot * share
            parts.append(svg.element("line", x1="0", x2="100%", y1=y, y2=y, **look["rule"]))
            parts.append(svg.words(numeral(int(top * share)), x="0", y=y - 4, **look["soft"]))
    if name:
        parts.append(svg.words(look.phrase(name), x="100%", y=above + 14, text_anchor="end", **look["label"]))
    width = (1 - GUTTER) / max(len(columns), 1)
    gap = width * (0.2 if len(columns) < 150 else 0.08)
    for place, (one, harm) in enumerate(columns):
        left = percent(GUTTER + place * width + gap / 2)
        drawn_column = _column(harm, plot / top, floor, left, percent(width - gap), look, roles)
        if drawn_column:
            words = f"{one.label}: {harm_words(harm, one.row.incidents)}"
            parts.append(svg.element("g", svg.element_with_text("title", words) + drawn_column))
    parts.append(svg.element("line", x1="0", x2="100%", y1=floor, y2=floor, **look["soft-rule"]))
    return parts


def _column(harm: Harm, scale: float, floor: float, x: str, width: str, look: Look, roles: tuple[str, str]) -> str:
    solid, all_of_it = harm.low * scale, harm.high * scale
    parts = []
    if all_of_it > solid:
        parts.append(
            svg.element("rect", x=x, width=width, y=floor - all_of_it, height=all_of_it - solid, **look[roles[1]])
        )
    if solid:
        parts.append(svg.element("rect", x=x, width=width, y=floor - solid, height=solid, **look[roles[0]]))
    if harm.open_top:
        parts.append(svg.element("rect", x=x, width=width, y=floor - all_of_it - 5, height=2, **look["open"]))
    return "".join(parts)


def _axis(rows: Sequence[Labelled], floor: float, look: Look) -> list[str]:
    parts = []
    for place, text in ticks([one.row.value for one in rows]):
        x = percent(GUTTER + (1 - GUTTER) * place / len(rows))
        parts.append(svg.element("line", x1=x, x2=x, y1=floor, y2=floor + 6, **look["soft-rule"]))
        parts.append(svg.words(digits(text), x=x, y=floor + 19, **look["soft"]))
    return parts


def ticks(values: Sequence[str]) -> list[tuple[int, str]]:
    """Where along the axis which words stand: few enough for a phone, none so late that it would be cut."""
    marked = list(enumerate(values))
    if values and len(values[0]) > 4 and len(values) > 24:
        marked = [(place, value[:4]) for place, value in marked if value.endswith("-01")]
    step = math.ceil(len(marked) / TICKS) or 1
    return [(place, text) for place, text in marked[::step] if place <= LAST_TICK * len(values) or place == 0]


def _lines(chart: Chart, rows: Sequence[Labelled], look: Look) -> Drawing:
    """One row under the other: the name, and below it a bar with its number at the end of the line."""
    height, room = ROW[chart.measure], 1 - ROOM_FOR_VALUES[chart.measure]
    parts: list[str] = []
    most = max((_reach(chart, one) for one in rows), default=1) or 1
    for place, one in enumerate(rows):
        y = place * height
        text = shortened(one.label, size=LABEL_SIZE, room=look.label_room, face="sans")
        parts.append(svg.words(look.phrase(text), y=y + 16, **_start(look), **look["label"]))
        if chart.measure == "incidents":
            own = Harm(one.row.incidents, one.row.incidents, open_top=False, unknown=0)
            parts += _bar(own, numeral(one.row.incidents), y + 23, room / most, look, ("bar", "bar-top"))
            continue
        for line, harm, roles, words in (
            (0, one.row.killed, ("bar", "bar-top"), _("%(number)s killed")),
            (1, one.row.injured, ("second", "second-top"), _("%(number)s injured")),
        ):
            number = harm_words(harm, one.row.incidents)
            said = number if harm.unknown >= one.row.incidents else words % {"number": number}
            parts += _bar(harm, said, y + 23 + line * 18, room / most, look, roles)
    return Drawing(max(len(rows), 1) * height, tuple(parts))


def _reach(chart: Chart, one: Labelled) -> int:
    return one.row.incidents if chart.measure == "incidents" else max(one.row.killed.high, one.row.injured.high)


def _bar(harm: Harm, said: str, y: float, scale: float, look: Look, roles: tuple[str, str]) -> list[str]:
    solid, all_of_it = harm.low * scale, harm.high * scale
    parts = []
    if all_of_it > solid:
        parts.append(_along(solid, all_of_it - solid, y, BAR, look, roles[1]))
    if solid:
        parts.append(_along(0, solid, y, BAR, look, roles[0]))
    if harm.open_top:
        parts.append(_along(all_of_it + 0.006, 0.004, y, BAR, look, "open"))
    end = {"x": "0", "text_anchor": "start"} if look.right_to_left else {"x": "100%", "text_anchor": "end"}
    return [*parts, svg.words(look.phrase(said), y=y + 11, **end, **look["soft"])]


def _along(start: float, length: float, y: float, height: float, look: Look, role: str) -> str:
    x = 1 - start - length if look.right_to_left else start
    return svg.element("rect", x=percent(x), width=percent(length), y=y, height=height, **look[role])


def _start(look: Look) -> dict[str, str]:
    return {"x": "100%", "text_anchor": "end"} if look.right_to_left else {"x": "0"}


def percent(share: float) -> str:
    return f"{svg.number(share * 100)}%"


def nice(most: int) -> int:
    """A round number that is at least as great: 1, 2, 3, 4, 5, 6, 8, 10, 20, 25, 30 and so on."""
    if most <= 10:
        return next(step for step in (1, 2, 3, 4, 5, 6, 8, 10) if step >= most)
    tenth = int(10 ** (len(str(most)) - 2))
    return next(step * tenth for step in (10, 15, 20, 25, 30, 40, 50, 60, 80, 100) if step * tenth >= most)
