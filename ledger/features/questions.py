"""From OGC's way of asking, `bbox` and `datetime`, to the filters that every list has."""

import re
from collections.abc import Mapping, Sequence

from ledger.features.collections import Collection
from ledger.filters import BadParameter
from ledger.selection import one

Query = Mapping[str, Sequence[str]]

OWN = ("limit", "cursor")
OPEN = ("", "..")
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIME = r"[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
MOMENT = re.compile(rf"({DAY})(?:{TIME})?")
ALLOWED = "a day or a time such as 2025-11-26T00:00:00Z, or two with a slash between, one of which may be '..'"


def as_filters(collection: Collection, query: Query) -> dict[str, Sequence[str]]:
    """The query in the words of ledger/filters. Raises BadParameter for what cannot be said in them."""
    filters = dict(query)
    box = one(query, "bbox")
    if box is not None:
        filters["bbox"] = [_plane(box)]
    if collection.has_dates and "datetime" in filters:
        filters |= _period(query)
        del filters["datetime"]
    return filters


def _plane(box: str) -> str:
    """A box with heights holds what the same box without them does: no point of ours has a height."""
    parts = box.split(",")
    return ",".join(parts[:2] + parts[3:5]) if len(parts) == 6 and _numbers(parts[2], parts[5]) else box


def _numbers(*texts: str) -> bool:
    return all(re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,12})?", text) for text in texts)


def _period(query: Query) -> dict[str, Sequence[str]]:
    for name in ("from", "to"):
        if name in query:
            raise BadParameter("datetime", f"'datetime' says the same as {name!r}: give one of them.", [ALLOWED])
    start, slash, end = (one(query, "datetime") or "").partition("/")
    if not slash:
        end = start
    if (start in OPEN and end in OPEN) or (not slash and start in OPEN):
        raise _unreadable()
    first, last = _day(start), _day(end)
    if first and last and first > last:
        raise BadParameter("datetime", "'datetime' ends before it begins.", [ALLOWED])
    return {name: [day] for name, day in (("from", first), ("to", last)) if day}


def _day(text: str) -> str:
    """The day of a moment, as it is written: the register knows no finer time. Empty for an open end."""
    if text in OPEN:
        return ""
    found = MOMENT.fullmatch(text)
    if not found:
        raise _unreadable()
    return found.group(1)


def _unreadable() -> BadParameter:
    return BadParameter("datetime", "'datetime' cannot be read.", [ALLOWED])
