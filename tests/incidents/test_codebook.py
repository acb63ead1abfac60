"""The codebook that readers see says what the vocabularies say, in each language."""

import re
from pathlib import Path
from typing import get_args

import pytest

from incidents import vocabulary
from incidents.codebook import SECTIONS, codebook
from incidents.dates.span import Precision
from ledger.about.codes import DATE_PRECISIONS

ABOUT = Path(__file__).resolve().parents[2] / "about"
FOREIGN = ("ru", "tg", "fa")


@pytest.mark.parametrize("language", ["en", *FOREIGN])
def test_the_page_is_up_to_date(language: str) -> None:
    page = ABOUT / ("" if language == "en" else language) / "codebook.md"
    assert page.read_text(encoding="utf-8") == codebook(language), "run: manage.py write_codebook"


@pytest.mark.parametrize("language", FOREIGN)
def test_a_translation_has_the_same_codes_and_its_own_words(language: str) -> None:
    codes = re.compile(r"`[^`]+`")
    assert codes.findall(codebook(language)) == codes.findall(codebook())
    names = {line.split(" | ")[1] for line in codebook(language).splitlines() if line.startswith("| `")}
    assert [name for name in names if re.search(r"[A-Za-z]", name)] == []


def test_the_words_of_the_pages_know_every_code() -> None:
    assert [where for where, english, words in SECTIONS if set(english) - set(words)] == []


def test_every_code_stands_in_it() -> None:
    tables = [table for name, table in vars(vocabulary).items() if name.isupper() and isinstance(table, dict)]
    codes = {code for table in tables for code in table} | {type_.code for type_ in vocabulary.INCIDENT_TYPES}
    assert [code for code in codes if f"`{code}`" not in codebook()] == []


def test_a_date_is_known_as_exactly_as_dates_can_be() -> None:
    assert set(DATE_PRECISIONS) == set(get_args(Precision))
