"""What an incident's record does not say is said as such, from its document alone."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger.pages.unknowns import what_is_not_known

Make = Callable[..., Any]


def said(document: Any) -> str:
    return " ".join(what_is_not_known(document))


def test_a_day_that_may_be_one_of_several_is_not_known(make_incident: Make) -> None:
    document = make_incident()
    document["date"] |= {"time_of_day": "", "latest": "2025-11-30"}
    assert "The day is not known" in said(document)


def test_a_day_is_known(make_incident: Make) -> None:
    document = make_incident()
    document["date"] |= {"time_of_day": "", "latest": "2025-11-26"}
    assert "day" not in said(document)


@pytest.mark.parametrize(("precision", "known"), [("site", True), ("place", True), ("near", False), ("adm2", False)])
def test_a_district_is_no_exact_place(make_incident: Make, precision: str, known: bool) -> None:
    document = make_incident()
    document["places"][0]["precision"] = precision
    assert ("The exact place is not known." in said(document)) is not known


def test_an_attack_without_an_initiator_says_so(make_incident: Make) -> None:
    assert "Nobody is named as the one who began it." in said(make_incident())


def test_a_figure_without_a_top_says_of_whom(make_incident: Make) -> None:
    document = make_incident()
    document["casualties"][0] |= {"best": None, "high": None}
    assert "How many were killed at most is not known (workers)." in said(document)


def test_one_origin_is_no_confirmation(make_incident: Make) -> None:
    assert "one origin" in said(make_incident(origins=1))
    assert "one origin" not in said(make_incident(origins=2))
