"""One incident as its page shows it: each fact with the statements that carry it. Pure."""

from dataclasses import dataclass

from django.urls import reverse

from ledger.documents import ActorReference, FacilityReference, IncidentDocument
from ledger.pages import words
from ledger.pages.accounts import HarmFact, harm_facts
from ledger.pages.claims import (
    CitedSource,
    Shown,
    Statement,
    accounts_differ,
    cited_sources,
    mark,
    shown_under,
    statements,
)
from ledger.pages.dates import machine, shown
from ledger.pages.figures import totals_words
from ledger.pages.places import place_words


@dataclass(frozen=True, slots=True)
class Value:
    """`label: before name after`, with a link on the name where the register knows it."""

    name: str
    url: str = ""
    label: str = ""
    before: str = ""
    after: str = ""
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    key: str
    heading: str
    values: tuple[Value, ...]
    statements: tuple[Shown, ...]

    @property
    def differs(self) -> bool:
        return any(shown.statement.status == "disputed" for shown in self.statements)

    @property
    def taken(self) -> tuple[Shown, ...]:
        return tuple(shown for shown in self.statements if shown.statement.status != "disputed")

    @property
    def disputed(self) -> tuple[Shown, ...]:
        return tuple(shown for shown in self.statements if shown.statement.status == "disputed")


@dataclass(frozen=True, slots=True)
class IncidentPage:
    id: str
    title: str
    summary: str
    lane: str
    type: str
    date: str
    date_machine: str | None
    place: str
    casualties: tuple[str, ...]
    facts: tuple[Fact, ...]
    harms: tuple[HarmFact, ...]
    others: tuple[Shown, ...]
    sources: tuple[CitedSource, ...]
    sources_words: str
    origins_words: str
    single_origin: bool
    differs: bool
    tags: tuple[str, ...]


def incident_page(document: IncidentDocument) -> IncidentPage:
    sources = cited_sources(document)
    said = statements(document, sources)
    seen: set[int] = set()
    counted: set[int] = set()  # figures are read by themselves, so their quotes stand open there again
    facts = _facts(document, said, seen)
    harms = harm_facts(document, said, counted)
    unplaced = [statement for statement in said if statement.number not in seen | counted]
    return IncidentPage(
        id=document["id"],
        title=document["title"],
        summary=document["summary"],
        lane=words.lane(document["type"]["lane"]),
        type=document["type"]["name"],
        date=words.sentence(shown(document["date"])),
        date_machine=machine(document["date"]),
        place=words.sentence(place_words(document["places"][0]).text) if document["places"] else "Place unknown",
        casualties=totals_words(document["totals"]),
        facts=facts,
        harms=harms,
        others=mark(unplaced, seen),
        sources=tuple(sources.values()),
        sources_words=words.counted(len(sources), "source"),
        origins_words=words.counted(document["origins"], "independent origin"),
        single_origin=document["origins"] == 1,
        differs=accounts_differ(document),
        tags=tuple(document["tags"]),
    )


def _facts(document: IncidentDocument, said: tuple[Statement, ...], seen: set[int]) -> tuple[Fact, ...]:
    values = {
        "date": ("When", _when(document)),
        "place": ("Where", _where(document)),
        "type": ("What happened", _what(document)),
        "actors": ("Who", tuple(_actor(actor) for actor in document["actors"])),
        "facilities": ("Facilities", tuple(_facility(facility) for facility in document["facilities"])),
    }
    facts = [Fact(key, heading, shown_values, shown_under(key, said, seen))
             for key, (heading, shown_values) in values.items()]  # fmt: skip
    return tuple(fact for fact in facts if fact.values or fact.statements)


def _what(document: IncidentDocument) -> tuple[Value, ...]:
    type_ = document["type"]
    parent = type_["parent_name"]
    return (Value(type_["name"], after=f" ({parent})" if parent and parent != type_["name"] else ""),)


def _when(document: IncidentDocument) -> tuple[Value, ...]:
    date = document["date"]
    text = f" – “{date['date_text']}” in the source’s words" if date["date_text"] else ""
    return (Value(words.sentence(shown(date)), machine=machine(date), after=text),)


def _where(document: IncidentDocument) -> tuple[Value, ...]:
    return tuple(
        Value(place.name, place.url, before=words.sentence(place.before),
              after=f"{place.after}, {place.around}" if place.around else place.after)
        for place in map(place_words, document["places"])
    )  # fmt: skip


def _actor(actor: ActorReference) -> Value:
    known = actor["id"] and actor["slug"]
    url = reverse("pages:record_page", args=["actor", actor["id"], actor["slug"]]) if known else ""
    as_named = actor["as_named"] if actor["as_named"] != actor["name"] else ""
    after = f" – named “{as_named}”" if as_named else ""
    return Value(actor["name"], url, words.word(words.ROLES, actor["role"]), after=after)


def _facility(facility: FacilityReference) -> Value:
    known = facility["id"] and facility["slug"]
    url = reverse("pages:record_page", args=["facility", facility["id"], facility["slug"]]) if known else ""
    kind = words.word(words.FACILITY_KINDS, facility["kind"]) if facility["kind"] else ""
    count = facility["count"] if facility["count"] and facility["count"] > 1 else ""
    details = ", ".join(part for part in (kind, f"{count} of them" if count else "") if part)
    label = words.sentence(facility["relation"].replace("_", " "))
    return Value(facility["name"], url, label, after=f" ({details})" if details else "")
