"""Casualty figures follow from claims; unknown is not zero."""

import pytest

from incidents.figures import ClaimedFigure, Figure, figures, independent_origins, totals


def claimed(*numbers: tuple[int | None, int | None, int | None], **more: object) -> list[ClaimedFigure]:
    return [ClaimedFigure("guards", "killed", *n, origin=i, **more) for i, n in enumerate(numbers)]  # type: ignore[arg-type]  # keyword values vary by test


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([(2, 2, 2)], Figure(2, 2, 2, "a single account")),
        ([(2, 2, 2), (2, 2, 2)], Figure(2, 2, 2, "2 independent accounts agree")),
        ([(2, 2, 2), (1, 1, 1)], Figure(1, None, 2, "2 accounts differ")),
        ([(24, None, None)], Figure(24, None, None, "only a lower bound is reported")),
        ([(24, None, None), (36, 36, 36)], Figure(24, 36, 36, "2 independent accounts agree")),
        ([(40, None, None), (36, 36, 36)], Figure(36, 36, None, "2 independent accounts agree")),
        ([(None, None, None)], Figure(None, None, None, "reported without a figure")),
        ([(0, 0, 0)], Figure(0, 0, 0, "a single account")),
    ],
)
def test_a_figure_follows_from_its_claims(numbers: list[tuple[int, int, int]], expected: Figure) -> None:
    assert figures(claimed(*numbers))["guards", "killed"] == expected


def test_the_most_credible_account_gives_the_best_figure() -> None:
    two, one = claimed((2, 2, 2), credibility=2), claimed((1, 1, 1), credibility=4)
    assert figures([*two, *one])["guards", "killed"] == Figure(1, 2, 2, "the most credible of several accounts")


def test_reports_of_one_account_are_not_independent() -> None:
    same = [ClaimedFigure("guards", "killed", 2, 2, 2, origin="ministry") for _ in range(3)]
    assert figures(same)["guards", "killed"].basis == "several reports of one account"


def test_totals_are_only_as_known_as_their_parts() -> None:
    rows = [ClaimedFigure("a", "killed", 3, 3, 3, 0), ClaimedFigure("b", "killed", 2, None, None, 0)]
    assert totals(rows) == {"killed": (5, None, None)}


def test_a_total_that_is_told_is_not_added_to_its_parts() -> None:
    rows = [ClaimedFigure("all", "killed", 17, 17, 17, 0), ClaimedFigure("guards", "killed", 2, 2, 2, 0)]
    assert totals(rows) == {"killed": (17, 17, 17)}


def test_sources_that_share_a_mark_have_one_origin() -> None:
    origins = independent_origins({"a": ("m",), "b": ("m", "n"), "c": ("n",), "d": ("x",)})
    assert len({origins["a"], origins["b"], origins["c"]}) == 1
    assert origins["d"] not in (origins["a"],)
