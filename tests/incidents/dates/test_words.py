"""Words to bounds: the house convention row by row, and the cap at the day of publication."""

import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.dates.document import as_document
from incidents.dates.edtf import parse, write
from incidents.dates.span import CEILING, FLOOR, DateSpan
from incidents.dates.words import cap, read_words
from ledger.documents import DateDocument
from ledger.pages.dates import shown


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# Words, published, EDTF, extent, shown.
REFERENCE = [
    ("2025-11-26", "", "2025-11-26", "once_within", "26 Nov 2025"),
    ("2025-12-24/2025-12-25", "", "2025-12-24/2025-12-25", "throughout", "24-25 Dec 2025"),
    ("2025-11~", "", "2025-11~", "once_within", "about Nov 2025"),
    ("2025-11?", "", "2025-11?", "once_within", "Nov 2025, not certain"),
    ("2025-11-26~", "", "2025-11-26~", "once_within", "about 26 Nov 2025"),
    ("2025-11-XX", "", "2025-11", "once_within", "Nov 2025, day unknown"),
    ("late November 2025", "", "2025-11-21~/2025-11-30~", "once_within", "late Nov 2025"),
    ("early December", "2025-12-15", "2025-12-01~/2025-12-10~", "once_within", "early Dec 2025"),
    ("early December", "2025-12-05", "2025-12-01~/2025-12-05~", "once_within", "early Dec 2025"),
    ("early December", "2026-01-09", "2025-12-01~/2025-12-10~", "once_within", "early Dec 2025"),
    ("between 24 and 26 November 2025", "", "[2025-11-24..2025-11-26]", "once_within", "between 24 and 26 Nov 2025"),
    ("from 24 to 26 November 2025", "", "2025-11-24/2025-11-26", "throughout", "24-26 Nov 2025"),
    ("November 2025", "2025-12-03", "2025-11", "once_within", "Nov 2025, day unknown"),
    ("this month", "2025-11-18", "[2025-11-01..2025-11-18]", "once_within", "between 1 and 18 Nov 2025"),
    ("2025", "2026-02-01", "2025", "once_within", "2025, month unknown"),
    ("night of 26 November 2025", "2025-11-27", "[2025-11-26..2025-11-27]", "once_within", "night of 26 Nov 2025"),
    ("night of 24 to 25 December 2025", "", "2025-12-24/2025-12-25", "throughout", "night of 24-25 Dec 2025"),
    ("Wednesday", "2025-11-28", "2025-11-26", "once_within", "26 Nov 2025"),
    ("before 1 December 2025", "", "[..2025-11-30]", "once_within", "before 1 Dec 2025"),
    ("since 24 November 2025", "", "2025-11-24/..", "throughout", "since 24 Nov 2025"),
    ("unknown", "2025-12-03", "[..2025-12-03]", "once_within", "date unknown, reported 3 Dec 2025"),
    ("5 Qaws 1404", "", "2025-11-26", "once_within", "26 Nov 2025 (5 Qaws 1404)"),
    ("5 Azar 1404", "", "2025-11-26", "once_within", "26 Nov 2025 (5 Azar 1404)"),
    ("3 Jadi 1404", "", "2025-12-24", "once_within", "24 Dec 2025 (3 Jadi 1404)"),
    ("Qaws 1404", "", "[2025-11-22..2025-12-21]", "once_within", "between 22 Nov and 21 Dec 2025 (Qaws 1404)"),
    ("1404 (solar year)", "", "[2025-03-21..2026-03-20]", "once_within", "between 21 Mar 2025 and 20 Mar 2026 (1404)"),
    ("30 Hut 1403", "", "2025-03-20", "once_within", "20 Mar 2025 (30 Hut 1403)"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "published", "written", "extent", "expected"), REFERENCE)
def test_the_reference_table_holds(words: str, published: str, written: str, extent: str, expected: str) -> None:
    span = read_words(words, published=_date(published))
    assert span is not None
    assert (write(span), span.extent, span.text) == (written, extent, words)
    assert shown(cast(DateDocument, as_document(span))) == expected


