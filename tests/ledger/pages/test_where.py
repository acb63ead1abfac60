"""Where records were, drawn: outlines whatever the language of their names, and no name over another."""

from collections.abc import Callable
from typing import Any

from django.utils import translation

from ledger.pages.where import located, where

Make = Callable[..., Any]


def place(name: str, **overrides: Any) -> Any:
    return {
        "id": None, "name": name, "kind": "admin2", "country": "TJ", "admin1": "Khatlon", "admin2": None,
        "within": [], "precision": "adm2", "point": None, **overrides,
    }  # fmt: skip


def test_a_district_keeps_its_outline_under_a_persian_name() -> None:
    district = place("Shamsiddin Shohin")
    with translation.override("fa"):
        found = located([district], [place("شمس‌الدین شاهین")])
    assert found is not None
    assert [(one.mark, one.label.text) for one in found.drawn] == [("area", "شمس‌الدین شاهین")]
    assert "شمس‌الدین شاهین" in found.title
    assert "شمس‌الدین شاهین" in found.sentences[0]


def test_names_that_would_overlap_are_told_but_not_written(make_incident: Make) -> None:
    places = [place(name, precision="place", point=[68.78, 38.56]) for name in ("Dushanbe", "Railway station")]
    found = where([make_incident(places=places)])["around"]
    assert [one.label.text for one in found.drawn] == ["Dushanbe", ""]
    assert any("Railway station" in sentence for sentence in found.sentences)


def test_more_places_than_fit_are_said_to_be_more(make_incident: Make) -> None:
    places = [place(f"Village {number}", precision="place", point=[68 + number, 38]) for number in range(9)]
    assert where([make_incident(places=places)])["cut"] is True
    assert where([])["around"] is None
