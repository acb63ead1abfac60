"""A card of violence leads to what was said and agreed in the thirty days after it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Edition
from ledger.timeline.responses import Response, responses_to

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
NOTE = {"code": "protest_note", "name": "Protest", "parent": "diplomacy", "parent_name": "Diplomacy",
        "lane": "diplomacy"}  # fmt: skip
ATTACK = {"code": "shelling", "name": "Shelling", "parent": "explosions_remote_violence", "lane": "violence"}


@pytest.fixture
def happened(publish: Make, make_incident: Make) -> Make:
    def happen(id_: str, day: str, type_: dict[str, str], actor: str = "a000000001", last: str = "") -> None:
        usual = make_incident()
        named = {"id": actor, "slug": "x", "name": "X", "kind": "state", "role": "participant", "as_named": ""}
        date = {**usual["date"], "edtf": day, "earliest": day, "latest": last or day, "extent": "once_within"}
        publish({**usual, "id": id_, "date": date, "type": {**usual["type"], **type_}, "actors": [named],
                 "places": []})  # fmt: skip

    return happen


def followers() -> dict[str, list[str]]:
    found = responses_to(Edition.objects.all(), Edition.objects.count())
    return {act: [one.url.split("/")[-2] for one in responses] for act, responses in found.items()}


def test_a_note_that_shares_an_actor_follows_and_says_when(happened: Make) -> None:
    happened("n000000001", "2025-11-26", ATTACK)
    happened("n000000002", "2025-11-28", NOTE)
    url = reverse("pages:record", args=["incident", "n000000002"])
    expected = {"n000000001": (Response(url, "Protest or condemnation", "28 November 2025"),)}
    assert responses_to(Edition.objects.all(), 2) == expected
    assert responses_to(Edition.objects.all(), 1) == {}


@pytest.mark.parametrize(
    ("day", "type_", "actor"),
    [
        ("2025-11-25", NOTE, "a000000001"),
        ("2025-12-27", NOTE, "a000000001"),
        ("2025-11-28", ATTACK, "a000000001"),
        ("2025-11-28", NOTE, "a000000002"),
    ],
    ids=["before", "too late", "violence again", "of others"],
)
def test_nothing_else_follows(happened: Make, day: str, type_: dict[str, str], actor: str) -> None:
    happened("n000000001", "2025-11-26", ATTACK)
    happened("n000000002", day, type_, actor)
    assert followers() == {}


@pytest.mark.parametrize("last", ["9999-12-31", "2026-11-28"])
def test_what_has_no_end_or_a_vague_date_is_not_said_to_follow(happened: Make, last: str) -> None:
    happened("n000000001", "2025-11-26", ATTACK)
    happened("n000000002", "2025-11-28", NOTE, last=last)
    assert followers() == {}


def test_the_nearest_two_stand_on_the_card(happened: Make) -> None:
    happened("n000000001", "2025-11-26", ATTACK)
    for number in (5, 4, 3):
        happened(f"n00000000{number}", f"2025-12-0{number}", NOTE)
    assert followers() == {"n000000001": ["n000000003", "n000000004"]}
    assert "Within 30 days after:" in Client().get("/").content.decode()
