"""How many there are, and the first and the last day that is known of any."""

from datetime import date
from typing import NamedTuple

from django.db import connection

from ledger.documents import CEILING, FLOOR
from ledger.filters import narrowed
from ledger.filters.sets import Values
from ledger.tallies.counting import SIGN, changed_rows, for_the_whole_register, select

COLUMNS = ("earliest", "latest")
BEGUN, ENDED = f"DATE '{FLOOR}'", f"DATE '{CEILING}'"
# Of a span that is open at one end, only the other is known.
FIRST = f"CASE WHEN entry.earliest > {BEGUN} THEN entry.earliest WHEN entry.latest < {ENDED} THEN entry.latest END"
LAST = f"CASE WHEN entry.latest < {ENDED} THEN entry.latest WHEN entry.earliest > {BEGUN} THEN entry.earliest END"


class Ends(NamedTuple):
    incidents: int
    first: date | None
    last: date | None


def counted(values: Values, as_of: int) -> Ends:
    columns = ["count(*)", f"min({FIRST})", f"max({LAST})"]
    sql, parameters = select(columns, narrowed("incident", values, as_of), COLUMNS)
    with for_the_whole_register(values), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return Ends(*cursor.fetchone())


def carried(known: Ends, values: Values, before: int, after: int) -> Ends | None:
    """None where one that lay at an end has left: what is next to it, only counting tells."""
    columns = [SIGN, "count(*)", f"min({FIRST})", f"max({LAST})"]
    sql, parameters = select(columns, changed_rows(values, before, after), COLUMNS, "GROUP BY 1")
    with connection.cursor() as cursor:
        cursor.execute(sql, [after, after, before, before, *parameters])
        found = {row[0]: Ends(*row[1:]) for row in cursor.fetchall()}
    nothing = Ends(0, None, None)
    came, went = found.get(1, nothing), found.get(-1, nothing)
    first = min((day for day in (known.first, came.first) if day), default=None)
    last = max((day for day in (known.last, came.last) if day), default=None)
    if (went.first and went.first == first != came.first) or (went.last and went.last == last != came.last):
        return None
    return Ends(known.incidents + came.incidents - went.incidents, first, last)
