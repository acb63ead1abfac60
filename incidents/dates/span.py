"""What the register means by a date: two real days and a meaning, plus the words of the source.

Pure: no Django, no clock. The rules are those of docs/decisions and ISO 8601-2:2019 (EDTF); parsing and writing
EDTF lives in edtf.py, reading people's words in words.py.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Extent = Literal["throughout", "once_within"]
Precision = Literal["day", "part_of_month", "month", "part_of_year", "year", "span", "open", "unknown"]
TimeOfDay = Literal["", "night", "morning", "noon", "afternoon", "evening"]

# psycopg2 cannot read PostgreSQL's infinity, so an unknown end is the first or the last day of the calendar.
FLOOR = date(1, 1, 1)
CEILING = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Both bounds inclusive. `approximate` (~) and `uncertain` (?) never move the bounds.

    `text` holds the source's own words, `label` the same date in another calendar ("5 Qaws 1404").
    """

    earliest: date
    latest: date
    extent: Extent = "once_within"
    approximate: bool = False
    uncertain: bool = False
    precision: Precision = "day"
    text: str = ""
    label: str = ""
    time_of_day: TimeOfDay = ""

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"a span ends before it starts: {self.earliest} to {self.latest}")
