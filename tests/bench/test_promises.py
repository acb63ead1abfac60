"""What the benchmark says of its figures."""

from typing import Any

import pytest

from tests.bench.operations import Operation, among
from tests.bench.pages import selections
from tests.bench.results import compared, quick, told


def results(n: int, p50: float) -> dict[str, Any]:
    return {"n": n, "operations": [{"name": "search_page_hot", "p50_ms": p50, "p95_ms": p50}]}


@pytest.mark.parametrize(("p50", "p95", "holds"), [(100, 300, True), (100.1, 200, False), (20, 301, False)])
def test_a_page_has_a_tenth_of_a_second(p50: float, p95: float, holds: bool) -> None:
    (promise,) = quick([("timeline_first_cold", p50, p95)])
    assert promise.holds is holds
    assert told([promise]).startswith("holds" if holds else "DOES NOT HOLD")


@pytest.mark.parametrize(("large", "holds"), [(15.0, True), (15.1, False)])
def test_a_large_register_may_take_half_as_long_again(large: float, holds: bool) -> None:
    (promise,) = compared(results(10_000, 10.0), results(1_000_000, large), ["search_page_hot"])
    assert promise.holds is holds


def test_what_was_not_measured_is_said() -> None:
    (promise,) = compared(results(10_000, 1.0), results(1_000_000, 1.0), ["map_clusters_hot"])
    assert promise.holds is None
    assert told([promise]).startswith("NOT MEASURED")


@pytest.mark.parametrize(
    ("only", "names"),
    [((), ["facets_hot", "facets_cold", "list_page"]), (("facets",), ["facets_hot", "facets_cold"]),
     (("facets_cold", "list_page"), ["facets_cold", "list_page"]), (("list_pag",), [])],
)  # fmt: skip
def test_operations_are_chosen_by_what_their_names_begin_with(only: tuple[str, ...], names: list[str]) -> None:
    asked = [Operation(name) for name in ("facets_hot", "facets_cold", "list_page")]
    assert [one.name for one in among(asked, only)] == names


def test_nothing_cold_is_asked_twice() -> None:
    unknown = selections(["a000000001", "a000000002"], 1)
    asked = [tuple(next(unknown).items()) for _ in range(240)]
    assert len(set(asked)) == len(asked)
