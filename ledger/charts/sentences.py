"""What a chart shows, in a sentence or two: for those who cannot see it, and for those in a hurry."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ledger.charts.catalogue import TIMES, Chart
from ledger.charts.rows import Counted, Labelled, harm_words, with_figures
from ledger.pages.numerals import numeral
from ledger.tallies.shapes import Breakdown

# Each whole, since languages bend a name as the sentence asks.
MOST_INCIDENTS: Mapping[Breakdown, Callable[[int], str]] = {
    "month": lambda n: ngettext(
        "The busiest month was %(label)s, with %(count)s incident.",
        "The busiest month was %(label)s, with %(count)s incidents.",
        n,
    ),
    "year": lambda n: ngettext(
        "The busiest year was %(label)s, with %(count)s incident.",
        "The busiest year was %(label)s, with %(count)s incidents.",
        n,
    ),
    "type": lambda n: ngettext(
        "The most frequent type is %(label)s, with %(count)s incident.",
        "The most frequent type is %(label)s, with %(count)s incidents.",
        n,
    ),
    "lane": lambda n: ngettext(
        "The largest lane is %(label)s, with %(count)s incident.",
        "The largest lane is %(label)s, with %(count)s incidents.",
        n,
    ),
    "actor": lambda n: ngettext(
        "The actor named most often is %(label)s, in %(count)s incident.",
        "The actor named most often is %(label)s, in %(count)s incidents.",
        n,
    ),
    "country": lambda n: ngettext(
        "The country with the most is %(label)s, with %(count)s incident.",
        "The country with the most is %(label)s, with %(count)s incidents.",
        n,
    ),
    "district": lambda n: ngettext(
        "The district with the most is %(label)s, with %(count)s incident.",
        "The district with the most is %(label)s, with %(count)s incidents.",
        n,
    ),
}
MOST_KILLED: Mapping[Breakdown, str | Promise] = {
    "month": gettext_lazy("The deadliest month was %(label)s: %(number)s killed."),
    "year": gettext_lazy("The deadliest year was %(label)s: %(number)s killed."),
    "type": gettext_lazy("The deadliest type is %(label)s: %(number)s killed."),
    "lane": gettext_lazy("The deadliest lane is %(label)s: %(number)s killed."),
    "actor": gettext_lazy("Most were killed in incidents that name %(label)s: %(number)s."),
    "country": gettext_lazy("The country with the most killed is %(label)s: %(number)s."),
    "district": gettext_lazy("The district with the most killed is %(label)s: %(number)s."),
}
OVERLAPS: Mapping[Breakdown, str | Promise] = {
    "type": gettext_lazy("An incident counts under its type and under the group of types to which that belongs."),
    "actor": gettext_lazy("An incident counts for each actor that it names."),
    "country": gettext_lazy("An incident counts in each country where it took place."),
    "district": gettext_lazy("An incident counts in each district where it took place."),
}


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
    return f"{words} {_without_figures(counted)}".strip()


def _without_figures(counted: Counted) -> str:
    total = counted.total
    if not total.killed.unknown and not total.injured.unknown:
        return ""
    said = _("No figure is known for the killed in %(killed)s of %(total)s incidents, for the injured in %(injured)s.")
    return said % {
        "total": numeral(total.incidents),
        "killed": numeral(total.killed.unknown),
        "injured": numeral(total.injured.unknown),
    }


def _most(chart: Chart, rows: Sequence[Labelled]) -> str:
    """Nothing where several share the first place."""
    by_most = sorted(rows, key=lambda one: -_reach(chart, one))
    if len(by_most) < 2 or _reach(chart, by_most[0]) == _reach(chart, by_most[1]):
        return ""
    top = by_most[0]
    if chart.measure == "incidents":
        count = top.row.incidents
        return MOST_INCIDENTS[chart.by](count) % {"label": top.label, "count": numeral(count)}
    number = harm_words(top.row.killed, top.row.incidents)
    return str(MOST_KILLED[chart.by]) % {"label": top.label, "number": number}


def _reach(chart: Chart, one: Labelled) -> int:
    return one.row.incidents if chart.measure == "incidents" else one.row.killed.high


def _left_out(chart: Chart, counted: Counted, drawn: int) -> list[str]:
    overlap = [str(OVERLAPS[chart.by])] if chart.by in OVERLAPS else []
    return [*_vague(chart, counted.undrawn), *overlap, *_undrawn(chart, _drawable(chart, counted.rows), drawn)]


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


def _drawable(chart: Chart, rows: Sequence[Labelled]) -> int:
    casualties = chart.measure == "casualties" and chart.by not in TIMES
    return len(with_figures(rows)) if casualties else len(rows)


def _undrawn(chart: Chart, rows: int, drawn: int) -> list[str]:
    if drawn >= rows:
        return []
    numbers = {"drawn": numeral(drawn), "rows": numeral(rows)}
    if chart.by in TIMES:
        return [_("The last %(drawn)s of %(rows)s are drawn; the CSV file has all.") % numbers]
    return [_("The first %(drawn)s of %(rows)s are drawn; the CSV file has all.") % numbers]
