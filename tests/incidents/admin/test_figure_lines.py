"""Figures are typed as one line each and come back as they were typed."""

from typing import Any

import pytest

from incidents.admin.figure_lines import FigureError, read_figures, write_figures

BOTH_WAYS = {
    "border guards: 2 killed": (2, 2, 2),
    "civilians: 3-5 injured": (3, None, 5),
    "civilians: 3-4-5 injured": (3, 4, 5),
    "attackers: at least 4 killed": (4, None, None),
    "all: up to 10 missing": (None, None, 10),
    "farmers: about 6 captured": (None, 6, None),
    "farmers: some injured": (None, None, None),
    "all: 0 killed": (0, 0, 0),
}


@pytest.mark.parametrize("line", BOTH_WAYS)
def test_a_line_is_read_and_written_back(line: str) -> None:
    (value,) = read_figures(line)
    assert (value["low"], value["best"], value["high"]) == BOTH_WAYS[line]
    assert write_figures([value]) == line


def test_what_else_is_known_of_the_party_is_kept() -> None:
    known = [{"party": "guards", "harm": "killed", "low": 1, "best": 1, "high": 1, "actor": "abc", "original": "one"}]
    (value,) = read_figures("guards: 2 killed", known)
    assert (value["best"], value["actor"], value["original"]) == (2, "abc", "one")


@pytest.mark.parametrize(
    "line",
    ["guards 2 killed", "guards: many killed", "guards: 5-3 killed", "guards: 2 dead", ": 2 killed", "a: -1 killed",
     f"a: {'9' * 5000} killed", "a: 9999999 killed", "a: ٢x killed"],
)  # fmt: skip
def test_a_line_that_cannot_be_meant_is_refused(line: str) -> None:
    with pytest.raises(FigureError):
        read_figures(line)


def test_empty_lines_say_nothing() -> None:
    nothing: list[dict[str, Any]] = []
    assert read_figures("\n  \n") == nothing
