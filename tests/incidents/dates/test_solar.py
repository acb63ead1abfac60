"""Solar Hijri dates in every spelling become Gregorian days, and keep their label."""

from datetime import date, timedelta

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.dates.solar import SOLAR_MONTHS, solar_bounds, solar_year_of
from incidents.dates.words import read_words


@pytest.mark.parametrize(
    "words",
    ["5 Qaws 1404", "5 qaws 1404", "5 Azar 1404", "5 Lindai 1404", "۵ قوس ۱۴۰۴", "٥ قوس ١٤٠٤", "5 آذر 1404",
     "۵ لیندۍ ۱۴۰۴", "1404/9/5", "1404/09/05", "۱۴۰۴/۰۹/۰۵", "1404-09-05"],
)  # fmt: skip
def test_one_day_in_twelve_spellings(words: str) -> None:
    span = read_words(words, published=None, language="fa")
    assert span is not None
    assert (span.earliest, span.latest) == (date(2025, 11, 26), date(2025, 11, 26))
    assert span.text == words
    assert "1404" in span.label


def test_a_year_is_solar_where_the_language_or_the_words_say_so() -> None:
    for words, language in (("1404", "fa"), ("1404", "ps"), ("1404 (solar year)", "en")):
        span = read_words(words, published=None, language=language)
        assert span is not None
        assert (span.earliest, span.latest) == (date(2025, 3, 21), date(2026, 3, 20))


def test_a_solar_day_without_a_year_is_the_latest_before_its_report() -> None:
    span = read_words("5 Qaws", published=date(2025, 12, 3))
    assert span is not None
    assert span.earliest == date(2025, 11, 26)


def test_a_month_that_is_an_everyday_word_needs_its_year() -> None:
    assert read_words("3 تیر", published=date(2025, 12, 3)) is None
    assert read_words("3 تیر 1404", published=date(2025, 12, 3)) is not None


@pytest.mark.parametrize(("year", "month", "day"), [(1404, 12, 30), (1404, 7, 31), (1299, 1, 1), (1451, 1, 1)])
def test_days_that_do_not_exist_are_refused(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        solar_bounds(year, month, day)


@given(st.integers(1301, 1449), st.sampled_from(sorted(set(SOLAR_MONTHS.values()))))
def test_months_follow_each_other_without_a_gap(year: int, month: int) -> None:
    first, last = solar_bounds(year, month)
    following = solar_bounds(year + month // 12, month % 12 + 1)[0]
    assert (first.day, following) != (0, first)
    assert last + timedelta(days=1) == following
    assert solar_year_of(first) == solar_year_of(last) == year


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
def test_every_day_goes_there_and_back(day: date) -> None:
    solar = jdatetime.date.fromgregorian(date=day)
    assert solar_bounds(solar.year, solar.month, solar.day) == (day, day)


def test_every_month_has_a_name_in_every_tradition() -> None:
    counts = [list(SOLAR_MONTHS.values()).count(month) for month in range(1, 13)]
    assert min(counts) >= 6
