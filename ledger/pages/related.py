"""What stands around an incident: before and after it in time, the timelines that hold it, what happened nearby."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ledger import paging
from ledger.documents import IncidentDocument
from ledger.filters import entries_of
from ledger.models import RecordEntry
from ledger.pages import words
from ledger.pages.cards import days_around, incident_of, near_point
from ledger.pages.dates import shown
from ledger.pages.standing import Standing

TIMELINES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    words: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The incident before and the one after, in the register's order of time."""

    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class Related:
    """`around` are questions to the register: what happened about that time, in that area, or both."""

    timelines: tuple[Link, ...]
    around: tuple[Link, ...]


def neighbours(document: IncidentDocument, standing: Standing) -> Neighbours:
    """Two queries, each of one row."""
    key = (document["date"]["earliest"], document["date"]["latest"], document["id"])
    order = paging.ORDERS["date"]
    later, earlier = (_first_beyond(one, key, standing) for one in (order, order.reversed()))
    return Neighbours(earlier, later)


def related(document: IncidentDocument, standing: Standing) -> Related:
    """One query."""
    return Related(_timelines(document["id"], standing), around(document))


def around(document: IncidentDocument) -> tuple[Link, ...]:
    """Pure: addresses of the register, narrowed to the time and the area of this incident."""
    time, area = days_around(document["date"]), _area(document)
    both = {**time, **area}
    links = (
        (time, _("Within 14 days")),
        (area, _("Within 25 km") if "near" in area else _("At the same place")),
        (both, _("Within 14 days and 25 km") if "near" in area else _("Within 14 days at the same place")),
    )
    asked: dict[str, str] = {}
    for query, said in links:
        if query and (query is not both or (time and area)):
            asked[said] = f"{reverse('pages:register')}?{urlencode(query)}"
    return tuple(Link(url, said) for said, url in asked.items())


def _area(document: IncidentDocument) -> dict[str, str]:
    """Around a point; where there is none, the first place that has a record."""
    place = next((place["id"] for place in document["places"] if place["id"]), None)
    return near_point(document["places"]) or ({"place": place} if place else {})


def _timelines(incident_id: str, standing: Standing) -> tuple[Link, ...]:
    holding = RecordEntry.objects.as_of(standing.seq).filter(record="timeline", incident_ids__contains=[incident_id])
    found = holding.order_by("sort_name", "record_id").values_list("slug", "name")[:TIMELINES_SHOWN]
    return tuple(Link(reverse("pages:timeline", args=[slug]), name) for slug, name in found)


def _first_beyond(order: paging.Order, key: paging.Key, standing: Standing) -> Link | None:
    current = entries_of("incident").as_of(standing.seq).filter(edition__document__isnull=False)
    row: Any = paging.ordered(order, paging.beyond(order, current, key)).select_related("edition").first()
    document = incident_of(row.edition) if row else None
    return _link(document) if document else None


def _link(document: IncidentDocument) -> Link:
    url = reverse("pages:record_page", args=["incident", document["id"], document["slug"]])
    return Link(url, document["title"], words.sentence(shown(document["date"])))
