"""When: the bars above the map's two sliders, and the units of time that those step through."""

from dataclasses import dataclass, replace
from datetime import date

from ledger import tallies
from ledger.selection import Selection
from ledger.tallies.shapes import Histogram
from ledger.timeline.addresses import Address
from ledger.timeline.chart import Drawing, bars_of
from ledger.timeline.periods import called, units_between

PERIOD = ("from", "to")
FEWEST, MOST = 2, 400


@dataclass(frozen=True, slots=True)
class Step:
    """A unit of time; `words` name it."""

    first: str
    last: str
    words: str


@dataclass(frozen=True, slots=True)
class Period:
    """Of everything that is selected but for the period itself. `within` holds the first days of the bars that lie in
    it; `first` and `last` number the steps at its ends. No steps where there is nothing to choose."""

    chart: Drawing
    within: frozenset[str]
    steps: tuple[Step, ...]
    first: int
    last: int

    @property
    def end(self) -> int:
        return len(self.steps) - 1


def period_of(selection: Selection, here: Address) -> Period | None:
    values = {name: value for name, value in selection.values.items() if name not in PERIOD}
    histogram = tallies.histogram(replace(selection, values=values))
    chart = bars_of(histogram, here.without(*PERIOD))
    if chart is None or not chart.bars:
        return None
    start, end = here.get("from") or date.min.isoformat(), here.get("to") or date.max.isoformat()
    steps = _steps(histogram)
    return Period(
        chart,
        frozenset(bar.first for bar in chart.bars if bar.last >= start and bar.first <= end),
        steps,
        next((place for place, step in enumerate(steps) if step.last >= start), 0),
        next((place for place, step in reversed(list(enumerate(steps))) if step.first <= end), len(steps) - 1),
    )


def _steps(histogram: Histogram) -> tuple[Step, ...]:
    first, last = histogram.bars[0].first, histogram.bars[-1].last
    found = []
    for start, end in units_between(first, last, histogram.unit):
        found.append(Step(start.isoformat(), end.isoformat(), called(start, end)))
        if len(found) > MOST:
            return ()
    return tuple(found) if len(found) >= FEWEST else ()
