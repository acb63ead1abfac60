"""Where in a list a date lies: the page that begins there, as an address that stays the same for that list."""

import re
from dataclasses import dataclass
from datetime import date

from ledger import paging
from ledger.filters import BadParameter
from ledger.pages.cards import incident_of, month_of
from ledger.selection import Selection
from ledger.timeline.addresses import Address
from ledger.timeline.periods import unit_of

BY_DATE = ("date", "-date")
DATE = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date


def read_jump(text: str) -> Period:
    """A year, a month or a day. Raises BadParameter for anything else."""
    found = DATE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        year, month, day = found.groups()
        start = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise BadParameter("jump", "There is no such date.", ["a year, a month or a day, such as 2025-12"]) from None
    return Period(*unit_of(start, "day" if day else "month" if month else "year"))


def jumped(selection: Selection, address: Address, period: Period) -> str:
    """The list from the first of its incidents that begins in the period, or next after it in the list's order.

    Raises BadParameter for a list that is not in the order of time.
    """
    if selection.sort not in BY_DATE:
        raise BadParameter("jump", "A list in this order has no place for a date.", ["sort=date or sort=-date"])
    order, rows = selection.order, selection.entries()
    beyond = {"earliest__gt": period.last} if order.descending else {"earliest__lt": period.first}
    preceding = paging.ordered(order.reversed(), rows.filter(**beyond)).first()
    key = tuple(str(getattr(preceding, column)) for column in order.columns) if preceding else None
    here = paging.ordered(order, paging.beyond(order, rows, key) if key else rows).select_related("edition").first()
    document = incident_of(here.edition) if here else None
    anchor = f"#{month_of(document['date'])[0]}" if document else ""
    return (address.having(after=selection.cursor(key)) if key else address).url + anchor
