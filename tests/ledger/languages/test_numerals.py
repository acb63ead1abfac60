"""Numbers in the digits and groups of the reader's language."""

import pytest
from django.template import Context, Template
from django.utils import translation

from ledger.pages.numerals import digits, numeral


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("en", 1234, "1,234"),
        ("en", 7, "7"),
        ("ru", 1234, "1234"),
        ("ru", 12345, "12\u202f345"),
        ("tg", 1234567, "1\u202f234\u202f567"),
        ("fa", 12, "۱۲"),
        ("fa", 12345, "۱۲٬۳۴۵"),
        ("fa", -3, "-۳"),
    ],
)
def test_a_number_follows_its_language(code: str, number: int, shown: str) -> None:
    with translation.override(code):
        assert numeral(number) == shown


def test_years_are_not_grouped() -> None:
    with translation.override("fa"):
        assert digits("2025") == "۲۰۲۵"
    with translation.override("ru"):
        assert digits("2025") == "2025"


def test_the_filter_shows_nothing_for_nothing() -> None:
    template = Template("{% load numerals %}{{ some|numeral }},{{ none|numeral }}")
    with translation.override("fa"):
        assert template.render(Context({"some": 41, "none": None})) == "۴۱,"
