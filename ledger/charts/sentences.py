"""What a chart shows, in a sentence or two: for those who cannot see it, and for those in a hurry."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.charts.catalogue import OVERLAPPING, TIMES, Chart
from ledger.charts.rows import Counted, Labelled, harm_words, with_figures
from ledger.pages.numerals import numeral


def sentences(chart: Chart, counted: Counted, drawn: int) -> str:
    """`drawn`: how many of the rows the picture has room for."""
    if not counted.total.incidents:
        return _("No incident fits.")
    said = [_totals(chart, counted), _most(chart, counted.rows), *_left_out(chart, counted, drawn)]
    return " ".join(sentence for sentence in said if sentence)


def _totals(chart: Chart, counted: Counted) -> str:
    total = counted.total
    if chart.measure == "incidents":
        words = ngettext("%(count)s incident in all.", "%(count)s incidents in all.", total.incidents)
        return words % {"count": numeral(total.incidents)}
    words = _("Killed: %(killed)s; injured: %(injured)s.") % {
        "killed": harm_words(total.killed, total.incidents),
        "injured": harm_words(total.injured, total.incidents),
    }
    return f"{words} {_unknown(total.killed.unknown)}".strip()


def _unknown(incidents: int) -> str:
    if not incidents:
        return ""
    words = ngettext(
        "For %(count)s incident nobody gives a number of killed.",
        "For %(count)s incidents nobody gives a number of killed.",
        incidents,
    )
    return words % {"count": numeral(incidents)}


def _most(chart: Chart, rows: Sequence[Labelled]) -> str:
    if len(rows) < 2:
        return ""
    if chart.measure == "incidents":
        top = max(rows, key=lambda one: one.row.incidents)
        return _("The most in one row: %(label)s, %(number)s.") % {
            "label": top.label, "number": numeral(top.row.incidents),
        }  # fmt: skip
    top = max(rows, key=lambda one: one.row.killed.high)
    if not top.row.killed.high:
        return ""
    return _("The most killed in one row: %(label)s, %(number)s.") % {
        "label": top.label, "number": harm_words(top.row.killed, top.row.incidents),
    }  # fmt: skip


def _left_out(chart: Chart, counted: Counted, drawn: int) -> list[str]:
    return [*_vague(chart, counted.undrawn), *_overlap(chart), *_undrawn(chart, _drawable(chart, counted.rows), drawn)]


def _vague(chart: Chart, incidents: int) -> list[str]:
    if not incidents:
        return []
    if chart.by == "month":
        words = ngettext(
            "%(count)s incident has no date as exact as a month and is not drawn.",
            "%(count)s incidents have no date as exact as a month and are not drawn.",
            incidents,
        )
    else:
        words = ngettext(
            "%(count)s incident has no date as exact as a year and is not drawn.",
            "%(count)s incidents have no date as exact as a year and are not drawn.",
            incidents,
        )
    return [words % {"count": numeral(incidents)}]


def _overlap(chart: Chart) -> list[str]:
    return [_("An incident can count in more than one row.")] if chart.by in OVERLAPPING else []


def _drawable(chart: Chart, rows: Sequence[Labelled]) -> int:
    casualties = chart.measure == "casualties" and chart.by not in TIMES
    return len(with_figures(rows)) if casualties else len(rows)


def _undrawn(chart: Chart, rows: int, drawn: int) -> list[str]:
    if drawn >= rows:
        return []
    numbers: Mapping[str, Any] = {"drawn": numeral(drawn), "rows": numeral(rows)}
    if chart.by in TIMES:
        return [_("Only the last %(drawn)s are drawn.") % numbers]
    return [_("The first %(drawn)s of %(rows)s are drawn.") % numbers]
