"""Counts that were made at one seq are those counted anew at another, forwards and backwards; brute force agrees."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest

from ledger.caching import current_head
from ledger.grid import Box
from ledger.models import Edition
from ledger.selection import Selection, read_selection
from ledger.tallies import breakdown, clusters, facets, histogram, memory, total
from ledger.tallies.shapes import Facet
from tests.ledger.conftest import camp_place, vague_date

pytestmark = pytest.mark.django_db(transaction=True)
NAMES: tuple[Facet, ...] = (
    "type", "lane", "country", "district", "place", "actor", "publisher", "source", "tag", "killed_min", "precision",
)  # fmt: skip
WORLD = Box(-180, -90, 180, 90)


@pytest.fixture(autouse=True)
def empty_memory() -> Iterator[None]:
    memory.MEMORY.clear()
    yield
    memory.MEMORY.clear()


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
        day, month = chance.randint(1, 28), chance.randint(1, 12)
        first = f"20{chance.randint(18, 21)}-{month:02}-{day:02}"
        last = first if chance.random() < 0.7 else f"{first[:8]}28"
        killed = chance.choice([None, {"low": 1, "best": 1, "high": 12}, {"low": 3, "best": None, "high": None}])
        point = [65 + chance.randint(0, 9), 34 + chance.randint(0, 4)]
        actor = chance.choice(actors)["id"]
        return make_incident(
            date=vague_date(first, first, last, "day"), totals={"killed": killed} if killed else {},
            places=[{**camp_place(), "point": point, "precision": chance.choice(["site", "district"])}],
            actors=[{"id": actor, "slug": "x", "name": "X", "kind": "company", "role": "target", "as_named": ""}],
            countries=chance.sample(["TJ", "AF", "UZ"], 2), **overrides,
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


def selections() -> list[Selection]:
    head = current_head()
    queries: list[dict[str, list[str]]] = [{}, {"country": ["TJ"]}, {"killed_min": ["10"]}, {"from": ["2019-06-01"]}]
    return [
        read_selection("incident", {**query, "as_of": [str(seq)]}, head)
        for seq in {head.seq, max(head.seq - 3, 0), head.seq // 2}
        for query in queries
    ]


def answers(selection: Selection) -> tuple[Any, ...]:
    return (
        total(selection), histogram(selection), histogram(selection, "day"), histogram(selection, "year"),
        facets(selection, NAMES), clusters(selection, WORLD, 4), breakdown(selection, "type"),
        breakdown(selection, "actor"), breakdown(selection, "month"),
    )  # fmt: skip


def test_what_is_carried_over_equals_what_is_counted_anew(register: Callable[[int], None]) -> None:
    chance = random.Random(11)
    for step in range(30):
        register(chance.randint(0, 10))
        if step % 3 == 2:
            asked = selections()
            carried = [answers(selection) for selection in asked]
            memory.MEMORY.clear()
            assert carried == [answers(selection) for selection in asked]


def test_counts_are_those_of_the_documents(register: Callable[[int], None]) -> None:
    chance = random.Random(5)
    for _ in range(25):
        register(chance.randint(0, 10))
        selection = read_selection("incident", {}, current_head())
        documents = _documents()
        assert total(selection) == len(documents)
        found = {one.value: one.incidents for one in facets(selection, ["country"])["country"]}
        assert found == Counter(code for document in documents for code in document["countries"])
        days = Counter(one["date"]["earliest"] for one in documents if one["date"]["earliest"] == one["date"]["latest"])
        assert {bar.first.isoformat(): bar.incidents for bar in histogram(selection, "day").bars} == days
        assert sum(cluster.incidents for cluster in clusters(selection, WORLD, 5)) == len(documents)


def _documents() -> list[Any]:
    current = Edition.objects.current().filter(record="incident", document__isnull=False)
    documents = [orjson.loads(edition.document or "") for edition in current]
    return [document for document in documents if "withdrawn" not in document]