@pytest.mark.parametrize("words", ["2025-12-25/2025-12-24", "2025-02-30", "2025-1X-XX", "2025-24", "31 November 2025"])
def test_impossible_dates_are_no_dates(words: str) -> None:
    assert read_words(words, published=None) is None


@pytest.mark.parametrize(
    "words", ["recently", "a few weeks ago", "summer 2025", "this winter", "soon", "", "5 to 7", "12 border posts"]
)
def test_words_without_bounds_are_left_to_the_editor(words: str) -> None:
    assert read_words(words, published=date(2025, 12, 3)) is None


# Words and EDTF, published on Wednesday 3 December 2025.
CONVENTION = [
    ("beginning of November", "2025-11-01~/2025-11-10~"),
    ("mid-November", "2025-11-11~/2025-11-20~"),
    ("the end of November", "2025-11-21~/2025-11-30~"),
    ("first half of November", "[2025-11-01..2025-11-15]"),
    ("second half of November", "[2025-11-16..2025-11-30]"),
    ("first week of November", "[2025-11-01..2025-11-07]"),
    ("last week of November", "[2025-11-24..2025-11-30]"),
    ("early 2025", "2025-01-01~/2025-04-30~"),
    ("mid-2025", "2025-05-01~/2025-08-31~"),
    ("late 2024", "2024-09-01~/2024-12-31~"),
    ("around 26 November", "2025-11-26~"),
    ("circa November 26, 2025", "2025-11-26~"),
    ("probably 26 November", "2025-11-26?"),
    ("24-26 November", "2025-11-24/2025-11-26"),
    ("24–25 December 2024", "2024-12-24/2024-12-25"),
    ("December 24-25, 2024", "2024-12-24/2024-12-25"),
    ("24–25 Dec", "2024-12-24/2024-12-25"),
    ("30 November to 2 December", "2025-11-30/2025-12-02"),
    ("30 December - 2 January 2025", "2024-12-30/2025-01-02"),
    ("24 and 26 November", "[2025-11-24..2025-11-26]"),
    ("November 24 or 26", "[2025-11-24..2025-11-26]"),
    ("by 26 November", "[..2025-11-26]"),
    ("until 26 November", "../2025-11-26"),
    ("since November", "2025-11-01/.."),
    ("ongoing since 2021", "2021-01-01/.."),
    ("after 26 November", "[2025-11-27..2025-12-03]"),
    ("in the past 5 days", "[2025-11-28..2025-12-03]"),
    ("over the last three days", "[2025-11-30..2025-12-03]"),
    ("past two weeks", "[2025-11-19..2025-12-03]"),
    ("the last 24 hours", "[2025-12-02..2025-12-03]"),
    ("two days ago", "2025-12-01"),
    ("two weeks ago", "2025-11-19~"),
    ("yesterday", "2025-12-02"),
    ("last month", "2025-11"),
    ("last year", "2024"),
    ("last week", "[2025-11-24..2025-11-30]"),
    ("this week", "[2025-12-01..2025-12-03]"),
    ("on Tuesday", "2025-12-02"),
    ("wednesday", "2025-12-03?"),
    ("last Wednesday", "2025-11-26"),
    ("Monday night", "[2025-12-01..2025-12-02]"),
    ("Thursday, 27 November", "2025-11-27"),
    ("october 25", "2025-10-25"),
    ("25th of October", "2025-10-25"),
    ("25.10.2025", "2025-10-25"),
    ("overnight to 26 November", "[2025-11-25..2025-11-26]"),
    ("28 августа", "2025-08-28"),
    ("28 августа 2025 года", "2025-08-28"),
    ("в конце ноября", "2025-11-21~/2025-11-30~"),
    ("с 24 по 26 ноября", "2025-11-24/2025-11-26"),
    ("между 24 и 26 ноября", "[2025-11-24..2025-11-26]"),
    ("в ночь на 29 декабря", "[2024-12-28..2024-12-29]"),
    ("в ночь с 28 на 29 ноября", "2025-11-28/2025-11-29"),
    ("с 24 ноября", "2025-11-24/.."),
    ("за последние три дня", "[2025-11-30..2025-12-03]"),
    ("в прошлом месяце", "2025-11"),
    ("26 ноябри соли 2025", "2025-11-26"),
    ("۲۶ نوامبر ۲۰۲۵", "2025-11-26"),
    ("26 نومبر 2025", "2025-11-26"),
]


