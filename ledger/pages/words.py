"""The public words for the codes in documents, in the language of the page. An unknown code is shown as its own words,
never left out."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.documents import TypeDocument
from ledger.pages.calendars import (
    LONG,
    beside,
    beside_year,
    day_words,
    month_inside,
    month_words,
    year_words,
)
from ledger.pages.numerals import numeral
from ledger.pages.tables import (
    ACTOR_KINDS,
    CLAIM_STATUSES,
    COUNTRIES,
    CREDIBILITY,
    FACILITY_KINDS,
    FACILITY_RELATIONS,
    FACILITY_STATUSES,
    HARM_NAMES,
    LANES_IN_WORDS,
    LANGUAGE_NAMES,
    OPERATIONS,
    PARTIES,
    PLACE_KINDS,
    PLURALS,
    RECORD_KINDS,
    RELATIONS,
    ROLES,
    SOURCE_KINDS,
    TYPES,
    WITHDRAWAL_REASONS,
)

__all__ = [
    "ACTOR_KINDS",
    "CLAIM_STATUSES",
    "COUNTRIES",
    "CREDIBILITY",
    "FACILITY_KINDS",
    "FACILITY_RELATIONS",
    "FACILITY_STATUSES",
    "HARMS",
    "HARM_NAMES",
    "LANES",
    "LANES_IN_WORDS",
    "LANGUAGE_NAMES",
    "OPERATIONS",
    "PARTIES",
    "PLACE_KINDS",
    "PLURALS",
    "RECORD_KINDS",
    "RELATIONS",
    "ROLES",
    "SOURCE_KINDS",
    "TYPES",
    "WITHDRAWAL_REASONS",
]
HARMS = ("killed", "injured", "captured", "missing")
LANES = frozenset({"violence", "diplomacy", "forces"})
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur"})
EVERY_KIND = ACTOR_KINDS | FACILITY_KINDS | PLACE_KINDS | FACILITY_STATUSES | SOURCE_KINDS


def word(table: Mapping[str, str], code: str | None) -> str:
    known = table or EVERY_KIND
    return known.get(code or "", "") or sentence((code or "").replace("_", " ").replace(".", ", "))


def type_name(of: TypeDocument) -> str:
    """Our own types in the reader's language; one that we do not know as the document names it."""
    return TYPES.get(of["code"]) or of["name"]


def lane(code: str) -> str:
    """The lane whose icon is drawn."""
    return code if code in LANES else "other"


def sentence(text: str) -> str:
    """Letters without capitals stay as they are."""
    return text[:1].upper() + text[1:]


def country(code: str | None) -> str:
    return COUNTRIES.get(code or "", code or "")


def language(code: str) -> str:
    return LANGUAGE_NAMES.get(code, code)


def direction(code: str) -> str:
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def listed(names: list[str] | tuple[str, ...]) -> str:
    """`Khatlon, Tajikistan`: with the language's own comma."""
    return _(", ").join(names)


# Each noun whole with its number, since languages count otherwise: 1 источник, 2 источника, 5 источников.
COUNTED: Mapping[str, Callable[[int], str]] = {
    "source": lambda n: ngettext("%(number)s source", "%(number)s sources", n),
    "independent origin": lambda n: ngettext("%(number)s independent origin", "%(number)s independent origins", n),
    "incident": lambda n: ngettext("%(number)s incident", "%(number)s incidents", n),
    "actor": lambda n: ngettext("%(number)s actor", "%(number)s actors", n),
    "facility": lambda n: ngettext("%(number)s facility", "%(number)s facilities", n),
    "place": lambda n: ngettext("%(number)s place", "%(number)s places", n),
    "timeline": lambda n: ngettext("%(number)s timeline", "%(number)s timelines", n),
    "claim": lambda n: ngettext("%(number)s claim", "%(number)s claims", n),
    "edition": lambda n: ngettext("%(number)s edition", "%(number)s editions", n),
    "correction": lambda n: ngettext("%(number)s correction", "%(number)s corrections", n),
    "more place": lambda n: ngettext("%(number)s more place", "%(number)s more places", n),
    "row": lambda n: ngettext("%(number)s row", "%(number)s rows", n),
    "column": lambda n: ngettext("%(number)s column", "%(number)s columns", n),
    "day": lambda n: ngettext("%(number)s day", "%(number)s days", n),
    "record": lambda n: ngettext("%(number)s record", "%(number)s records", n),
    "result": lambda n: ngettext("%(number)s result", "%(number)s results", n),
}


def counted(number: int, noun: str) -> str:
    """`12 sources`, `1 source`, `3 facilities`; `noun` is one of those above."""
    return COUNTED[noun](number) % {"number": numeral(number)}


def partial_date(edtf: str) -> str:
    """`2019~` as "about 2019", `2025-11` as "November 2025": the dates that relations and statuses carry."""
    return _partial(edtf, behind_a_word=False)


def period(start: str, end: str) -> str:
    """`since 2019`, `until May 2020`, `2019 to May 2020`."""
    if start and end:
        return _("%(start)s to %(end)s") % {"start": partial_date(start), "end": partial_date(end)}
    if start:
        return _("since %(date)s") % {"date": _partial(start, behind_a_word=True)}
    return _("until %(date)s") % {"date": _partial(end, behind_a_word=True)} if end else ""


def day(iso: str | None) -> str:
    return partial_date(iso[:10]) if iso else ""


def month(year: int, number: int) -> str:
    """`November 2025`."""
    return month_words(year, number, LONG)


def _partial(edtf: str, *, behind_a_word: bool) -> str:
    text = _bare(edtf.rstrip("~?%"), behind_a_word)
    if text is None:
        return edtf
    if edtf.endswith(("~", "%")):
        text = _("about %(date)s") % {"date": text}
    return _("%(date)s, not certain") % {"date": text} if edtf.endswith(("?", "%")) else text


def _bare(edtf: str, behind_a_word: bool) -> str | None:
    """None where it is no day, month or year."""
    parts = [int(part) if part.isdecimal() else 0 for part in edtf.split("-")]
    if not all(parts) or len(parts) > 3 or (len(parts) > 1 and parts[1] > 12):
        return None
    if len(parts) == 1:
        return beside_year(year_words(parts[0]), parts[0])
    if len(parts) == 2:
        written = month_inside if behind_a_word else month_words
        return written(parts[0], parts[1], LONG)
    try:
        whole = date(*parts)
    except ValueError:
        return None
    return beside(day_words(whole, LONG), whole)
