"""Candidates for "the same incident", with reasons that an editor can judge."""

from dataclasses import replace
from datetime import date

import pytest

from incidents.dates.span import DateSpan
from pipeline.data import KnownIncident, SuggestedActor, SuggestedCasualties, SuggestedIncident, SuggestedPlace
from pipeline.link import match

DAY = date(2025, 11, 26)
KNOWN = KnownIncident(
    "abc", "armed_clash", DateSpan(DAY, DAY), ("Shamsiddin Shohin District",), ("TJ",), ("Tajik border guards",), 3
)


@pytest.fixture
def suggestion() -> SuggestedIncident:
    return SuggestedIncident(
        title="Armed clash", type="armed_clash", main=True, background=False, date=DateSpan(DAY, DAY),
        places=(SuggestedPlace("Shamsiddin Shohin district", "admin2", "TJ"),), countries=("TJ",),
        actors=(SuggestedActor("Tajik border guards", "target"),),
        casualties=(SuggestedCasualties("attackers", "killed", 3, 3, 3),),
    )  # fmt: skip


def test_the_same_day_place_and_toll_match_with_reasons(suggestion: SuggestedIncident) -> None:
    (found,) = match(suggestion, [KNOWN])
    assert found.score > 0.9
    assert "same day" in found.reasons
    assert "same number killed (3)" in found.reasons
    assert any("Shamsiddin Shohin" in reason for reason in found.reasons)


def test_a_day_apart_still_matches(suggestion: SuggestedIncident) -> None:
    later = DateSpan(date(2025, 11, 27), date(2025, 11, 27))
    (found,) = match(replace(suggestion, date=later), [KNOWN])
    assert "1 day apart" in found.reasons


@pytest.mark.parametrize(
    "other",
    [
        replace(KNOWN, date=DateSpan(date(2025, 12, 24), date(2025, 12, 24))),
        replace(KNOWN, type="agreement"),
        replace(KNOWN, places=("Batken",), countries=("KG",), actors=("Kyrgyz guards",)),
    ],
)
def test_another_month_kind_or_country_does_not(suggestion: SuggestedIncident, other: KnownIncident) -> None:
    assert match(suggestion, [other]) == ()


def test_the_best_comes_first(suggestion: SuggestedIncident) -> None:
    weaker = replace(KNOWN, key="weak", killed=None, actors=(), date=DateSpan(date(2025, 11, 28), date(2025, 11, 28)))
    assert [found.key for found in match(suggestion, [weaker, KNOWN])] == ["abc", "weak"]
