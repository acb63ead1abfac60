"""A document's date in words for people, and as a string for machines where one is honest. Pure."""

from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from ledger.documents import CEILING, FLOOR, DateDocument
from ledger.pages import tables
from ledger.pages.calendars import beside, day_without_year, day_words, month_inside, month_words, year_words
from ledger.pages.numerals import digits

ONE_DAY = timedelta(days=1)
# First and last day of the parts that words name; 0 is the month's last day, whichever that is.
PARTS_OF_MONTH = {
    (1, 10): "early",
    (11, 20): "mid",
    (21, 0): "late",
    (1, 15): "first half",
    (16, 0): "second half",
    (1, 7): "first week",
}
PARTS_OF_YEAR = {(1, 4): "early", (5, 8): "mid", (9, 12): "late"}


def shown(document: DateDocument) -> str:
    """`26 Nov 2025`, `about Nov 2025`, `between 24 and 26 Nov 2025`, `since 24 Nov 2025 (3 Qaws 1404)`."""
    text = _certain(document)
    if document["uncertain"]:
        text = _("%(date)s, not certain") % {"date": text}
    if translation.get_language() == "fa":
        return _beside(text, document)
    if document["date_label"]:
        return _("%(date)s (%(label)s)") % {"date": text, "label": document["date_label"]}
    return text


def machine(document: DateDocument) -> str | None:
    """A value for <time datetime>: a day, a month or a year; None for anything that is not one of these."""
    if document["approximate"]:
        return None
    if document["earliest"] == document["latest"]:
        return document["earliest"]
    if document["extent"] == "once_within" and document["precision"] in ("month", "year"):
        return document["earliest"][: 7 if document["precision"] == "month" else 4]
    return None


def _certain(document: DateDocument) -> str:
    first, last = document["earliest"], document["latest"]
    if first == FLOOR or last == CEILING:
        return _open(document)
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if document["time_of_day"] == "night" and end - start <= ONE_DAY:
        lasted = document["extent"] == "throughout" and start != end
        return _night(start, end) if lasted else _("night of %(date)s") % {"date": day_words(start)}
    closed = _closed(document, start, end)
    if document["time_of_day"]:
        time = tables.TIMES_OF_DAY.get(document["time_of_day"], document["time_of_day"])
        return _("%(date)s, %(time)s") % {"date": closed, "time": time}
    return closed


def _closed(document: DateDocument, start: date, end: date) -> str:
    if start == end:
        return _about(document, day_words(start))
    if document["extent"] == "throughout":
        return _about(document, _range(start, end))
    return _named(document, start, end) or _about(document, _between(start, end))


def _named(document: DateDocument, start: date, end: date) -> str:
    """A month, a year or a part of one, where the span is exactly that or was cut at the day of the report."""
    precision, vague = document["precision"], document["approximate"] or document["uncertain"]
    if precision == "month":
        month = month_words(start.year, start.month)
        return _about(document, month) if vague else _("%(month)s, day unknown") % {"month": month}
    if precision == "year":
        year = year_words(start.year)
        return _about(document, year) if vague else _("%(year)s, month unknown") % {"year": year}
    if precision == "part_of_month":
        return _part(_part_of_month(start, end), month_inside(start.year, start.month))
    if precision == "part_of_year":
        part = next((name for (first, _last), name in PARTS_OF_YEAR.items() if first == start.month), "")
        return _part(part, year_words(start.year))
    return ""


def _part(part: str, whole: str) -> str:
    phrases = {
        "early": _("early %(whole)s"),
        "mid": _("mid %(whole)s"),
        "late": _("late %(whole)s"),
        "first half": _("first half of %(whole)s"),
        "second half": _("second half of %(whole)s"),
        "first week": _("first week of %(whole)s"),
        "last week": _("last week of %(whole)s"),
    }
    return phrases[part] % {"whole": whole} if part else ""


def _part_of_month(start: date, end: date) -> str:
    last = 0 if (end + ONE_DAY).day == 1 else end.day
    exact = PARTS_OF_MONTH.get((start.day, last))
    if exact is None and last == 0 and (end - start).days == 6:
        return "last week"
    # A part that is cut at the day of the report keeps its name.
    return exact or {1: "early", 11: "mid", 21: "late"}.get(start.day, "")


def _open(document: DateDocument) -> str:
    first, last = document["earliest"], document["latest"]
    throughout = document["extent"] == "throughout"
    if first == FLOOR and last == CEILING:
        return _("date unknown")
    if last == CEILING:
        start = {"date": _about(document, day_words(date.fromisoformat(first)))}
        return _("since %(date)s") % start if throughout else _("on or after %(date)s") % start
    end = date.fromisoformat(last)
    if document["precision"] == "unknown":
        return _("date unknown, reported %(date)s") % {"date": day_words(end)}
    if throughout:
        return _("until %(date)s") % {"date": _about(document, day_words(end))}
    return _("before %(date)s") % {"date": _about(document, day_words(end + ONE_DAY))}


def _about(document: DateDocument, text: str) -> str:
    return _("about %(date)s") % {"date": text} if document["approximate"] else text


def _night(start: date, end: date) -> str:
    if not _same_month(start, end):
        return _("night of %(date)s") % {"date": _range(start, end)}
    return _("night of %(first)s-%(last)s") % _first_and_last(start, end)


def _range(start: date, end: date) -> str:
    """`24-26 Nov 2025`, `30 Nov - 2 Dec 2025`, `30 Dec 2025 - 2 Jan 2026`."""
    if _same_month(start, end):
        return _("%(first)s-%(last)s") % _first_and_last(start, end)
    return _("%(start)s - %(end)s") % _start_and_end(start, end)


def _between(start: date, end: date) -> str:
    if _same_month(start, end):
        return _("between %(first)s and %(last)s") % _first_and_last(start, end)
    return _("between %(start)s and %(end)s") % _start_and_end(start, end)


def _same_month(start: date, end: date) -> bool:
    return (start.year, start.month) == (end.year, end.month)


def _first_and_last(start: date, end: date) -> dict[str, str]:
    """`24` and `26 Nov 2025`."""
    return {"first": digits(str(start.day)), "last": day_words(end)}


def _start_and_end(start: date, end: date) -> dict[str, str]:
    return {"start": day_without_year(start) if start.year == end.year else day_words(start), "end": day_words(end)}


def _beside(text: str, document: DateDocument) -> str:
    """The same bounds that the words name, in the other calendar."""
    first, last = document["earliest"], document["latest"]
    if first == FLOOR and last == CEILING:
        return text
    if first == FLOOR:
        end = date.fromisoformat(last)
        excluded = document["extent"] != "throughout" and document["precision"] != "unknown"
        return beside(text, end + ONE_DAY if excluded else end)
    start = date.fromisoformat(first)
    return beside(text, start, None if last == CEILING else date.fromisoformat(last))
