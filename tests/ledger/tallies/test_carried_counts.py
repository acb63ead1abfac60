"""Counts that were made at one seq are those counted anew at another, forwards and backwards; brute force agrees."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import orjson
import pytest

from ledger.caching import current_head
from ledger.grid import Box
from ledger.models import Edition
from ledger.selection import Selection, read_selection
from ledger.tallies import breakdown, clusters, facets, histogram, memory, total
from ledger.tallies.shapes import Facet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_memory")]
NAMES: tuple[Facet, ...] = (
    "type", "lane", "country", "district", "place", "actor", "publisher", "source", "tag", "killed_min", "precision",
)  # fmt: skip
WORLD = Box(-180, -90, 180, 90)


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
