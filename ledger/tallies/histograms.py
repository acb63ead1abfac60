"""Incidents by time: a bar holds those that certainly lie within it, and nothing else."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ledger.selection import Selection
from ledger.tallies.counting import Key, Sums, Tally
from ledger.tallies.harms import COLUMNS, MEASURES, harms_of, summed
from ledger.tallies.index.answers import Bars, Counted, bars_of
from ledger.tallies.reading import Reading
from ledger.tallies.shapes import UNITS, Bar, Histogram, Unit

MOST_BARS = 120
# One number for the month, the year or the decade that holds the whole span, the finest there is; NULL for none.
YEARS_FROM, DECADES_FROM = 1_000_000, 2_000_000
YEAR, LAST_YEAR, MONTH, LAST_MONTH = (
    f"date_part('{part}', entry.{column})::int" for part in ("year", "month") for column in ("earliest", "latest")
)
PERIOD = f"""CASE
    WHEN {YEAR} = {LAST_YEAR} AND {MONTH} = {LAST_MONTH} THEN {YEAR} * 12 + {MONTH} - 1
    WHEN {YEAR} = {LAST_YEAR} THEN {YEARS_FROM} + {YEAR}
    WHEN {YEAR} / 10 = {LAST_YEAR} / 10 THEN {DECADES_FROM} + {YEAR} / 10 END"""
DAY = "CASE WHEN entry.earliest = entry.latest THEN entry.earliest END"
SPAN = ("earliest", "latest", "lane", *COLUMNS)
CALENDAR = Tally("calendar", SPAN, (PERIOD, "entry.lane"), MEASURES)
DAYS = Tally("days", SPAN, (DAY, "entry.lane"), MEASURES)


def total(selection: Selection) -> int:
    return Reading(selection).ends.incidents


def histogram(selection: Selection, unit: Unit | None = None) -> Histogram:
    """Without a unit: the finest of which at most 120 bars span the whole."""
    reading = Reading(selection)
    ends = reading.ends
    unit = unit or fitting_unit(ends.first, ends.last)
    bars = _bars(reading, unit)
    drawn = tuple(_bar(start, unit, bars[start]) for start in sorted(bars))
    vague = ends.incidents - sum(bar.incidents for bar in drawn)
    return Histogram(unit, drawn, vague, ends.incidents, ends.first, ends.last)


def _bars(reading: Reading, unit: Unit) -> Bars:
    index = reading.index
    if index is not None:
        found: Bars = reading.remembered(f"bars/{unit}", reading.values, lambda rows: bars_of(index, rows, unit))
        return found
    several: dict[date, dict[str, list[Sums]]] = defaultdict(lambda: defaultdict(list))
    for key, sums in reading.counts(DAYS if unit == "day" else CALENDAR).items():
        start = _start(key, unit)
        if start is not None:
            several[start][key[1]].append(sums)
    return {start: _counted(lanes) for start, lanes in several.items()}


def _counted(lanes: Mapping[str, Sequence[Sums]]) -> Counted:
    by_lane = {lane: summed(several) for lane, several in lanes.items()}
    return Counted({lane: sums[0] for lane, sums in by_lane.items()}, summed(list(by_lane.values())))


def fitting_unit(first: date | None, last: date | None) -> Unit:
    if first is None or last is None:
        return "year"
    numbers: Mapping[Unit, int] = {
        "day": (last - first).days, "month": (last.year - first.year) * 12 + last.month - first.month,
        "year": last.year - first.year,
    }  # fmt: skip
    return next((unit for unit in reversed(UNITS) if numbers.get(unit, 0) < MOST_BARS), "decade")


def _start(key: Key, unit: Unit) -> date | None:
    """The first day of the unit that holds the key's whole period, if one does."""
    found = key[0]
    if found is None or unit == "day":
        return found if unit == "day" else None
    if found >= DECADES_FROM:
        year, month, fits = (found - DECADES_FROM) * 10, 1, unit == "decade"
    elif found >= YEARS_FROM:
        year, month, fits = found - YEARS_FROM, 1, unit != "month"
    else:
        year, month, fits = found // 12, found % 12 + 1, True
    if unit == "decade":
        year = max(year // 10 * 10, 1)
    return date(year, month if unit == "month" else 1, 1) if fits else None


def _bar(start: date, unit: Unit, counted: Counted) -> Bar:
    killed, injured = harms_of(counted.sums[1:])
    counts = {lane: counted.by_lane[lane] for lane in sorted(counted.by_lane)}
    return Bar(start, _last_day(start, unit), counted.sums[0], counts, killed, injured)


def _last_day(start: date, unit: Unit) -> date:
    if unit == "day":
        return start
    if unit == "month" and start.month < 12:
        return start.replace(month=start.month + 1) - timedelta(days=1)
    return date(start.year // 10 * 10 + 9 if unit == "decade" else start.year, 12, 31)
