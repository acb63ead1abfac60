"""A date that is known only roughly, drawn as a bar over its span within the month or the year around it. Pure."""

from dataclasses import dataclass
from datetime import date

from ledger.documents import CEILING, FLOOR, DateDocument
from ledger.tallies.shapes import Unit
from ledger.timeline.periods import called, unit_of

WIDTH = 96
LEAST = 3.0


@dataclass(frozen=True, slots=True)
class Span:
    """`throughout`: it went on for all of it; otherwise it happened at some time within it. The numbers are text, as
    they stand in the drawing: a template would write 1.5 as its language does."""

    left: str
    length: str
    around: str
    throughout: bool


def span_of(document: DateDocument) -> Span | None:
    """None for a single day, and for what has no end or spans years."""
    if FLOOR in (document["earliest"], document["latest"]) or document["latest"] == CEILING:
        return None
    first, last = date.fromisoformat(document["earliest"]), date.fromisoformat(document["latest"])
    if first == last:
        return None
    units: tuple[Unit, ...] = ("month", "year")
    for unit in units:
        start, end = unit_of(first, unit)
        if last <= end:
            return _drawn(first, last, start, end, throughout=document["extent"] == "throughout")
    return None


def _drawn(first: date, last: date, start: date, end: date, *, throughout: bool) -> Span:
    days = (end - start).days + 1
    x = round(WIDTH * (first - start).days / days, 1)
    width = round(WIDTH * ((last - first).days + 1) / days, 1)
    return Span(f"{min(x, WIDTH - LEAST):g}", f"{max(width, LEAST):g}", called(start, end), throughout)
