"""Days, months and years in the words of the page's language; in Persian with the Solar Hijri date beside them. Pure.

In Persian the months of the Solar calendar carry both names, that of Afghanistan first and that of Iran.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import jdatetime
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from ledger.pages.numerals import digits

SOLAR_MONTHS = (
    "حمل/فروردین", "ثور/اردیبهشت", "جوزا/خرداد", "سرطان/تیر", "اسد/مرداد", "سنبله/شهریور",
    "میزان/مهر", "عقرب/آبان", "قوس/آذر", "جدی/دی", "دلو/بهمن", "حوت/اسفند",
)  # fmt: skip
# Before the calendar's reckoning in jdatetime.
FIRST_SOLAR_DAY = date(622, 3, 22)


@dataclass(frozen=True, slots=True)
class MonthNames:
    """Slavic languages say a month otherwise with its year alone (ноябрь 2025) than behind a day (26 ноября)."""

    alone: Sequence[str | Promise]
    inside: Sequence[str | Promise]


LONG = MonthNames(
    alone=(
        pgettext_lazy("month and year", "January"),
        pgettext_lazy("month and year", "February"),
        pgettext_lazy("month and year", "March"),
        pgettext_lazy("month and year", "April"),
        pgettext_lazy("month and year", "May"),
        pgettext_lazy("month and year", "June"),
        pgettext_lazy("month and year", "July"),
        pgettext_lazy("month and year", "August"),
        pgettext_lazy("month and year", "September"),
        pgettext_lazy("month and year", "October"),
        pgettext_lazy("month and year", "November"),
        pgettext_lazy("month and year", "December"),
    ),
    inside=(
        pgettext_lazy("day and month", "January"),
        pgettext_lazy("day and month", "February"),
        pgettext_lazy("day and month", "March"),
        pgettext_lazy("day and month", "April"),
        pgettext_lazy("day and month", "May"),
        pgettext_lazy("day and month", "June"),
        pgettext_lazy("day and month", "July"),
        pgettext_lazy("day and month", "August"),
        pgettext_lazy("day and month", "September"),
        pgettext_lazy("day and month", "October"),
        pgettext_lazy("day and month", "November"),
        pgettext_lazy("day and month", "December"),
    ),
)
SHORT = MonthNames(
    alone=(
        pgettext_lazy("month and year", "Jan"),
        pgettext_lazy("month and year", "Feb"),
        pgettext_lazy("month and year", "Mar"),
        pgettext_lazy("month and year", "Apr"),
        pgettext_lazy("month and year", "May"),
        pgettext_lazy("month and year", "Jun"),
        pgettext_lazy("month and year", "Jul"),
        pgettext_lazy("month and year", "Aug"),
        pgettext_lazy("month and year", "Sep"),
        pgettext_lazy("month and year", "Oct"),
        pgettext_lazy("month and year", "Nov"),
        pgettext_lazy("month and year", "Dec"),
    ),
    inside=(
        pgettext_lazy("day and month", "Jan"),
        pgettext_lazy("day and month", "Feb"),
        pgettext_lazy("day and month", "Mar"),
        pgettext_lazy("day and month", "Apr"),
        pgettext_lazy("day and month", "May"),
        pgettext_lazy("day and month", "Jun"),
        pgettext_lazy("day and month", "Jul"),
        pgettext_lazy("day and month", "Aug"),
        pgettext_lazy("day and month", "Sep"),
        pgettext_lazy("day and month", "Oct"),
        pgettext_lazy("day and month", "Nov"),
        pgettext_lazy("day and month", "Dec"),
    ),
)


def day_words(day: date, names: MonthNames = SHORT) -> str:
    """`26 Nov 2025`."""
    return _("%(day)s %(month)s %(year)s") % {**_day_and_month(day, names), "year": digits(str(day.year))}


def day_without_year(day: date, names: MonthNames = SHORT) -> str:
    """`26 Nov`."""
    return _("%(day)s %(month)s") % _day_and_month(day, names)


def month_words(year: int, month: int, names: MonthNames = SHORT) -> str:
    """`Nov 2025`, by itself."""
    return _month(names.alone[month - 1], year)


def month_inside(year: int, month: int, names: MonthNames = SHORT) -> str:
    """`Nov 2025`, behind a word such as "early" or "since"."""
    return _month(names.inside[month - 1], year)


def year_words(year: int) -> str:
    return pgettext("a year by itself", "%(year)s") % {"year": digits(str(year))}


def moment_words(moment: datetime) -> str:
    """`26 Nov 2025, 09:30 UTC`; `moment` is in UTC."""
    time = digits(f"{moment:%H:%M}")
    return _("%(date)s, %(time)s UTC") % {"date": beside(day_words(moment.date()), moment.date()), "time": time}


def beside(text: str, start: date, end: date | None = None) -> str:
    """In Persian, the same days in the Solar Hijri calendar behind the Gregorian ones."""
    if translation.get_language() != "fa" or start < FIRST_SOLAR_DAY:
        return text
    return f"{text} ({solar_words(start, end or start)})"


def beside_year(text: str, year: int) -> str:
    if translation.get_language() != "fa" or year <= FIRST_SOLAR_DAY.year:
        return text
    first, last = (_solar(day).year for day in (date(year, 1, 1), date(year, 12, 31)))
    return f"{text} ({digits(f'{first} تا {last}')})"


def solar_words(start: date, end: date) -> str:
    """`۵ قوس/آذر ۱۴۰۴`, `۳ تا ۵ قوس/آذر ۱۴۰۴`: no words but Persian ones."""
    first, last = _solar(start), _solar(end)
    whole = f"{last.day} {SOLAR_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return digits(whole)
    shorter = [str(first.day)]
    if (first.year, first.month) != (last.year, last.month):
        shorter.append(SOLAR_MONTHS[first.month - 1])
    if first.year != last.year:
        shorter.append(str(first.year))
    return digits(f"{' '.join(shorter)} تا {whole}")


def _solar(day: date) -> jdatetime.date:
    return jdatetime.date.fromgregorian(date=day)


def _day_and_month(day: date, names: MonthNames) -> dict[str, str]:
    return {"day": digits(str(day.day)), "month": str(names.inside[day.month - 1])}


def _month(name: str | Promise, year: int) -> str:
    return _("%(month)s %(year)s") % {"month": name, "year": digits(str(year))}
