"""Whatever is written can be read on whatever it stands on, by day and by night."""

from pathlib import Path

import pytest

from ledger.about.colours import GROUNDS, LINES, contrast, contrasts, read_schemes

TOKENS = Path(__file__).resolve().parents[3] / "static" / "daftar" / "tokens.css"
SCHEMES = read_schemes(TOKENS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SCHEMES)
def test_every_text_keeps_its_contrast(name: str) -> None:
    assert [found for found in contrasts(SCHEMES[name]) if found.ratio < 4.5] == []


@pytest.mark.parametrize("name", SCHEMES)
def test_the_edge_of_a_field_can_be_seen(name: str) -> None:
    scheme = SCHEMES[name]
    faint = [(line, ground) for line in LINES for ground in GROUNDS if contrast(scheme[line], scheme[ground]) < 3]
    assert faint == []


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_night_has_colours_of_its_own() -> None:
    assert SCHEMES["light"].keys() == SCHEMES["dark"].keys()
    assert SCHEMES["light"]["paper"] != SCHEMES["dark"]["paper"]
