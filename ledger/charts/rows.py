"""The rows of a chart, counted and named for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ledger.charts.catalogue import TIMES
from ledger.pages import words
from ledger.pages.figures import number_words
from ledger.pages.standing import Standing
from ledger.selection import Selection
from ledger.tallies import breakdown
from ledger.tallies.names import names_of
from ledger.tallies.shapes import Breakdown, Harm, Row, together
from ledger.timeline.names import Names, area_names

NOTHING = Harm(0, 0, open_top=False, unknown=0)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row under the name that people read."""

    label: str
    row: Row


@dataclass(frozen=True, slots=True)
class Counted:
    """All rows of one quality; `total` holds the selection's own sums, in which each incident counts once."""

    by: Breakdown
    rows: tuple[Labelled, ...]
    total: Row

    @property
    def undrawn(self) -> int:
        """Incidents that are dated less exactly than the columns are wide."""
        drawn = sum(one.row.incidents for one in self.rows)
        return self.total.incidents - drawn if self.by in TIMES else 0


def counted(selection: Selection, by: Breakdown, limit: int, standing: Standing) -> Counted:
    rows = breakdown(selection, by, limit)
    labels = labels_of(by, rows, selection, standing)
    return Counted(by, tuple(Labelled(labels.get(row.value, row.value), row) for row in rows), total_of(selection))


def total_of(selection: Selection) -> Row:
    """Lanes do not overlap, so their sums are the selection's."""
    lanes = breakdown(selection, "lane")
    return Row(
        "",
        sum(row.incidents for row in lanes),
        together([row.killed for row in lanes]),
        together([row.injured for row in lanes]),
    )


def labels_of(by: Breakdown, rows: Sequence[Row], selection: Selection, standing: Standing) -> dict[str, str]:
    values = [row.value for row in rows]
    if by == "actor":
        return names_of("actor", values, selection.as_of)
    if by == "district":
        return {value: Names().of(by, value) for value in values} | area_names(values, standing)
    return {value: label(by, value) for value in values}


def label(by: Breakdown, value: str) -> str:
    if by in TIMES:
        return words.partial_date(value)
    return Names().of(by, value)


def with_figures(rows: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """Those of which anybody gives a number, the most killed first."""
    known = [one for one in rows if any(harm.high or harm.open_top for harm in (one.row.killed, one.row.injured))]
    return tuple(sorted(known, key=lambda one: (-one.row.killed.high, -one.row.injured.high, one.label)))


def harm_words(harm: Harm, incidents: int) -> str:
    """`3`, `3 to 5`, `at least 3`; in words where no figure is known."""
    if incidents and harm.unknown >= incidents:
        return _("no figure")
    return number_words(harm.low, None, None if harm.open_top else harm.high)


def without_gaps(rows: Sequence[Labelled], by: Breakdown) -> tuple[Labelled, ...]:
    """Every month or year between the first and the last, so that time passes evenly."""
    if not rows or by not in TIMES:
        return tuple(rows)
    known = {one.row.value: one for one in rows}
    filled = []
    value = rows[0].row.value
    while value <= rows[-1].row.value:
        filled.append(known.get(value) or Labelled(label(by, value), Row(value, 0, NOTHING, NOTHING)))
        value = following(value)
    return tuple(filled)


def following(value: str) -> str:
    """The month after `2025-12`, the year after `2025`."""
    if len(value) == 4:
        return f"{int(value) + 1:04}"
    first = date.fromisoformat(f"{value}-01")
    return f"{first.year + first.month // 12:04}-{first.month % 12 + 1:02}"
