"""The page of charts, and each chart as a file. Both follow from the address and the ledger's head."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ledger import languages
from ledger.charts.catalogue import CHARTS, COLUMNS, HEADINGS, TIMES, Chart, Measure
from ledger.charts.drawing import IN_PAGE, Look, drawn
from ledger.charts.files import Imprint, sheet, table
from ledger.charts.narrowing import chips, narrowing, query_of
from ledger.charts.rows import Counted, Labelled, counted, harm_words, with_figures, without_gaps
from ledger.charts.sentences import sentences
from ledger.files.statements import Variant
from ledger.files.views import VARIANTS
from ledger.filters import BadParameter
from ledger.models import LedgerHead
from ledger.pages import frame
from ledger.pages.frame import PageFrame, public_page
from ledger.pages.standing import Standing, address, read_walk
from ledger.pictures.png import png
from ledger.selection import Query, Selection, one, read_selection
from ledger.serving import served
from ledger.tallies.shapes import Breakdown
from ledger.timeline.addresses import Address

COUNTED = 100_000  # rows at most, in a file
DRAWN = 15
DRAWN_IN_TIME = 240
TABLED = 100
MEASURES: tuple[Measure, ...] = ("incidents", "casualties")
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8; header=present"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as the page shows it; `files` are its endings with their addresses."""

    name: str
    title: str
    sentences: str
    height: float
    drawing: SafeString
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    label: str
    url: str
    incidents: int
    killed: str
    injured: str


@dataclass(frozen=True, slots=True)
class Section:
    by: Breakdown
    heading: str
    column: str
    figures: tuple[Figure, ...]
    rows: tuple[TableRow, ...]
    more: int


@public_page
def charts(request: HttpRequest, standing: Standing) -> HttpResponse:
    query = query_of(request)
    walk = read_walk(request, "incident", query, standing)
    standing = replace(standing, seq=walk.selection.as_of)
    fields = {name: values[-1] for name, values in query.items()}
    shown = [section(by, walk.selection, fields, standing) for by in HEADINGS]
    about = PageFrame(
        _("Charts"), "charts", request.path,
        _("Incidents and casualties of the register, counted by time, type, actor and place."), cited=address(request),
    )  # fmt: skip
    context = {
        "sections": [one for one in shown if one.rows],
        "chips": chips(request.path, fields, standing),
        "register": Address.of(reverse("pages:register"), fields).url,
        "now": address(request),
    }
    return frame.page("charts.html", standing, about, context)


def section(by: Breakdown, selection: Selection, fields: dict[str, str], standing: Standing) -> Section:
    found = counted(selection, by, COUNTED, standing)
    last_first = found.rows[::-1] if by in TIMES else found.rows
    rows = tuple(table_row(one, by, fields) for one in last_first[:TABLED])
    figures = tuple(figure(CHARTS[f"{measure}-by-{by}"], found, fields) for measure in MEASURES)
    return Section(by, str(HEADINGS[by]), str(COLUMNS[by]), figures, rows, len(found.rows) - len(rows))


def figure(chart: Chart, found: Counted, fields: dict[str, str]) -> Figure:
    rows = to_draw(chart, found)
    drawing = drawn(chart, rows, Look(IN_PAGE, languages.current().direction == "rtl"))
    files = tuple(
        (ending.upper(), Address.of(reverse("pages:chart", args=[chart.name, ending]), fields).url)
        for ending in MEDIA_TYPES
    )
    inside = mark_safe("".join(drawing.parts))  # noqa: S308 - svg.py escapes what it writes
    return Figure(chart.name, chart.title, told(chart, found, rows), drawing.height, inside, files)


def to_draw(chart: Chart, found: Counted) -> tuple[Labelled, ...]:
    if found.by in TIMES:
        return without_gaps(found.rows, found.by)[-DRAWN_IN_TIME:]
    return (found.rows if chart.measure == "incidents" else with_figures(found.rows))[:DRAWN]


def told(chart: Chart, found: Counted, rows: tuple[Labelled, ...]) -> str:
    return sentences(chart, found, sum(bool(one.row.incidents) for one in rows))


def table_row(one: Labelled, by: Breakdown, fields: dict[str, str]) -> TableRow:
    row = one.row
    url = "" if by in TIMES else Address.of(reverse("pages:register"), {**fields, by: row.value}).url
    return TableRow(
        one.label, url, row.incidents, harm_words(row.killed, row.incidents), harm_words(row.injured, row.incidents)
    )


@served
def file(request: HttpRequest, head: LedgerHead, name: str, ending: str) -> HttpResponse:
    chart = CHARTS.get(name)
    if chart is None:
        raise Http404
    query = dict(request.GET.lists())
    selection = read_selection("incident", query, head, others=["variant"] if ending == "csv" else [])
    standing = Standing(head, selection.as_of)
    found = counted(selection, chart.by, COUNTED, standing)
    if ending == "csv":
        return answer(chart, ending, table(found.rows, variant_of(query)))
    fields = {name: values[-1] for name, values in query.items() if name != "as_of"}
    rows = to_draw(chart, found)
    imprint = Imprint(settings.SITE_NAME, settings.SITE_URL, selection.as_of)
    narrowed = narrowing(fields, standing)
    picture = sheet(chart, rows, told(chart, found, rows), narrowed, imprint)
    return answer(chart, ending, png(picture, 2) if ending == "png" else picture)


def variant_of(query: Query) -> Variant:
    given = one(query, "variant") or "machine"
    for variant in VARIANTS:
        if given == variant:
            return variant
    raise BadParameter("variant", "'variant' cannot be read.", VARIANTS)


def answer(chart: Chart, ending: str, content: str | bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES[ending])
    disposition = "inline" if ending != "csv" else "attachment"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{chart.name}.{ending}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
