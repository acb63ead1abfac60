"""The index tells what PostgreSQL tells: of any filters, at any seq, while the register grows and is corrected."""

import random
import threading
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.caching import current_head
from ledger.grid import Box
from ledger.selection import Selection, read_selection
from ledger.tallies import areas, breakdown, clusters, facets, histogram, total
from ledger.tallies.index import keeping, loading
from ledger.tallies.index.keeping import KEEPER
from ledger.tallies.shapes import UNITS, Breakdown, Facet
from tests.ledger.conftest import CAMP, DISTRICT
from tests.ledger.tallies.conftest import forget, indexed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_memory", "no_index")]
NEVER = 10**12
BOXES = (Box(-180, -90, 180, 90), Box(66, 34, 71, 37))
FACETS: tuple[Facet, ...] = get_args(Facet)
FILTERS: dict[str, tuple[str, ...]] = {
    "q": ("drone", "shohin -drone"), "from": ("2018-02-03", "2020-06-01"), "to": ("2021-11-12", "2022-01-01"),
    "certainty": ("certainly",), "type": ("attack", "attack.drone,talks"), "lane": ("armed",), "role": ("target",),
    "facility": (CAMP,), "place": (DISTRICT,), "country": ("AF", "TJ,UZ"), "district": ("Shohin", "Panj", "!"),
    "bbox": ("66,34,71,37",), "killed_min": ("1", "4"), "killed_max": ("11", "99"), "injured_min": ("0", "70"),
    "injured_max": ("150", "999"), "place_precision": ("site",), "tag": ("gold",), "publisher": ("courier.example",),
    "actor_kind": ("company",), "relation": ("target",), "region": ("Khatlon",), "facility_kind": ("camp",),
}  # fmt: skip


@pytest.fixture
def no_index() -> Iterator[None]:
    yield
    KEEPER.clear()


def some_query(chance: random.Random, actors: list[str]) -> dict[str, list[str]]:
    query = {name: [chance.choice(FILTERS[name])] for name in chance.sample(sorted(FILTERS), chance.randint(0, 3))}
    if chance.random() < 0.3:
        query["actor"] = [chance.choice(actors)]
    if not any(name in query for name in ("from", "to", "killed_min", "killed_max", "injured_min", "injured_max")):
        query.pop("certainty", None)
    return query


ACTORS = ["a000000001", "a000000002", "a000000003"]


def selected(query: dict[str, list[str]], as_of: int | None = None) -> Selection:
    head = current_head()
    return read_selection("incident", {**query, "as_of": [str(head.seq if as_of is None else as_of)]}, head)


def answers(selection: Selection) -> list[Any]:
    return [
        total(selection), areas(selection), facets(selection, FACETS, 3), facets(selection, FACETS),
        histogram(selection),
        *(histogram(selection, unit) for unit in UNITS), *(clusters(selection, box, 4) for box in BOXES),
        *(breakdown(selection, by, 3) for by in get_args(Breakdown)),
    ]  # fmt: skip


def told_by(few: int, selections: list[Selection]) -> list[list[Any]]:
    forget()
    with indexed(few):
        return [answers(selection) for selection in selections]


def made() -> None:
    """The first question begins it."""
    with indexed():
        total(selected({}))


def test_the_index_tells_what_the_database_tells(register: Callable[[int], None]) -> None:
    chance = random.Random(3)
    for _ in range(12):
        register(0)
    made()
    for _ in range(6):
        for _ in range(7):
            register(chance.randint(0, 10))
        seq = current_head().seq
        selections = [selected(some_query(chance, ACTORS), chance.choice([seq, seq, seq // 2])) for _ in range(6)]
        assert told_by(0, selections) == told_by(NEVER, selections)
        assert KEEPER.index is not None
        assert KEEPER.index.seq == seq


def test_the_database_is_asked_once_for_what_the_index_cannot_tell(register: Callable[[int], None]) -> None:
    for _ in range(8):
        register(0)
    made()
    names = [name for name in FACETS if name != "source"]
    by_sets, by_words = selected({"country": ["TJ"], "from": ["2019-01-01"]}), selected({"q": ["drone"]})
    for selection, questions in ((by_sets, 0), (by_words, 2)):  # an estimate comes before a search
        with indexed(), CaptureQueriesContext(connection) as asked:
            facets(selection, names)
            histogram(selection)
        read = [query["sql"] for query in asked if "FROM" in query["sql"] and "redact" not in query["sql"]]
        assert len(read) == questions


def test_editions_that_came_since_are_one_question(register: Callable[[int], None]) -> None:
    for _ in range(8):
        register(0)
    made()
    register(0)
    register(5)
    selection = selected({})
    with indexed(), CaptureQueriesContext(connection) as asked:
        total(selection)
    assert len(asked) == 2


def test_many_may_ask_at_once(register: Callable[[int], None]) -> None:
    for _ in range(10):
        register(0)
    made()
    for kind in (0, 5, 6, 9, 0, 8):
        register(kind)
    selections = [selected({}), selected({"country": ["TJ"]}), selected({"q": ["drone"]})] * 2
    expected = told_by(NEVER, selections)
    forget()
    found: list[Any] = [None] * len(selections)

    def ask(place: int) -> None:
        try:
            found[place] = answers(selections[place])
        finally:
            connection.close()

    with indexed():
        threads = [threading.Thread(target=ask, args=(place,)) for place in range(len(selections))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == expected


def test_one_that_fails_half_way_leaves_nothing(
    register: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(6):
        register(0)
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    usual, parts = loading.loaded, iter(range(2))

    def failing(after: int, last: int) -> Any:
        next(parts)
        return usual(after, last)

    monkeypatch.setattr(loading, "loaded", failing)
    made()
    assert KEEPER.index is None
    with indexed():
        assert total(selected({})) == 6
    assert KEEPER.index is None


def test_one_that_would_be_too_large_is_not_kept(
    register: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(6):
        register(0)
    monkeypatch.setattr(KEEPER, "largest", 1_000)
    made()
    assert KEEPER.index is None
    with indexed():
        assert total(selected({})) == 6
    assert KEEPER.index is None
