"""Dates in Russian, Tajik and Persian, where the Solar Hijri day stands beside the Gregorian one."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from ledger.documents import CEILING, FLOOR, DateDocument
from ledger.pages import words
from ledger.pages.calendars import moment_words
from ledger.pages.dates import shown
from tests.ledger.pages.dated import span

DAY = span("2025-11-26", "2025-11-26", "day", date_label="5 Qaws 1404")
MONTH = span("2025-11-01", "2025-11-30", "month")
LATE = span("2025-11-21", "2025-11-30", "part_of_month", approximate=True)
BETWEEN = span("2025-11-24", "2025-11-26")
NIGHT = span("2025-12-24", "2025-12-25", time_of_day="night", extent="throughout")
BEFORE = span(FLOOR, "2025-11-30", "open")
SINCE = span("2025-11-24", CEILING, "open", extent="throughout")


@pytest.mark.parametrize(
    ("code", "document", "expected"),
    [
        ("ru", DAY, "26 ноября 2025 г. (5 Qaws 1404)"),
        ("ru", MONTH, "ноябрь 2025 г., день неизвестен"),
        ("ru", LATE, "конец ноября 2025 г."),
        ("ru", BETWEEN, "между 24 и 26 ноября 2025 г."),
        ("ru", NIGHT, "в ночь с 24 на 25 декабря 2025 г."),
        ("ru", BEFORE, "раньше 1 декабря 2025 г."),
        ("tg", DAY, "26 ноябри соли 2025 (5 Qaws 1404)"),
        ("tg", SINCE, "аз 24 ноябри соли 2025"),
        ("fa", DAY, "۲۶ نوامبر ۲۰۲۵ (۵ قوس/آذر ۱۴۰۴)"),
        ("fa", BETWEEN, "میان ۲۴ و ۲۶ نوامبر ۲۰۲۵ (۳ تا ۵ قوس/آذر ۱۴۰۴)"),
        ("fa", BEFORE, "پیش از ۱ دسامبر ۲۰۲۵ (۱۰ قوس/آذر ۱۴۰۴)"),
        ("fa", SINCE, "از ۲۴ نوامبر ۲۰۲۵ (۳ قوس/آذر ۱۴۰۴)"),
        ("fa", span(FLOOR, CEILING, "unknown"), "تاریخ نامعلوم"),
    ],
)
def test_a_date_is_whole_in_its_language(code: str, document: DateDocument, expected: str) -> None:
    with translation.override(code):
        assert shown(document) == expected


@pytest.mark.parametrize(
    ("code", "start", "end", "expected"),
    [
        ("ru", "2019", "", "с 2019 г."),
        ("ru", "2025-11", "", "с ноября 2025 г."),
        ("ru", "2019~", "2020-05", "примерно 2019 г. – май 2020 г."),
        ("fa", "2019", "", "از ۲۰۱۹ (۱۳۹۷ تا ۱۳۹۸)"),
        ("fa", "", "2025-11", "تا نوامبر ۲۰۲۵"),
        ("fa", "2025-03-21", "", "از ۲۱ مارس ۲۰۲۵ (۱ حمل/فروردین ۱۴۰۴)"),
    ],
)
def test_a_period_is_whole_in_its_language(code: str, start: str, end: str, expected: str) -> None:
    with translation.override(code):
        assert words.period(start, end) == expected


def test_a_moment_has_the_digits_of_its_language() -> None:
    moment = datetime(2025, 11, 26, 9, 5, tzinfo=UTC)
    assert moment_words(moment) == "26 Nov 2025, 09:05 UTC"
    with translation.override("fa"):
        assert moment_words(moment) == "۲۶ نوامبر ۲۰۲۵ (۵ قوس/آذر ۱۴۰۴)، ساعت ۰۹:۰۵ UTC"


def test_what_is_no_date_stays_as_it_is() -> None:
    with translation.override("fa"):
        assert words.partial_date("2025-02-30") == "2025-02-30"
        assert words.partial_date("2025-21") == "2025-21"


def test_words_follow_the_language_of_the_moment() -> None:
    """The same table, asked one language after another."""
    assert words.TYPES["ceasefire"] == "Ceasefire"
    with translation.override("ru"):
        assert words.TYPES["ceasefire"] == "Прекращение огня"
        assert words.word({}, "armed_group") == "Вооружённая группа"
        assert words.word(words.ROLES, "no_such_role") == "No such role"
    assert words.country("TJ") == "Tajikistan"
