"""A random register, and whether the index or PostgreSQL counts it."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ledger.documents import CEILING, FLOOR
from ledger.tallies import memory
from ledger.tallies.index import selecting
from ledger.tallies.index.keeping import KEEPER
from tests.ledger.conftest import DISTRICT, attack_type, camp_place, vague_date

TYPES: tuple[dict[str, Any], ...] = (
    {},
    {"code": "attack", "parent": None},
    {"code": "talks", "parent": None, "lane": "diplomacy"},
)
ROLES = ("target", "perpetrator")


@pytest.fixture
def empty_memory() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    memory.MEMORY.clear()
    selecting.ASKED.clear()
    selecting.SELECTED.clear()


@contextmanager
def indexed(few: int = 0) -> Iterator[None]:
    """Within it the index counts registers of at least so many editions."""
    usual, KEEPER.few = KEEPER.few, few
    try:
        yield
    finally:
        KEEPER.few = usual
        if KEEPER.thread is not None:
            KEEPER.thread.join()


def some_date(chance: random.Random) -> dict[str, Any]:
    """A day, a part of a month, some years, or a span that is open at one end."""
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    first = f"20{chance.randint(18, 21)}-{month:02}-{day:02}"
    last = chance.choice([first, first, first, f"{first[:8]}28", "2023-05-01", CEILING])
    if chance.random() < 0.1:
        first = FLOOR
    extent = chance.choice(["once_within", "throughout"])
    return {**vague_date(first, first, last, "day"), "extent": extent}


@pytest.fixture
def register(
    make_incident: Callable[..., Any], publish: Callable[..., Any], withdraw: Callable[..., Any],
    merge: Callable[..., Any], make_actor: Callable[..., Any], redact: Callable[..., Any],
) -> Callable[[int], None]:  # fmt: skip
    """One random act after another: new incidents, corrections, withdrawals, merges of incidents and of actors."""
    chance, actors = random.Random(7), [make_actor() for _ in range(4)]
    incidents: list[dict[str, Any]] = []
    publish(*actors)

    def some(**overrides: Any) -> Any:
        killed = chance.choice([None, {"low": 1, "best": 1, "high": 12}, {"low": 3, "best": None, "high": None}])
        injured = chance.choice([None, {"low": 0, "best": None, "high": chance.randint(0, 300)}])
        point = [65 + chance.randint(0, 9), 34 + chance.randint(0, 4)]
        totals = {harm: bounds for harm, bounds in (("killed", killed), ("injured", injured)) if bounds}
        return make_incident(
            date=some_date(chance), totals=totals, type={**attack_type(), **chance.choice(TYPES)},
            places=[{
                **camp_place(), "point": point, "precision": chance.choice(["site", "district", "adm2"]),
                "admin2": chance.choice(["Shohin", "Панҷ", None]), "id": chance.choice([DISTRICT, "p000000903"]),
            }],
            actors=[
                {"id": actor["id"], "slug": "x", "name": "X", "kind": "company", "role": role, "as_named": ""}
                for actor, role in zip(chance.sample(actors, min(2, len(actors))), ROLES, strict=False)
            ],
            countries=chance.sample(["TJ", "AF", "UZ"], 2), tags=chance.sample(["drone", "border", "gold"], 2),
            **overrides,
        )  # fmt: skip

    def act(kind: int) -> None:
        if kind < 5 or len(incidents) < 4:
            incidents.append(some())
            publish(incidents[-1])
        elif kind == 5:
            withdraw(incidents.pop(chance.randrange(len(incidents))))
        elif kind == 6:
            merge(incidents.pop(), into=incidents[0])
        elif kind == 7 and len(actors) > 1:
            merge(actors.pop(), into=actors[0])
        elif kind == 8:
            redact(incidents[1], earlier=True)
        else:
            place = chance.randrange(len(incidents))
            incidents[place] = some(id=incidents[place]["id"])
            publish(incidents[place])

    return act
