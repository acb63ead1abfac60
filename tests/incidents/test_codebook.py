"""The codebook that readers see says what the vocabularies say."""

from pathlib import Path
from typing import get_args

from incidents import vocabulary
from incidents.codebook import DATE_PRECISIONS, codebook
from incidents.dates.span import Precision

PAGE = Path(__file__).resolve().parents[2] / "about" / "codebook.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == codebook(), "run: manage.py write_codebook"


def test_every_code_stands_in_it() -> None:
    tables = [table for name, table in vars(vocabulary).items() if name.isupper() and isinstance(table, dict)]
    codes = {code for table in tables for code in table} | {type_.code for type_ in vocabulary.INCIDENT_TYPES}
    assert [code for code in codes if f"`{code}`" not in codebook()] == []


def test_a_date_is_known_as_exactly_as_dates_can_be() -> None:
    assert set(DATE_PRECISIONS) == set(get_args(Precision))
