"""The rule behind a figure is told in the reader's language, in the very words that figures are published with."""

import pytest
from django.utils import translation

from incidents.figures import ClaimedFigure, figures
from ledger.pages.bases import basis_words


def claimed(best: int | None, origin: str, low: int | None = None, credibility: int | None = None) -> ClaimedFigure:
    return ClaimedFigure("all", "killed", low, best, best, origin, credibility)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([claimed(3, "a")], "единственное сообщение"),
        ([claimed(3, "a"), claimed(3, "a")], "несколько передач одного сообщения"),
        ([claimed(3, "a"), claimed(3, "b")], "совпадают 2 независимых сообщения"),
        ([claimed(3, "a"), claimed(4, "b")], "расходятся 2 сообщения"),
        ([claimed(3, "a", credibility=1), claimed(4, "b")], "самое достоверное из нескольких сообщений"),
        ([claimed(None, "a", low=2)], "названа только нижняя граница"),
        ([claimed(None, "a")], "сообщается без числа"),
    ],
)
def test_every_rule_of_the_figures_is_known(claims: list[ClaimedFigure], expected: str) -> None:
    basis = figures(claims)["all", "killed"].basis
    assert basis_words(basis) == basis
    with translation.override("ru"):
        assert basis_words(basis) == expected


def test_an_unknown_rule_stays_as_it_is() -> None:
    with translation.override("ru"):
        assert basis_words("by vote") == "by vote"
