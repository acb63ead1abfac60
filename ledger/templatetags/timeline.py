"""What stands on a timeline a hundred times over: written here, since a template takes ten times as long for it.

The marks of the chart are those of templates/timeline/_chart.html, around them.
"""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ledger.keeping import Kept
from ledger.pages.forms import Option
from ledger.pages.numerals import numeral
from ledger.timeline.chart import DrawnBar
from ledger.timeline.facets import FacetValue

register = template.Library()

OPTIONS: Kept[SafeString] = Kept(20)
OPTION = '<option value="{}"{}>{}</option>\n'
FACET = '<a rel="nofollow" href="{}"{}>{}<span>{}</span> <span class="many">{}</span></a>'
CHOSEN, CROSS = SafeString(' class="chosen" aria-current="true"'), SafeString('<span aria-hidden="true">× </span>')
RECTANGLE = '<rect class="{}" x="{}" y="{}" width="8" height="{}"/>'
LINK = (
    '<a rel="nofollow" href="{url}" aria-label="{words}" data-from="{first}" data-to="{last}"><title>{words}</title>'
    '<rect class="hit" x="{x}" width="10" height="100"/></a>\n'
)
ROW = '<tr><td><a rel="nofollow" href="{}">{}</a></td><td>{}</td>{}<td>{}</td><td>{}</td></tr>\n'


@register.simple_tag
def options(several: tuple[Option, ...]) -> SafeString:
    """The same few hundred on every page, but for the one that is selected."""
    selected = SafeString(" selected")
    rows = ((one.value, selected if one.selected else "", one.label) for one in several)
    return OPTIONS.of(several, lambda: format_html_join("", OPTION, rows))


@register.simple_tag
def facet(value: FacetValue) -> SafeString:
    marks = (CHOSEN, CROSS) if value.chosen else ("", "")
    return format_html(FACET, value.url, *marks, value.label, numeral(value.incidents))


@register.simple_tag
def bar_marks(bars: Iterable[DrawnBar]) -> SafeString:
    """Incidents by lane above the line; below it those killed, as many as there may be and as there surely are."""
    marks = []
    for bar in bars:
        marks += [(f"in-{segment.lane}", bar.left, segment.y, segment.height) for segment in bar.segments]
        if bar.high:
            marks.append(("may", bar.left, "76", bar.high))
            marks += [("sure", bar.left, "76", bar.low)] if bar.low else []
    return format_html_join("", RECTANGLE, marks)


@register.simple_tag
def bar_links(bars: Iterable[DrawnBar]) -> SafeString:
    return SafeString(
        "".join(
            format_html(LINK, url=bar.url, words=bar.words, first=bar.first, last=bar.last, x=bar.x) for bar in bars
        )
    )


@register.simple_tag
def bar_rows(bars: Iterable[DrawnBar]) -> SafeString:
    return format_html_join("", ROW, ((
        bar.url, bar.period, numeral(bar.incidents),
        format_html_join("", "<td>{}</td>", ((numeral(number),) for number in bar.lanes)),
        bar.killed or "–", bar.injured or "–",
    ) for bar in bars))  # fmt: skip
