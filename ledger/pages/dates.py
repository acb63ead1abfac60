"""A document's date in words for people, and as a string for machines where one is honest. Pure."""

from datetime import date, timedelta

from ledger.documents import DateDocument

FLOOR = "0001-01-01"
CEILING = "9999-12-31"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# First and last day of the parts that words name; 0 is the month's last day, whichever that is.
PARTS_OF_MONTH = {
    (1, 10): "early",
    (11, 20): "mid",
    (21, 0): "late",
    (1, 15): "first half of",
    (16, 0): "second half of",
    (1, 7): "first week of",
}
PARTS_OF_YEAR = {(1, 4): "early", (5, 8): "mid", (9, 12): "late"}


def shown(document: DateDocument) -> str:
    """`26 Nov 2025`, `about Nov 2025`, `between 24 and 26 Nov 2025`, `since 24 Nov 2025 (3 Qaws 1404)`."""
    label = f" ({document['date_label']})" if document["date_label"] else ""
    uncertain = ", not certain" if document["uncertain"] else ""
    return f"{_certain(document)}{uncertain}{label}"


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
    if document["time_of_day"] == "night" and end - start <= timedelta(days=1):
        return f"night of {_range(start, end) if document['extent'] == 'throughout' else _day(start)}"
    time_of_day = f", {document['time_of_day']}" if document["time_of_day"] else ""
    return f"{_closed(document, start, end)}{time_of_day}"


def _closed(document: DateDocument, start: date, end: date) -> str:
    about = "about " if document["approximate"] else ""
    if start == end:
        return f"{about}{_day(start)}"
    if document["extent"] == "throughout":
        return f"{about}{_range(start, end)}"
    return _named(document, start, end) or f"{about}between {_pair(start, end)}"


def _named(document: DateDocument, start: date, end: date) -> str:
    """A month, a year or a part of one, where the span is exactly that or was cut at the day of the report."""
    precision, vague = document["precision"], document["approximate"] or document["uncertain"]
    about = "about " if document["approximate"] else ""
    if precision == "month":
        return f"{about}{_month(start)}{'' if vague else ', day unknown'}"
    if precision == "year":
        return f"{about}{start.year}{'' if vague else ', month unknown'}"
    if precision == "part_of_month":
        part = _part_of_month(start, end)
        return f"{part} {_month(start)}" if part else ""
    if precision == "part_of_year":
        part = next((name for (first, _), name in PARTS_OF_YEAR.items() if first == start.month), "")
        return f"{part} {start.year}" if part else ""
    return ""


def _part_of_month(start: date, end: date) -> str:
    last = 0 if (end + timedelta(days=1)).day == 1 else end.day
    exact = PARTS_OF_MONTH.get((start.day, last))
    if exact is None and last == 0 and (end - start).days == 6:
        return "last week of"
    # A part that is cut at the day of the report keeps its name.
    return exact or {1: "early", 11: "mid", 21: "late"}.get(start.day, "")


def _open(document: DateDocument) -> str:
    first, last = document["earliest"], document["latest"]
    about = "about " if document["approximate"] else ""
    throughout = document["extent"] == "throughout"
    if first == FLOOR and last == CEILING:
        return "date unknown"
    if last == CEILING:
        return f"{'since' if throughout else 'on or after'} {about}{_day(date.fromisoformat(first))}"
    end = date.fromisoformat(last)
    if document["precision"] == "unknown":
        return f"date unknown, reported {_day(end)}"
    return f"until {about}{_day(end)}" if throughout else f"before {about}{_day(end + timedelta(days=1))}"


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _range(start: date, end: date) -> str:
    """`24-26 Nov 2025`, `30 Nov - 2 Dec 2025`, `30 Dec 2025 - 2 Jan 2026`."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{_day(end)}"
    return f"{_shorter(start, end)} - {_day(end)}"


def _pair(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} and {_day(end)}"
    return f"{_shorter(start, end)} and {_day(end)}"


def _shorter(start: date, end: date) -> str:
    return f"{start.day} {MONTHS[start.month - 1]}" if start.year == end.year else _day(start)
