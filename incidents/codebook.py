"""The codebook, about/codebook.md: every code of the vocabularies in words, in each language of the pages. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from incidents import vocabulary
from incidents.vocabulary import INCIDENT_TYPES, TypeCode
from ledger import languages
from ledger.about import codes
from ledger.pages import tables

# Where codes stand in the data, what the vocabulary calls them, and the words of the pages, which are translated.
SECTIONS: tuple[tuple[str, Mapping[Any, str], Mapping[Any, str]], ...] = (
    ("date.precision", codes.DATE_PRECISIONS, codes.DATE_PRECISIONS),
    ("places[].precision", vocabulary.PLACE_PRECISIONS, codes.PLACE_PRECISIONS),
    ("places[].kind", vocabulary.PLACE_KINDS, tables.PLACE_KINDS),
    ("actors[].kind", vocabulary.ACTOR_KINDS, tables.ACTOR_KINDS),
    ("actors[].role", vocabulary.ROLES, tables.ROLES),
    ("relations[].relation", vocabulary.ACTOR_RELATIONS, tables.RELATIONS),
    ("facilities[].kind", vocabulary.FACILITY_KINDS, tables.FACILITY_KINDS),
    ("facilities[].relation", vocabulary.FACILITY_RELATIONS, tables.FACILITY_RELATIONS),
    ("statuses[].status", vocabulary.FACILITY_STATUSES, tables.FACILITY_STATUSES),
    ("casualties[].harm", vocabulary.HARMS, tables.HARM_NAMES),
    ("claims[].supports", vocabulary.FACTS, codes.FACTS),
    ("claims[].status", vocabulary.CLAIM_STATUSES, tables.CLAIM_STATUSES),
    ("claims[].credibility", vocabulary.CREDIBILITY, tables.CREDIBILITY),
    ("reason_code", vocabulary.WITHDRAWAL_REASONS, tables.WITHDRAWAL_REASONS),
)


def codebook(language: str = languages.DEFAULT) -> str:
    with translation.override(language):
        parts = [_head(), *(_types(family) for family in INCIDENT_TYPES if not family.parent)]
        return "\n".join([*parts, *(_section(*section) for section in SECTIONS)])


def _head() -> str:
    lines = (f"# {gettext(codes.TITLE)}", gettext(codes.HEAD), f"## {gettext(codes.TYPES)}", gettext(codes.TYPES_HEAD))
    return "\n\n".join(lines) + "\n"


def _types(family: TypeCode) -> str:
    members = [family, *(type_ for type_ in INCIDENT_TYPES if type_.parent == family.code)]
    head = (gettext(codes.CODE), gettext(codes.NAME), gettext(codes.LANE), "ACLED", "UCDP", "PLOVER")
    return f"### {_name(family)}\n\n" + _table(head, (_type(member) for member in members))


def _type(type_: TypeCode) -> tuple[str, ...]:
    acled = " / ".join(filter(None, (type_.acled_event, type_.acled_sub_event)))
    plover = " / ".join(filter(None, (type_.plover, type_.plover_mode)))
    ucdp = codes.UCDP[type_.ucdp] if type_.ucdp else ""
    return f"`{type_.code}`", _name(type_), codes.LANES[type_.lane], acled or "–", ucdp or "–", plover or "–"


def _name(type_: TypeCode) -> str:
    return type_.name if _in_english() else tables.TYPES[type_.code]


def _section(where: str, english: Mapping[Any, str], words: Mapping[Any, str]) -> str:
    said = english if _in_english() else words
    rows = ((f"`{code}`", _meaning(code, said[code])) for code in english)
    place = gettext(codes.IN_THE_DATA) % {"where": f"`{where}`"}
    return f"## {codes.HEADINGS[where]}\n\n{place}\n\n" + _table((gettext(codes.CODE), gettext(codes.MEANING)), rows)


def _in_english() -> bool:
    """The vocabularies are written in English."""
    return translation.get_language() == languages.DEFAULT


def _meaning(code: Any, words: str) -> str:
    """Where the words begin with the code, it need not stand twice."""
    meant = words.removeprefix(f"{code} ")
    return meant[0].upper() + meant[1:]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _cell in head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
