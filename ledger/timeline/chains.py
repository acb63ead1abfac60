"""What came before an incident and what followed: others of those weeks that share an actor or a district with it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, cast

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, IntegerField, Q, Value
from django.urls import reverse

from ledger.documents import IncidentDocument
from ledger.models import Edition, IncidentEntry
from ledger.pages import words
from ledger.pages.dates import shown
from ledger.pages.standing import Standing
from ledger.search import name_key
from ledger.timeline.lanes import LANES

AROUND = timedelta(days=30)
# What may have happened at any time of so many days neither follows nor precedes.
VAGUEST = timedelta(days=31)
LOOKED_AT = 200
MOST = 6
MOST_OF_LANE_AT_FIRST = 2


class Found(NamedTuple):
    seq: int
    lane: str
    earliest: date


@dataclass(frozen=True, slots=True)
class ChainLink:
    id: str
    url: str
    title: str
    date: str
    type: str
    lane: str
    follows: bool


@dataclass(frozen=True, slots=True)
class ChainLane:
    """The links in order of time."""

    lane: str
    name: str
    links: tuple[ChainLink, ...]


def chain_of(document: IncidentDocument, standing: Standing) -> tuple[ChainLane, ...]:
    """At most six incidents within 30 days around this one, by lane: of each lane the nearest first. Two queries."""
    first = date.fromisoformat(document["date"]["earliest"])
    last = date.fromisoformat(document["date"]["latest"])
    if last - first > VAGUEST:
        return ()
    chosen = nearest(_around(document, first, last, standing), first)
    editions = Edition.objects.filter(seq__in=[found.seq for found in chosen], document__isnull=False)
    links = sorted((_link(edition, first) for edition in editions), key=lambda pair: pair[0])
    return tuple(
        ChainLane(lane, str(name), tuple(link for _earliest, link in links if link.lane == lane))
        for lane, name in LANES.items()
        if any(link.lane == lane for _earliest, link in links)
    )


def nearest(found: Iterable[Found], day: date) -> Sequence[Found]:
    """Some of each lane before more of one: a note and a meeting tell more than the sixth attack."""
    by_nearness = sorted(found, key=lambda one: (abs(one.earliest - day), one.earliest, one.seq))
    first: list[Found] = []
    more: list[Found] = []
    numbers = dict.fromkeys(LANES, 0)
    for one in by_nearness:
        lane = words.lane(one.lane)
        numbers[lane] += 1
        (first if numbers[lane] <= MOST_OF_LANE_AT_FIRST else more).append(one)
    return [*first, *more][:MOST]


def _around(document: IncidentDocument, first: date, last: date, standing: Standing) -> list[Found]:
    actors = [actor["id"] for actor in document["actors"] if actor["id"]]
    districts = [name_key(place["admin2"]) for place in document["places"] if place["admin2"]]
    if not actors and not districts:
        return []
    span = Func(F("earliest"), F("latest"), Value("[]"), function="daterange", output_field=DateRangeField())
    distance = Func(
        F("earliest"), Value(first), arg_joiner=" - ", template="abs(%(expressions)s)", output_field=IntegerField()
    )  # fmt: skip
    rows = (
        IncidentEntry.objects.as_of(standing.seq)
        .alias(span=span)
        .filter(
            Q(actor_ids__overlap=actors) | Q(districts__overlap=districts),
            span__overlap=DateRange(_days(first, -AROUND), _days(last, AROUND), "[]"),
            latest__lte=F("earliest") + VAGUEST,
        )
        .exclude(record_id=document["id"])
        .order_by(distance, "pk")
    )
    return [Found(*row) for row in rows.values_list("pk", "lane", "earliest")[:LOOKED_AT]]


def _days(day: date, many: timedelta) -> date:
    try:
        return day + many
    except OverflowError:
        return day


def _link(edition: Edition, day: date) -> tuple[str, ChainLink]:
    document = cast(IncidentDocument, json.loads(edition.document or ""))
    earliest = document["date"]["earliest"]
    url = reverse("pages:record_page", args=["incident", document["id"], document["slug"]])
    return earliest, ChainLink(
        document["id"], url, document["title"], shown(document["date"]), words.type_name(document["type"]),
        words.lane(document["type"]["lane"]), date.fromisoformat(earliest) > day,
    )  # fmt: skip
