"""Incidents by time: a bar holds those that certainly lie within it, and nothing else."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from ledger.entries import CEILING, FLOOR
from ledger.selection import Selection
from ledger.tallies.counting import Sums, Tally
from ledger.tallies.harms import COLUMNS, MEASURES, harms_of, summed
from ledger.tallies.memory import counts_of
from ledger.tallies.shapes import UNITS, Bar, Histogram, Unit

MOST_BARS = 120
VAGUE = None
BEGUN, ENDED = f"DATE '{FLOOR}'", f"DATE '{CEILING}'"
# Of a span that is open at one end, only the other is known.
KNOWN = (
    f"CASE WHEN entry.earliest > {BEGUN} THEN entry.earliest WHEN entry.latest < {ENDED} THEN entry.latest END",
    f"CASE WHEN entry.latest < {ENDED} THEN entry.latest WHEN entry.earliest > {BEGUN} THEN entry.earliest END",
)
TOTAL = Tally("total", (), ())
ENDS = Tally("ends", ("earliest", "latest"), KNOWN)


def total(selection: Selection) -> int:
    return sum(sums[0] for sums in counts_of(selection, TOTAL).values())


def histogram(selection: Selection, unit: Unit | None = None) -> Histogram:
    """Without a unit: the finest of which at most 120 bars span the whole."""
    first, last = ends(selection)
    unit = unit or fitting_unit(first, last)
    whole: list[Sums] = []
    bars: dict[date, dict[str, Sums]] = defaultdict(dict)
    for (start, lane), sums in counts_of(selection, by_unit(unit)).items():
        whole.append(sums)
        if start is not VAGUE:
            bars[start][lane] = sums
    count = sum(sums[0] for sums in whole)
    drawn = tuple(_bar(start, unit, bars[start]) for start in sorted(bars))
    return Histogram(unit, drawn, count - sum(bar.incidents for bar in drawn), count, first, last)


def ends(selection: Selection) -> tuple[date | None, date | None]:
    """The first and the last known day."""
    days = counts_of(selection, ENDS)
    firsts, lasts = ({key[side] for key in days if key[side]} for side in (0, 1))
    return min(firsts, default=None), max(lasts, default=None)


def fitting_unit(first: date | None, last: date | None) -> Unit:
    if first is None or last is None:
        return "year"
    numbers: Mapping[Unit, int] = {
        "day": (last - first).days, "month": (last.year - first.year) * 12 + last.month - first.month,
        "year": last.year - first.year,
    }  # fmt: skip
    return next((unit for unit in reversed(UNITS) if numbers.get(unit, 0) < MOST_BARS), "decade")


def by_unit(unit: Unit) -> Tally:
    """By the first day of the unit that holds the whole span, or none; and by lane."""
    start, end = (_start_of(unit, f"entry.{column}") for column in ("earliest", "latest"))
    known = f"entry.earliest > {BEGUN} AND entry.latest < {ENDED}"
    bar = f"CASE WHEN {known} AND {start} = {end} THEN {start} END"
    return Tally(f"bars/{unit}", ("earliest", "latest", "lane", *COLUMNS), (bar, "entry.lane"), MEASURES)


def _start_of(unit: Unit, column: str) -> str:
    if unit == "day":
        return column
    if unit == "decade":  # PostgreSQL's own decades, and its years before 1, are not needed
        return f"make_date(greatest(extract(year FROM {column})::int / 10 * 10, 1), 1, 1)"
    months = f"extract(month FROM {column})::int" if unit == "month" else "1"
    return f"make_date(extract(year FROM {column})::int, {months}, 1)"


def _bar(start: date, unit: Unit, lanes: Mapping[str, Sums]) -> Bar:
    sums = summed(list(lanes.values()))
    killed, injured = harms_of(sums[1:])
    by_lane = {lane: lanes[lane][0] for lane in sorted(lanes)}
    return Bar(start, LAST_DAYS[unit](start), sums[0], by_lane, killed, injured)


def _end_of_month(start: date) -> date:
    return (start + timedelta(days=31)).replace(day=1) - timedelta(days=1) if start < date(9999, 12, 1) else date.max


LAST_DAYS: Mapping[Unit, Callable[[date], date]] = {
    "day": lambda start: start,
    "month": _end_of_month,
    "year": lambda start: date(start.year, 12, 31),
    "decade": lambda start: date(start.year // 10 * 10 + 9, 12, 31),
}
