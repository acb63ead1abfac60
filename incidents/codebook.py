"""The codebook, about/codebook.md: every code of the vocabularies in words. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from incidents import vocabulary
from incidents.vocabulary import INCIDENT_TYPES, TypeCode

LANES = {"violence": "violence", "diplomacy": "diplomacy", "forces": "facilities and forces"}
DATE_PRECISIONS = {
    "day": "the day is known",
    "span": "from one known day to another, or once between them",
    "part_of_month": "early, mid or late in a month",
    "month": "some day of a month",
    "part_of_year": "a part of a year",
    "year": "some day of a year",
    "open": "known from one side alone: since, until",
    "unknown": "nothing is known of the day",
}
UCDP = {1: "1 state-based", 2: "2 non-state", 3: "3 one-sided"}

HEAD = (
    "# Codebook\n\n"
    "Every code that stands in the files and in the API, with its meaning. This page is written by software from the "
    "lists that the software itself uses, so the two cannot differ.\n\n"
    "## Types of incidents\n\n"
    "A type has a lane, in which it is drawn, and may stand under a broader one; a filter for the broader type finds "
    "both. Types follow the events of ACLED, with diplomacy, facilities and law enforcement added. Beside each stand "
    "the codes of ACLED, UCDP and PLOVER where one fits; a dash says that none does, or that it depends on the "
    "parties.\n"
)

SECTIONS: tuple[tuple[str, str, Mapping[Any, str]], ...] = (
    ("How exactly a date is known", "`date.precision`", DATE_PRECISIONS),
    ("How exactly a place is known", "`places[].precision`", vocabulary.PLACE_PRECISIONS),
    ("Kinds of places", "`places[].kind`", vocabulary.PLACE_KINDS),
    ("Kinds of actors", "`actors[].kind`", vocabulary.ACTOR_KINDS),
    ("What an actor did", "`actors[].role`", vocabulary.ROLES),
    ("How actors are related", "`relations[].relation`", vocabulary.ACTOR_RELATIONS),
    ("Kinds of facilities", "`facilities[].kind`", vocabulary.FACILITY_KINDS),
    ("What happened to a facility", "`facilities[].relation`", vocabulary.FACILITY_RELATIONS),
    ("State of a facility", "`statuses[].status`", vocabulary.FACILITY_STATUSES),
    ("Harm to people", "`casualties[].harm`", vocabulary.HARMS),
    ("What a claim carries", "`claims[].supports`", vocabulary.FACTS),
    ("Standing of a claim", "`claims[].status`", vocabulary.CLAIM_STATUSES),
    ("Credibility of a claim", "`claims[].credibility`", vocabulary.CREDIBILITY),
    ("Why a record was withdrawn", "`reason_code`", vocabulary.WITHDRAWAL_REASONS),
)


def codebook() -> str:
    parts = [HEAD, *(_types(family) for family in INCIDENT_TYPES if not family.parent)]
    parts += [_section(*section) for section in SECTIONS]
    return "\n".join(parts)


def _types(family: TypeCode) -> str:
    members = [family, *(type_ for type_ in INCIDENT_TYPES if type_.parent == family.code)]
    return f"### {family.name}\n\n" + _table(
        ("Code", "Name", "Lane", "ACLED", "UCDP", "PLOVER"), (_type(member) for member in members)
    )


def _type(type_: TypeCode) -> tuple[str, ...]:
    acled = " / ".join(filter(None, (type_.acled_event, type_.acled_sub_event)))
    plover = " / ".join(filter(None, (type_.plover, type_.plover_mode)))
    ucdp = UCDP[type_.ucdp] if type_.ucdp else ""
    return f"`{type_.code}`", type_.name, LANES[type_.lane], acled or "–", ucdp or "–", plover or "–"


def _section(heading: str, where: str, codes: Mapping[Any, str]) -> str:
    rows = ((f"`{code}`", _meaning(code, words)) for code, words in codes.items())
    return f"## {heading}\n\nIn the data: {where}.\n\n" + _table(("Code", "Meaning"), rows)


def _meaning(code: Any, words: str) -> str:
    """Where the words begin with the code, it need not stand twice."""
    meant = words.removeprefix(f"{code} ")
    return meant[0].upper() + meant[1:]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
