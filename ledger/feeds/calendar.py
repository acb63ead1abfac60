"""iCalendar (RFC 5545) of incidents whose date is known to a month or better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

import orjson
from django.db.models import DateField, DurationField, ExpressionWrapper, F, Max, OuterRef, Subquery
from icalendar import Calendar, Event, vDate, vText

from ledger.documents import CEILING, IncidentDocument
from ledger.feeds.items import item_of, record_url, status_of, urn
from ledger.feeds.reading import Told, ended_of
from ledger.filters import entries_of, matching
from ledger.models import Edition, Operation
from ledger.pages.places import place_words
from ledger.querysets import EntryQuerySet
from ledger.selection import Selection

MEDIA_TYPE = "text/calendar; charset=utf-8"
LONGEST = 31  # days: what may have been on any day of a longer span would cover the calendar
YEARS = 2
MOST = 2_000


@dataclass(frozen=True, slots=True)
class Dated:
    """An edition and the days that it covers; of a withdrawn one, those that it covered."""

    edition: Edition
    earliest: date
    latest: date


def calendar_of(selection: Selection, name: str) -> bytes:
    """Six queries. Without `from` and `to`: the two years up to the newest incident."""
    rows = _dated(selection.entries())
    since = None if {"from", "to"} & selection.values.keys() else _window(rows)
    if since is not None:
        rows = rows.filter(latest__gte=since)
    dated = _rows(rows)
    dated = sorted([*dated, *_withdrawn(selection, since)], key=lambda row: row.edition.seq)
    return _calendar(name, dated)


def _calendar(name: str, dated: Sequence[Dated]) -> bytes:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Daftar//Incident register//EN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", vText(name))
    calendar.add(
        "X-WR-CALDESC",
        vText(
            f"Incidents whose date is known to a month or better; at most {MOST}, the newest. Without 'from' and 'to': "
            f"the {YEARS} years up to the newest incident. Dates are those of incidents, not of news."
        ),
    )
    for row in dated:
        calendar.add_component(_event(row))
    content: bytes = calendar.to_ical(sorted=False)
    return content


def _event(row: Dated) -> Event:
    edition, event = row.edition, Event()
    event.add("UID", vText(urn(edition.record, edition.record_id)))
    event.add("DTSTAMP", edition.at.replace(microsecond=0))
    event.add("LAST-MODIFIED", edition.at.replace(microsecond=0))
    event.add("SEQUENCE", edition.number)
    event.add("DTSTART", vDate(row.earliest))
    event.add("DTEND", vDate(row.latest + timedelta(days=1)))  # the first day that it does not cover
    if edition.is_tombstone or edition.document is None:
        status = status_of(edition)
        event.add("STATUS", "CANCELLED")
        event.add("SUMMARY", vText(f"[{status.capitalize()}] incident {edition.record_id}"))
        event.add("URL", record_url("incident", edition.record_id))
        event.add("TRANSP", "TRANSPARENT")
        return event
    document = cast(IncidentDocument, orjson.loads(edition.document))
    _fill(event, edition, document)
    return event


def _fill(event: Event, edition: Edition, document: IncidentDocument) -> None:
    told = item_of(Told(edition, edition.at, edition.at))
    event.add("SUMMARY", vText(document["title"]))
    event.add("DESCRIPTION", vText(told.summary))
    event.add("URL", told.url)
    if document["places"]:
        event.add("LOCATION", vText("; ".join(place_words(place).text for place in document["places"])))
    if told.point is not None:
        longitude, latitude = told.point
        event.add("GEO", (latitude, longitude))
    event.add("CATEGORIES", [tag for tag in told.tags if tag])
    is_day = document["date"]["earliest"] == document["date"]["latest"] and not document["date"]["approximate"]
    event.add("TRANSP", "OPAQUE" if is_day else "TRANSPARENT")
    event.add("X-EDTF", vText(document["date"]["edtf"]))
    event.add("STATUS", "CONFIRMED")


def _dated(rows: EntryQuerySet) -> EntryQuerySet:
    # Two days taken from one another give a span of time here, as Django asks PostgreSQL for it.
    span = ExpressionWrapper(F("latest") - F("earliest"), output_field=DurationField())
    exact: EntryQuerySet = rows.annotate(span=span).filter(span__lt=timedelta(days=LONGEST))
    return exact


def _window(rows: EntryQuerySet) -> date | None:
    newest: date | None = rows.aggregate(newest=Max("earliest"))["newest"]
    return newest - timedelta(days=YEARS * 366) if newest is not None else None


def _rows(rows: EntryQuerySet) -> list[Dated]:
    found = rows.select_related("edition").order_by("-earliest", "-latest", "-record_id")[:MOST]
    return [Dated(row.edition, row.earliest, row.latest) for row in found if row.edition.document is not None]


def _withdrawn(selection: Selection, since: date | None) -> list[Dated]:
    """A calendar that holds the event shall strike it out. Of a redacted one not even the date is left: it only goes
    missing."""
    fitting = matching("incident", selection.values, entries_of("incident"), selection.as_of)
    last = fitting.filter(record_id=OuterRef("record_id"), pk__lt=OuterRef("pk")).order_by("-pk")
    ended = ended_of(selection, Edition.objects.as_of(selection.as_of)).exclude(op=Operation.REDACT)
    dated = ended.annotate(
        earliest=Subquery(last.values("earliest")[:1], output_field=DateField()),
        latest=Subquery(last.values("latest")[:1], output_field=DateField()),
    ).filter(earliest__isnull=False, latest__gte=since or date.min, latest__lt=CEILING)
    rows = [Dated(row, row.earliest, row.latest) for row in dated.order_by("-seq")[:MOST]]
    return [row for row in rows if (row.latest - row.earliest).days < LONGEST]
