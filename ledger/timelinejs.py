"""Any list of incidents as TimelineJS 3 reads it: its JSON, with dates as exact as they are known and no more."""

from html import escape
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from ledger.documents import CEILING, FLOOR, DateDocument, IncidentDocument
from ledger.models import LedgerHead
from ledger.pages.dates import shown
from ledger.pages.figures import totals_words
from ledger.pages.words import sentence
from ledger.selection import page_of, read_selection
from ledger.serving import served

# The library draws every event at once, and more make a phone stand still.
MOST_EVENTS = 500
TITLE_ID = "title"
Object = dict[str, Any]


@served
def timeline(request: HttpRequest, head: LedgerHead) -> HttpResponseBase:
    """From the first incident on, or in the order that was asked for, as far as the timeline can hold it."""
    query = dict(request.GET.lists())
    selection = read_selection("incident", query if "sort" in query else {**query, "sort": ["date"]}, head)
    page = page_of(selection, limit=MOST_EVENTS)
    documents: list[IncidentDocument] = [orjson.loads(row.document) for row in page.rows]
    body = timeline_of(
        documents, name=settings.SITE_NAME, site=settings.SITE_URL, seq=selection.as_of,
        complete=page.following is None,
    )  # fmt: skip
    return HttpResponse(orjson.dumps(body), content_type="application/json", headers={"X-Robots-Tag": "noindex"})


def timeline_of(documents: list[IncidentDocument], *, name: str, site: str, seq: int, complete: bool) -> Object:
    """`complete` says that there are no more. Whatever is left out is told on the first slide."""
    events = [event(document, site) for document in documents if not _dateless(document["date"])]
    said = [f"The register as it stood at edition {seq}: {len(events)} incidents."]
    if not complete:
        said.append(f"The list is longer: a timeline holds its first {MOST_EVENTS}.")
    left_out = len(documents) - len(events)
    if left_out:
        said.append(f"Left out, since nothing is known of their dates: {left_out}.")
    text = f'<p>{escape(" ".join(said))}</p><p><a href="{escape(site)}/">{escape(name)}</a></p>'
    title = {"unique_id": TITLE_ID, "text": {"headline": escape(f"{name}: incidents"), "text": text}}
    return {"scale": "human", "title": title, "events": events}


def event(document: IncidentDocument, site: str) -> Object:
    """`unique_id` is always given: the library would make one from the headline, and a correction break bookmarks."""
    start, end = _days(document["date"])
    type_ = document["type"]
    slide = {
        "unique_id": document["id"],
        "start_date": start,
        "display_date": sentence(shown(document["date"])),
        "text": {"headline": escape(document["title"]), "text": _text(document, site)},
        "group": type_["parent_name"] or type_["name"],
    }
    return {**slide, "end_date": end} if end else slide


def _text(document: IncidentDocument, site: str) -> str:
    """The library takes it for HTML."""
    address = f"{site}{reverse('pages:record_page', args=['incident', document['id'], document['slug']])}"
    place = document["places"][0]["name"] if document["places"] else ""
    paragraphs = [document["summary"], place, ", ".join(totals_words(document["totals"]))]
    told = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph)
    return f'{told}<p><a href="{escape(address)}">Sources and statements</a></p>'


def _dateless(date: DateDocument) -> bool:
    return date["earliest"] == FLOOR and date["latest"] == CEILING


def _days(date: DateDocument) -> tuple[Object, Object | None]:
    """Without the parts that are not known. What has no beginning stands at its end."""
    first, last = date["earliest"], date["latest"]
    if date["precision"] in ("month", "year") and first[:4] == last[:4]:
        return _parts(first, 1 if date["precision"] == "year" else 2), None
    if first == FLOOR:
        return _parts(last), None
    return _parts(first), _parts(last) if last not in (first, CEILING) else None


def _parts(day: str, known: int = 3) -> Object:
    return dict(zip(("year", "month", "day"), map(int, day.split("-")[:known]), strict=False))
