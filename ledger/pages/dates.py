"""Dates of documents in words and for machines. (Stands in until the dates work lands.)"""

from ledger.documents import DateDocument
from ledger.pages.words import partial_date


def shown(date: DateDocument) -> str:
    first, last = date["earliest"], date["latest"]
    about = "about " if date["approximate"] else ""
    if first == last:
        return f"{about}{partial_date(first)}"
    return f"{about}{partial_date(first)} to {partial_date(last)}"


def machine(date: DateDocument) -> str | None:
    return date["earliest"] if date["earliest"] == date["latest"] and not date["approximate"] else None
