"""What followed: incidents of those weeks that share an actor or a district, some of each lane, few in all."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ledger.caching import current_head
from ledger.documents import IncidentDocument
from ledger.pages.standing import Standing
from ledger.timeline.chains import ChainLane, Found, chain_of, nearest

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def on(day: str, last: str = "") -> dict[str, object]:
    return {
        "edtf": day, "earliest": day, "latest": last or day, "extent": "once_within", "approximate": False,
        "uncertain": False, "precision": "day", "date_text": "", "date_label": "", "time_of_day": "",
    }  # fmt: skip


def chain(document: IncidentDocument) -> tuple[ChainLane, ...]:
    head = current_head()
    return chain_of(document, Standing(head, head.seq))


@pytest.fixture
def attack(make_incident: Make) -> IncidentDocument:
    return make_incident(date=on("2025-11-26"))  # type: ignore[no-any-return]  # a document


def test_a_note_that_follows_is_told(publish: Make, make_incident: Make, attack: IncidentDocument) -> None:
    talks = {**attack["type"], "lane": "diplomacy"}
    publish(attack, make_incident(title="A note", date=on("2025-12-03"), type=talks))
    ((diplomacy),) = chain(attack)
    assert diplomacy.lane == "diplomacy"
    assert [(link.title, link.follows) for link in diplomacy.links] == [("A note", True)]


@pytest.mark.parametrize(
    "other",
    [
        {"date": on("2026-01-10")},
        {"date": on("2025-01-01", "2025-12-31")},
        {"date": on("2025-12-01"), "actors": [], "places": []},
    ],
)
def test_what_is_far_or_vague_or_of_others_is_not(
    publish: Make, make_incident: Make, attack: IncidentDocument, other: dict[str, object]
) -> None:
    publish(attack, make_incident(**other))
    assert chain(attack) == ()


def test_there_are_at_most_six_in_two_queries(
    publish: Make, make_incident: Make, attack: IncidentDocument, django_assert_num_queries: Make
) -> None:
    publish(attack, *(make_incident(date=on(f"2025-12-{n:02}")) for n in range(1, 12)))
    head = current_head()
    with django_assert_num_queries(2):
        lanes = chain_of(attack, Standing(head, head.seq))
    assert sum(len(lane.links) for lane in lanes) == 6


def test_some_of_each_lane_come_before_more_of_one() -> None:
    attacks = [Found(n, "violence", date(2025, 12, n)) for n in range(1, 10)]
    note = Found(50, "diplomacy", date(2025, 12, 20))
    assert note in nearest([*attacks, note], date(2025, 12, 1))
