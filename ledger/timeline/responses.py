"""What was said and agreed within a month after acts of violence, for the cards of a list: one query for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.urls import reverse

from ledger.models import Edition
from ledger.pages import words
from ledger.timeline.periods import called

DAYS = 30
# What may have happened at any time of more days, or has no known end, cannot be said to follow.
VAGUEST = 31
MOST = 2
# After each act, so many of the records that follow are looked at, and no more: a page stays quick in a busy month.
LOOKED_AT = 40
FOLLOWING = """
    SELECT act.record_id, following.record_id, following.type_code, following.earliest, following.latest
    FROM ledger_incidententry AS act CROSS JOIN LATERAL (
        SELECT near.* FROM (
            SELECT entry.* FROM ledger_incidententry AS entry
            WHERE entry.earliest BETWEEN act.latest AND act.latest + %(days)s
                AND entry.latest <= entry.earliest + %(vaguest)s AND entry.lane = 'diplomacy'
                AND (entry.superseded_by IS NULL OR entry.superseded_by > %(as_of)s) AND entry.seq <= %(as_of)s
            ORDER BY entry.earliest, entry.latest, entry.record_id LIMIT %(looked_at)s
        ) AS near
        WHERE near.actor_ids && act.actor_ids OR near.districts && act.districts
        ORDER BY near.earliest, near.latest, near.record_id LIMIT %(most)s
    ) AS following
    WHERE act.seq = ANY(%(seqs)s) AND act.lane = 'violence'
    ORDER BY act.seq, following.earliest, following.latest, following.record_id
"""


@dataclass(frozen=True, slots=True)
class Response:
    """It shares an actor or a district with the act: that it answers it, a reader may judge."""

    url: str
    type: str
    date: str


def responses_to(shown: Iterable[Edition], as_of: int) -> Mapping[str, tuple[Response, ...]]:
    """By the id of the act; those without are left out."""
    asked: dict[str, Any] = {
        "seqs": [edition.seq for edition in shown], "as_of": as_of, "days": DAYS, "vaguest": VAGUEST,
        "looked_at": LOOKED_AT, "most": MOST,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(FOLLOWING, asked)
        rows = cursor.fetchall()
    found: dict[str, tuple[Response, ...]] = {}
    for act, *following in rows:
        found[act] = (*found.get(act, ()), _response(*following))
    return found


def _response(record_id: str, code: str, first: date, last: date) -> Response:
    url = reverse("pages:record", args=["incident", record_id])
    return Response(url, words.word(words.TYPES, code), called(first, last))
