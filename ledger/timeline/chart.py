"""The histogram as it is drawn: bars stacked by lane, those killed below the line, each bar a link into its days. Pure.

The drawing is stretched to the width of the page, so that it holds no text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.pages import words
from ledger.pages.figures import harm_words
from ledger.tallies.shapes import Bar, Harm, Histogram, Unit, together
from ledger.timeline.addresses import Address
from ledger.timeline.lanes import LANES
from ledger.timeline.periods import called, coarser, number, unit_of, units_between
from ledger.timeline.targets import Target, targets_of, within

SLOT = 10  # width of a unit of time
BAR = 8
RISE = 72  # height of the tallest bar
FALL = 24  # depth of the deadliest bar
LEAST = 2.0  # nothing that is there is drawn as if it were not
MOST_SLOTS = 400
ALONE = 12  # slots in which a single bar stands, which would be a wall otherwise
TICKS = 3


@dataclass(frozen=True, slots=True)
class Segment:
    """Its place and size as they stand in the drawing: text, since a template writes 1.5 as its language does."""

    lane: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """`low` and `high`: how far the line of those killed surely reaches, and how far it may. `words` name the bar."""

    x: int
    left: int
    segments: tuple[Segment, ...]
    low: str
    high: str
    url: str
    first: str
    last: str
    period: str
    words: str
    incidents: int
    lanes: tuple[int, ...]
    killed: str
    injured: str


@dataclass(frozen=True, slots=True)
class WideLink:
    """Bars that a finger meets together. `x` and `width` as they stand in the drawing."""

    x: int
    width: int
    url: str
    first: str
    last: str
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """`wider` leads to the unit around the period that is shown, and is empty where there is none. `killed`: whether
    anybody was, so that there is a second row. `wide`: links for narrow screens and fingers, none where each bar is
    wide enough."""

    caption: str
    killed: bool
    width: int
    bars: tuple[DrawnBar, ...]
    wide: tuple[WideLink, ...]
    ticks: tuple[str, ...]
    lanes: tuple[tuple[str, str], ...]
    vague: str
    wider: str
    wider_words: str
    whole: str
    base: str


def bars_of(histogram: Histogram, address: Address) -> Drawing | None:
    """None where there is nothing to draw. `address` is the list's; a bar's is the same within its days."""
    if not histogram.total:
        return None
    slots = _slots(histogram, address)
    lanes = tuple(lane for lane in LANES if any(_lanes(bar).get(lane) for bar in histogram.bars))
    most = max((bar.incidents for bar in histogram.bars), default=1)
    deadliest = max((bar.killed.high for bar in histogram.bars), default=0)
    parts = [_bar(bar, slots[bar.first] * SLOT, most, deadliest, lanes, address) for bar in histogram.bars]
    wider, wider_words = _wider(address)
    return Drawing(
        caption=_caption(histogram.unit),
        killed=deadliest > 0,
        width=(len(slots) if len(slots) > 1 else ALONE) * SLOT,
        bars=tuple(parts),
        wide=_wide(histogram, list(slots), address),
        ticks=_ticks(list(slots), histogram.unit),
        lanes=tuple((lane, str(LANES[lane])) for lane in lanes),
        vague=_vague(histogram) if histogram.vague else "",
        wider=wider,
        wider_words=wider_words,
        whole=address.without("from", "to").url if address.get("from") or address.get("to") else "",
        base=address.without("from", "to").url,
    )


def _wide(histogram: Histogram, firsts: list[date], address: Address) -> tuple[WideLink, ...]:
    targets = targets_of(firsts, histogram.unit)
    met = [(target, within(histogram.bars, target)) for target in targets]
    return tuple(_wide_link(target, bars, address) for target, bars in met if bars)


def _wide_link(target: Target, bars: list[Bar], address: Address) -> WideLink:
    incidents = sum(bar.incidents for bar in bars)
    killed = toll("killed", together([bar.killed for bar in bars]), incidents)
    return WideLink(
        target.place * SLOT, target.slots * SLOT, _between(target.first, target.last, address),
        target.first.isoformat(), target.last.isoformat(), _words(called(target.first, target.last), incidents, killed),
    )  # fmt: skip


def _between(first: date, last: date, address: Address) -> str:
    return address.having(**{"from": first.isoformat(), "to": last.isoformat()}).url


def toll(harm: str, people: Harm, incidents: int) -> str:
    """In words; empty where nobody was hurt as far as anybody knows."""
    if people.unknown >= incidents or (not people.high and not people.open_top):
        return ""
    return harm_words(harm, {"low": people.low, "best": None, "high": None if people.open_top else people.high})


def _slots(histogram: Histogram, address: Address) -> dict[date, int]:
    """The place of each unit, those of the asked period that are empty too; where time is longer than a page is wide,
    only of those that are not."""
    bars = histogram.bars
    if not bars:
        return {}
    asked = _asked(address)
    first = min(bars[0].first, asked[0]) if asked else bars[0].first
    last = max(bars[-1].last, asked[1]) if asked else bars[-1].last
    units = islice(units_between(first, last, histogram.unit), MOST_SLOTS + 1)
    found = {start: place for place, (start, _last) in enumerate(units)}
    if len(found) > MOST_SLOTS:
        return {bar.first: place for place, bar in enumerate(bars)}
    return found


def _asked(address: Address) -> tuple[date, date] | None:
    try:
        return date.fromisoformat(address.get("from")), date.fromisoformat(address.get("to"))
    except ValueError:
        return None


def _bar(bar: Bar, x: int, most: int, deadliest: int, lanes: tuple[str, ...], address: Address) -> DrawnBar:
    period, numbers = called(bar.first, bar.last), _lanes(bar)
    killed, injured = toll("killed", bar.killed, bar.incidents), toll("injured", bar.injured, bar.incidents)
    return DrawnBar(
        x=x,
        left=x + (SLOT - BAR) // 2,
        segments=_stacked(numbers, lanes, most),
        low=_depth(bar.killed.low, deadliest),
        high=_depth(bar.killed.high, deadliest),
        url=_between(bar.first, bar.last, address),
        first=bar.first.isoformat(),
        last=bar.last.isoformat(),
        period=period,
        words=_words(period, bar.incidents, killed),
        incidents=bar.incidents,
        lanes=tuple(numbers.get(lane, 0) for lane in lanes),
        killed=killed,
        injured=injured,
    )


def _stacked(numbers: Mapping[str, int], lanes: tuple[str, ...], most: int) -> tuple[Segment, ...]:
    segments, top = [], float(RISE)
    for lane in lanes:
        if numbers.get(lane):
            height = max(round(RISE * numbers[lane] / most, 1), LEAST)
            top = round(max(top - height, 0), 1)
            segments.append(Segment(lane, f"{top:g}", f"{height:g}"))
    return tuple(segments)


def _lanes(bar: Bar) -> dict[str, int]:
    """A lane that has no icon of its own is counted with the others."""
    found: dict[str, int] = {}
    for lane, incidents in bar.by_lane.items():
        shown = lane if lane in LANES else "other"
        found[shown] = found.get(shown, 0) + incidents
    return found


def _depth(people: int, deadliest: int) -> str:
    """Empty where there is nobody."""
    return f"{max(round(FALL * people / deadliest, 1), LEAST):g}" if people and deadliest else ""


def _words(period: str, incidents: int, killed: str) -> str:
    counted = words.counted(incidents, "incident")
    if not killed:
        return _("%(period)s: %(incidents)s") % {"period": period, "incidents": counted}
    return _("%(period)s: %(incidents)s, %(killed)s") % {"period": period, "incidents": counted, "killed": killed}


def _caption(unit: Unit) -> str:
    return {
        "decade": _("Incidents by decade"), "year": _("Incidents by year"), "month": _("Incidents by month"),
        "day": _("Incidents by day"),
    }[unit]  # fmt: skip


def _vague(histogram: Histogram) -> str:
    vague = histogram.vague
    said = {
        "decade": ngettext("%(number)s more fits into no decade.", "%(number)s more fit into no decade.", vague),
        "year": ngettext(
            "%(number)s more spans several years, or its year is not known.",
            "%(number)s more span several years, or their year is not known.", vague),
        "month": ngettext(
            "%(number)s more spans several months, or its month is not known.",
            "%(number)s more span several months, or their month is not known.", vague),
        "day": ngettext(
            "%(number)s more spans several days, or its day is not known.",
            "%(number)s more span several days, or their day is not known.", vague),
    }[histogram.unit]  # fmt: skip
    return said % {"number": number(vague)}


def _ticks(firsts: list[date], unit: Unit) -> tuple[str, ...]:
    places = sorted({round(n * (len(firsts) - 1) / (TICKS - 1)) for n in range(TICKS)}) if firsts else []
    return tuple(called(*unit_of(firsts[place], unit)) for place in places)


def _wider(address: Address) -> tuple[str, str]:
    """The smallest unit that holds more than the asked period."""
    asked = _asked(address)
    unit: Unit | None = "day" if asked else None
    while asked and unit:
        around = unit_of(asked[0], unit)
        if around[0] <= asked[0] and asked[1] <= around[1] and around != asked:
            return _between(*around, address), called(*around)
        unit = coarser(unit)
    return "", ""
