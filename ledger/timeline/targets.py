"""What a finger meets on the histogram: neighbouring units of time taken together until each is wide enough. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.tallies.shapes import Bar, Unit
from ledger.timeline.periods import coarser, unit_of

# 24 pixels each, on a phone of 360 that leaves 328 to the chart.
MOST = 13
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Target:
    """So many slots of the drawing from `place` on: the days that they cover."""

    place: int
    slots: int
    first: date
    last: date


def targets_of(firsts: Sequence[date], unit: Unit) -> tuple[Target, ...]:
    """None where each slot is wide enough by itself. Whole years of months, decades of years where that gives some;
    otherwise as many slots to each as there must be."""
    if len(firsts) <= MOST:
        return ()
    least = -(-len(firsts) // MOST)
    runs = _merged(_by_calendar(firsts, unit), least)
    if len(runs) < FEWEST:
        runs = _merged([list(firsts[place : place + least]) for place in range(0, len(firsts), least)], least)
    places = {first: place for place, first in enumerate(firsts)}
    return tuple(Target(places[run[0]], len(run), run[0], unit_of(run[-1], unit)[1]) for run in runs)


def _by_calendar(firsts: Sequence[date], unit: Unit) -> list[list[date]]:
    wider = coarser(unit)
    runs: dict[date, list[date]] = {}
    for first in firsts if wider else ():
        runs.setdefault(unit_of(first, wider or unit)[0], []).append(first)
    return list(runs.values())


def _merged(runs: Iterable[list[date]], least: int) -> list[list[date]]:
    """What is too narrow goes with what stands before it; at the beginning, with what follows."""
    wide: list[list[date]] = []
    for run in runs:
        if wide and (len(run) < least or len(wide[0]) < least):
            wide[-1].extend(run)
        else:
            wide.append(list(run))
    return wide


def within(bars: Iterable[Bar], target: Target) -> list[Bar]:
    return [bar for bar in bars if target.first <= bar.first and bar.last <= target.last]
