"""A translated page about the register has the parts of the English one: nothing was left out, and nothing came in."""

import re
from pathlib import Path

import pytest

from ledger.about.texts import NAMES

ABOUT = Path(__file__).resolve().parents[3] / "about"
PARTS = {
    "headings": r"^#+",
    "list items": r"^(?:-|\d+\.) ",
    "rows of tables": r"^\|(?=[^|]+\|)",
    "links": r"\]\(([^)]+)\)",
    "code": r"`[^`]+`",
}
# Letters that English has: a title in another language begins with none of them.
ENGLISH_TITLE = re.compile(r"^# [A-Za-z]")


@pytest.mark.parametrize("code", ["ru", "tg", "fa"])
@pytest.mark.parametrize("name", ["index", *NAMES])
def test_a_translation_has_the_parts_of_the_english_page(name: str, code: str) -> None:
    english, translated = (path.read_text() for path in (ABOUT / f"{name}.md", ABOUT / code / f"{name}.md"))
    assert not ENGLISH_TITLE.match(translated)
    for part, pattern in PARTS.items():
        found, expected = (re.findall(pattern, text, re.M) for text in (translated, english))
        assert found == expected, part


@pytest.mark.parametrize("path", sorted((ABOUT / "fa").glob("*.md")), ids=lambda path: path.stem)
def test_persian_pages_write_persian_digits_and_letters(path: Path) -> None:
    text = re.sub(r"`[^`]+`|\([^)]+\)|^\d+\.", "", path.read_text(), flags=re.M)
    latin = re.compile(r"\b(?:[A-Za-z][A-Za-z/-]*[ -]?)+(?:\d[\d.]*)?\b")
    assert re.findall(r"[0-9\u0660-\u0669\u0643\u064a]", latin.sub("", text)) == []