@pytest.mark.parametrize(("words", "written"), CONVENTION)
def test_the_house_convention_holds(words: str, written: str) -> None:
    span = read_words(words, published=date(2025, 12, 3))
    assert span is not None
    assert write(span) == written


def test_english_and_russian_nights_are_a_day_apart() -> None:
    english = read_words("night of 29 November 2025", published=None)
    russian = read_words("в ночь на 29 ноября 2025 года", published=None)
    assert english is not None
    assert russian is not None
    assert english.earliest - russian.earliest == timedelta(days=1)
    assert english.time_of_day == russian.time_of_day == "night"


@pytest.mark.parametrize(
    ("words", "time_of_day"),
    [
        ("evening of 26 November", "evening"),
        ("26 November, in the morning", "morning"),
        ("вечером 26 ноября", "evening"),
    ],
)
def test_a_time_of_day_is_kept_beside_the_day(words: str, time_of_day: str) -> None:
    span = read_words(words, published=date(2025, 12, 3))
    assert span is not None
    assert (write(span), span.time_of_day) == ("2025-11-26", time_of_day)


@pytest.mark.parametrize(
    ("words", "expected"), [("24 December", "2025-12-24"), ("2 January", "2026-01-02"), ("Monday", "2025-12-08")]
)
def test_announcements_look_ahead(words: str, expected: str) -> None:
    span = read_words(words, published=date(2025, 12, 3), announced=True)
    assert span is not None
    assert write(span) == expected


@pytest.mark.parametrize("words", ["26 November", "Wednesday", "last month", "yesterday", "in the past 5 days"])
def test_nothing_is_guessed_without_a_day_of_publication(words: str) -> None:
    assert read_words(words, published=None) is None


def test_a_leap_day_waits_for_its_year() -> None:
    span = read_words("29 February", published=date(2025, 12, 3))
    assert span is not None
    assert span.earliest == date(2024, 2, 29)


class TestCap:
    def test_a_past_event_ended_by_publication(self) -> None:
        assert write(cap(parse("2025-11"), date(2025, 11, 18))) == "[2025-11-01..2025-11-18]"

    def test_a_state_that_goes_on_stays_open(self) -> None:
        assert cap(parse("2025-11-24/.."), date(2025, 12, 3)).latest == CEILING

    def test_what_is_announced_stays_ahead(self) -> None:
        assert write(cap(parse("2025-12-24"), date(2025, 12, 3))) == "2025-12-24"

    def test_without_a_publication_nothing_changes(self) -> None:
        assert cap(parse("2025"), None) == parse("2025")


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.sampled_from([words for words, _ in CONVENTION] + [words for words, *_ in REFERENCE]),
)
def test_nothing_that_happened_is_later_than_its_report(published: date, words: str) -> None:
    span = read_words(words, published=published)
    assert span is None or span.latest <= max(published, span.earliest) or _goes_on(span) or span.earliest > published


def _goes_on(span: DateSpan) -> bool:
    return span.extent == "throughout" and span.latest == CEILING and span.earliest > FLOOR


@pytest.fixture
def far_away() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Pacific/Kiritimati"
    time.tzset()
    yield
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


@pytest.mark.usefixtures("far_away")
def test_the_time_zone_of_the_process_changes_nothing() -> None:
    for words, published, written, *_ in REFERENCE:
        span = read_words(words, published=_date(published))
        assert span is not None
        assert write(span) == written
