"""A facility's dated statuses as bars over its time, as exact as their dates: a year fills the year. Pure."""

import re
from dataclasses import dataclass

from ledger.documents import FacilityDocument
from ledger.pages import tables, words
from ledger.pages.numerals import digits

WIDTH = 360
HEIGHT = 14
FULL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
LEAST = 4.0


@dataclass(frozen=True, slots=True)
class StatusBar:
    """`open`: no end is known, so that the bar runs to the edge and ends without a line."""

    words: str
    period: str
    code: str
    x: float
    width: float
    open: bool


@dataclass(frozen=True, slots=True)
class StatusBars:
    bars: tuple[StatusBar, ...]
    width: int
    height: int
    first: str
    last: str  # nothing where one of them has no end


def status_bars(document: FacilityDocument) -> StatusBars | None:
    """None where no status has a date: then there is no time to draw it on."""
    spans = [(row, _begins(row["start"]), _ends(row["end"])) for row in document["statuses"]]
    edges = [_begins(document["opened"]), _ends(document["closed"])]
    known = [year for _row, *both in spans for year in both if year] + [year for year in edges if year]
    if not any(start or end for _row, start, end in spans):
        return None
    first, last = int(min(known)), int(-(-max(known) // 1))
    last = max(last, first + 1)
    open_ended = any(end is None for _row, _start, end in spans)
    scale = WIDTH / (last - first + (1 if open_ended else 0))
    bars = [
        _bar(words.word(tables.FACILITY_STATUSES, row["status"]), words.period(row["start"], row["end"]),
             row["status"], ((start or first) - first) * scale, ((end - first) * scale) if end else None)
        for row, start, end in spans
    ]  # fmt: skip
    return StatusBars(tuple(bars), WIDTH, HEIGHT, digits(str(first)),
                      "" if open_ended else digits(str(last)))  # fmt: skip


def _bar(said: str, period: str, code: str, x: float, right: float | None) -> StatusBar:
    width = max((WIDTH if right is None else right) - x, LEAST)
    return StatusBar(said, period, code, round(min(x, WIDTH - LEAST), 1), round(width, 1), right is None)


def _begins(edtf: str) -> float | None:
    """The first day that the date may mean, in years."""
    found = FULL.match(edtf)
    if not found:
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    return year + (month - 1) / 12 + (day - 1) / 372


def _ends(edtf: str) -> float | None:
    """The end of the last day that it may mean."""
    found = FULL.match(edtf)
    if not found:
        return None
    year, month, day = found.groups()
    if month is None:
        return int(year) + 1.0
    begin = int(year) + (int(month) - 1) / 12
    return begin + (int(day) / 372 if day else 1 / 12)
