"""The Solar Hijri calendar of Afghanistan and Iran: month names, years, and days turned into Gregorian ones.

The lunar Hijri calendar is never computed: its months begin when the moon is seen.
"""

from datetime import date, timedelta

import jdatetime

YEARS = range(1300, 1451)
LANGUAGES = frozenset({"fa", "prs", "ps"})

_MONTHS: tuple[str, ...] = (
    "Hamal Wray Farvardin حمل وری فروردین",
    "Sawr Saur Thawr Ghwayay Ordibehesht ثور غویی اردیبهشت",
    "Jawza Ghbargolay Khordad جوزا غبرګولی خرداد",
    "Saratan Chungash Tir سرطان چنګاښ تیر",
    "Asad Zmaray Mordad اسد زمری مرداد",
    "Sunbula Sonbola Wazhay Shahrivar سنبله وږی شهریور",
    "Mizan Tala Mehr میزان تله مهر",
    "Aqrab Larham Aban عقرب لړم آبان",
    "Qaws Qaus Lindai Azar قوس لیندۍ آذر",
    "Jadi Jaddi Marghumay Dey جدی مرغومی دی",
    "Dalw Dalwa Salwagha Bahman دلو سلواغه بهمن",
    "Hut Hoot Kab Esfand حوت کب اسفند",
)
SOLAR_MONTHS: dict[str, int] = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}

# Months that are also other words ("3 تیر" can be three bullets): only read with a year.
EVERYDAY_WORDS = frozenset(["Tir", "تیر", "Dey", "دی", "Mehr", "مهر", "Asad", "اسد", "Tala", "تله", "Kab", "کب", "Hut"])

# Persian and Arabic-Indic digits become ASCII ones, letter for letter, so that offsets stay.
DIGITS = {ord(digit): str(value) for row in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for value, digit in enumerate(row)}


def solar_bounds(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """First and last Gregorian day of a solar year, month or day; ValueError where there is no such day."""
    if year not in YEARS:
        raise ValueError(f"{year} is not a solar year from {YEARS.start} to {YEARS.stop - 1}")
    if month is None:
        return _gregorian(year, 1, 1), _gregorian(year + 1, 1, 1) - timedelta(days=1)
    if day is None:
        following = _gregorian(year + month // 12, month % 12 + 1, 1)
        return _gregorian(year, month, 1), following - timedelta(days=1)
    exact = _gregorian(year, month, day)
    return exact, exact


def solar_year_of(day: date) -> int:
    """The solar year in which a Gregorian day falls."""
    return int(jdatetime.date.fromgregorian(date=day).year)


def _gregorian(year: int, month: int, day: int) -> date:
    converted = jdatetime.date(year, month, day).togregorian()
    return date(converted.year, converted.month, converted.day)
