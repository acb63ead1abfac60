"""Date expressions in prose: where they stand, what they mean, and what only looks like one."""

from datetime import date
from itertools import pairwise

import pytest

from incidents.dates.edtf import write
from incidents.dates.words import find_dates

PUBLISHED = date(2025, 12, 3)

# A sentence, and the expressions in it with their EDTF.
PROSE: list[tuple[str, list[tuple[str, str]]]] = [
    ("Guards came under fire on 26 November.", [("26 November", "2025-11-26")]),
    ("Guards came under fire on November 26, 2025, at dawn.", [("November 26, 2025", "2025-11-26")]),
    ("The clash of Nov. 26 left one man dead.", [("Nov. 26", "2025-11-26")]),
    ("A drone fell on the night of 26 November near it.",
     [("on the night of 26 November", "[2025-11-26..2025-11-27]")]),
    ("On Wednesday, 26 November, the ministers spoke.", [("Wednesday, 26 November", "2025-11-26")]),
    ("They met again on Sunday.", [("Sunday", "2025-11-30")]),
    ("Two raids were seen on 24 and 26 November.", [("24 and 26 November", "[2025-11-24..2025-11-26]")]),
    ("Fighting lasted from 24 to 26 November 2025.", [("from 24 to 26 November 2025", "2025-11-24/2025-11-26")]),
    ("Exercises ran 24-26 November in the hills.", [("24-26 November", "2025-11-24/2025-11-26")]),
    ("Exercises ran November 24–26 in the hills.", [("November 24–26", "2025-11-24/2025-11-26")]),
    ("It happened between 24 and 26 November.", [("between 24 and 26 November", "[2025-11-24..2025-11-26]")]),
    ("A post was opened in late October.", [("late October", "2025-10-21~/2025-10-31~")]),
    ("Trade stopped in mid-November and resumed in December.",
     [("mid-November", "2025-11-11~/2025-11-20~"), ("in December", "[2025-12-01..2025-12-03]")]),
    ("By the end of August the bridge was shut.", [("the end of August", "2025-08-21~/2025-08-31~")]),
    ("The bridge has been shut since 28 August 2025.", [("since 28 August 2025", "2025-08-28/..")]),
    ("The Taliban have ruled since 2021.", [("since 2021", "2021-01-01/..")]),
    ("The two sides signed it before 1 December 2025.", [("before 1 December 2025", "[..2025-11-30]")]),
    ("Five attacks were counted in the past seven days.", [("in the past seven days", "[2025-11-26..2025-12-03]")]),
    ("Two days ago a lorry was stopped.", [("Two days ago", "2025-12-01")]),
    ("Three men were killed by Tuesday's bomb.", [("Tuesday", "2025-12-02")]),
    ("Yesterday the road was open.", [("Yesterday", "2025-12-02")]),
    ("Last month he visited the valley.", [("Last month", "2025-11")]),
    ("In November 2025 the price rose.", [("November 2025", "2025-11")]),
    ("In 2024 the same unit was moved.", [("In 2024", "2024")]),
    ("The report of 2025-11-26 was withdrawn.", [("2025-11-26", "2025-11-26")]),
    ("The order dated 26.11.2025 names him.", [("26.11.2025", "2025-11-26")]),
    ("Shots were heard on the evening of 26 November.", [("evening of 26 November", "2025-11-26")]),
    ("Shots were heard on Monday night.", [("Monday night", "[2025-12-01..2025-12-02]")]),
    ("The talks will be held on 5 December 2025.", [("5 December 2025", "2025-12-05")]),
    ("He was held from 30 October to 2 November.", [("from 30 October to 2 November", "2025-10-30/2025-11-02")]),
    ("The attack of 26 November came a day after that of the 25th.", [("26 November", "2025-11-26")]),
    ("First 24 November, then 26 November.", [("24 November", "2025-11-24"), ("26 November", "2025-11-26")]),
    ("Перестрелка произошла 26 ноября.", [("26 ноября", "2025-11-26")]),
    ("Перестрелка произошла в ночь на 27 ноября.", [("в ночь на 27 ноября", "[2025-11-26..2025-11-27]")]),
    ("Бой шел в ночь с 26 на 27 ноября.", [("в ночь с 26 на 27 ноября", "2025-11-26/2025-11-27")]),
    ("Вчера вечером границу закрыли.", [("Вчера вечером", "2025-12-02")]),
    ("В октябре 2025 года пост открыли вновь.", [("октябре 2025 года", "2025-10")]),
    ("Учения идут с 24 по 26 ноября 2025 года.", [("с 24 по 26 ноября 2025 года", "2025-11-24/2025-11-26")]),
    ("Граница закрыта с 28 августа.", [("с 28 августа", "2025-08-28/..")]),
    ("В конце августа мост закрыли.", [("В конце августа", "2025-08-21~/2025-08-31~")]),
    ("Ҳодиса 26 ноябри соли 2025 рух дод.", [("26 ноябри соли 2025", "2025-11-26")]),
    ("حمله روز ۵ قوس ۱۴۰۴ رخ داد.", [("۵ قوس ۱۴۰۴", "2025-11-26")]),
    ("این نشست ۲۶ نوامبر برگزار شد.", [("۲۶ نوامبر", "2025-11-26")]),
    ("The Taliban dated it 5 Qaws 1404.", [("5 Qaws 1404", "2025-11-26")]),
]  # fmt: skip

