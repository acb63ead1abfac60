"""The embedded pages: a list, a map and one incident, each with a way to the whole page."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.charts.catalogue import CHARTS
from ledger.charts.drawing import IN_PAGE, PANEL, Drawing, Look, drawn
from ledger.charts.narrowing import narrowing, query_of
from ledger.charts.rows import counted, without_gaps
from ledger.documents import IncidentDocument
from ledger.embeds.framing import embeddable
from ledger.filters import read_filters
from ledger.maps.asking import targets_of
from ledger.maps.locator import locator
from ledger.maps.picture import picture_of
from ledger.models import Edition, Operation
from ledger.pages import queries, words
from ledger.pages.cards import incident_of
from ledger.pages.dates import machine, shown
from ledger.pages.figures import totals_words
from ledger.pages.frame import canonical, public_page
from ledger.pages.history import is_gone
from ledger.pages.places import place_words
from ledger.pages.standing import Standing, known_only, read_walk
from ledger.selection import Selection
from ledger.tallies import total
from ledger.timeline.addresses import Address

LISTED = 20
COLUMNS = 240


@dataclass(frozen=True, slots=True)
class Line:
    """An incident as a list in a frame shows it."""

    url: str
    title: str
    date: str
    machine: str | None
    place: str
    type: str
    lane: str
    casualties: tuple[str, ...]
    sources: int


def line_of(document: IncidentDocument) -> Line:
    places = document["places"]
    return Line(
        url=canonical(reverse("pages:record_page", args=["incident", document["id"], document["slug"]])),
        title=document["title"],
        date=words.sentence(shown(document["date"])),
        machine=machine(document["date"]),
        place=words.sentence(place_words(places[0]).text) if places else _("Place unknown"),
        type=words.type_name(document["type"]),
        lane=words.lane(document["type"]["lane"]),
        casualties=totals_words(document["totals"]),
        sources=len(document["sources"]),
    )


@embeddable
@public_page
def timeline(request: HttpRequest, standing: Standing) -> HttpResponse:
    selection, fields, standing = selected(request, standing)
    lines = tuple(line_of(document) for document in documents(selection, LISTED))
    context = {
        "lines": lines,
        "total": total(selection),
        "drawing": months(selection, standing),
        "narrowing": narrowing(fields, standing),
        "whole": canonical(Address.of(reverse("pages:register"), fields).url),
    }
    return embedded("timeline.html", _("Timeline of incidents"), standing, context)


@embeddable
@public_page
def map_of(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The map's own picture; the box in the address is what is looked at."""
    query = query_of(request)
    box = read_filters("incident", {name: values for name, values in query.items() if name == "bbox"}).get("bbox")
    selection, fields, standing = selected(request, standing, without=("bbox",))
    context = {
        "picture": picture_of(selection, box, targets_of(Address.of(reverse("pages:register"), fields), canonical(""))),
        "total": total(selection),
        "narrowing": narrowing(fields, standing),
        "whole": canonical(Address.of(reverse("pages:map"), {name: query[name][-1] for name in query}).url),
    }
    return embedded("map.html", _("Map of incidents"), standing, context)


@embeddable
@public_page
def incident(request: HttpRequest, standing: Standing, record_id: str) -> HttpResponseBase:
    known_only(request)
    edition = queries.edition_as_of("incident", record_id, standing)
    if edition is None:
        raise Http404
    if edition.op == Operation.MERGE:
        return HttpResponsePermanentRedirect(reverse("pages:embed_incident", args=[edition.merged_into]))
    if is_gone(edition):
        whole = canonical(reverse("pages:record", args=["incident", record_id]))
        return embedded("gone.html", _("This record is no longer shown"), standing, {"whole": whole}, status=410)
    return embedded("incident.html", "", standing, incident_context(edition))


def incident_context(edition: Edition) -> Mapping[str, Any]:
    document = cast(IncidentDocument, queries.document_of(edition))
    line = line_of(document)
    return {
        "title": document["title"],
        "line": line,
        "summary": document["summary"],
        "locator": locator(document["places"]),
        "whole": line.url,
    }


def selected(
    request: HttpRequest, standing: Standing, without: Container[str] = ()
) -> tuple[Selection, dict[str, str], Standing]:
    query = {name: values for name, values in query_of(request).items() if name not in without}
    walk = read_walk(request, "incident", query, standing)
    fields = {name: values[-1] for name, values in query.items()}
    return walk.selection, fields, replace(standing, seq=walk.selection.as_of)


def documents(selection: Selection, most: int) -> list[IncidentDocument]:
    entries = selection.ordered().select_related("edition")[:most]
    return [document for entry in entries if (document := incident_of(entry.edition)) is not None]


def months(selection: Selection, standing: Standing) -> Drawing | None:
    found = counted(selection, "month", COLUMNS, standing)
    rows = without_gaps(found.rows, "month")[-COLUMNS:]
    return drawn(CHARTS["incidents-by-month"], rows, Look(IN_PAGE, panel=PANEL)) if rows else None


def embedded(
    template: str, title: str, standing: Standing, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Rendered without the request, as every public page."""
    around = {"site": settings.SITE_NAME, "seq": standing.seq, "title": title}
    return HttpResponse(render_to_string(f"embeds/{template}", {**around, **context}), status=status)