TRAPS = [
    "Fighters may cross the river, and guards may 12 times a day look away.",
    "They march 12 kilometres, and march again.",
    "May the talks succeed, said the envoy.",
    "March orders were given to the unit.",
    "Some 1,500 troops and 24 incidents were counted.",
    "The 12th border post and the 3rd company were moved.",
    "A man of 26 and a woman aged 31 were held.",
    "He is 24 years old and served for 12 months.",
    "The price rose by 2.5 per cent to 24.11 somoni.",
    "The team won 3-1, and lost 24-26 in the second set.",
    "Call 112 or 992-37-221 in an emergency.",
    "Between 5 and 7 people were hurt, from 3 to 5 badly.",
    "Unit 2025 holds hill 1404 and height 3021.",
    "The road is 2025 metres up, before 12 villages.",
    "An august body met in a second hall.",
    "Chapter 12, verse 24, and paragraph 5/7 were read.",
    "It is unclear when it happened; perhaps recently, perhaps a few weeks ago.",
    "He fired 5 shots in the summer and one in winter.",
    "Между 5 и 7 человек пострадали, с 3 до 5 тяжело.",
    "Погибли 24 солдата и 12 пограничников.",
    "دو نفر با ۳ تیر کشته شدند.",
    "صد و ۲۴ می‌شود.",
]


@pytest.mark.parametrize(("sentence", "expected"), PROSE)
def test_dates_are_found_where_they_stand(sentence: str, expected: list[tuple[str, str]]) -> None:
    found = find_dates(sentence, published=PUBLISHED)
    assert [(sentence[item.start : item.end], write(item.span)) for item in found] == expected
    assert all(item.span.text == sentence[item.start : item.end] for item in found)


@pytest.mark.parametrize("sentence", TRAPS)
def test_other_numbers_and_words_are_no_dates(sentence: str) -> None:
    assert find_dates(sentence, published=PUBLISHED) == []


def test_a_count_after_a_month_is_no_day() -> None:
    sentence = "In May 24 people were held there."
    found = find_dates(sentence, published=PUBLISHED)
    assert [(sentence[item.start : item.end], write(item.span)) for item in found] == [("In May", "2025-05")]


def test_a_solar_year_is_named_in_a_persian_text() -> None:
    found = find_dates("او در سال ۱۴۰۳ بازداشت شد.", published=PUBLISHED, language="fa")
    assert [write(item.span) for item in found] == ["[2024-03-20..2025-03-20]"]


def test_found_dates_do_not_overlap() -> None:
    text = " ".join(sentence for sentence, _ in PROSE)
    found = find_dates(text, published=PUBLISHED)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(found) >= len(PROSE)


def test_a_date_without_a_year_is_left_out_when_nobody_knows_the_year() -> None:
    assert find_dates("It was on 26 November.", published=None) == []
