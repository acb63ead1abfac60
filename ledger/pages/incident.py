"""One incident as its page shows it: each fact with the statements that carry it. Pure."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import languages
from ledger.documents import ActorReference, FacilityReference, IncidentDocument, PlaceReference
from ledger.pages import tables, words
from ledger.pages.accounts import HarmFact, harm_facts
from ledger.pages.claims import (
    FACTS,
    Captures,
    CitedSource,
    Shown,
    Statement,
    accounts_differ,
    cited_sources,
    mark,
    said_by,
    shown_under,
    statements,
)
from ledger.pages.dates import machine, shown
from ledger.pages.edtf import edtf_explained
from ledger.pages.figures import totals_words
from ledger.pages.numerals import numeral
from ledger.pages.places import coordinates, place_words, precision_words
from ledger.pages.unknowns import what_is_not_known

ISOLATE, END = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Value:
    """`label: before name after`, with a link on the name where the register knows it."""

    name: str
    url: str = ""
    label: str = ""
    before: str = ""
    after: str = ""
    machine: str | None = None
    edtf: str = ""
    remark: str = ""


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

    @property
    def said_by(self) -> str:
        return said_by(self.statements)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line of the page's table of contents."""

    url: str
    words: str


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
    unknowns: tuple[str, ...]

    @property
    def contents(self) -> tuple[Anchor, ...]:
        facts = [Anchor(f"#fact-{fact.key}", fact.heading) for fact in self.facts]
        harms = [Anchor(f"#fact-{harm.key}", harm.heading) for harm in self.harms]
        unknown = [Anchor("#unknown", _("What is not known"))] if self.unknowns else []
        related = [Anchor("#related", _("Related"))]
        sources = [Anchor("#sources", _("Sources"))] if self.sources else []
        last = (Anchor("#editions", _("Editions")), Anchor("#use", _("Cite and share")))
        return (*facts, *harms, *unknown, *related, *sources, *last)


def incident_page(document: IncidentDocument, captures: Captures | None = None) -> IncidentPage:
    sources = cited_sources(document, captures)
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
        type=words.type_name(document["type"]),
        date=words.sentence(shown(document["date"])),
        date_machine=machine(document["date"]),
        place=words.sentence(place_words(document["places"][0]).text) if document["places"] else _("Place unknown"),
        casualties=totals_words(document["totals"]),
        facts=facts,
        harms=harms,
        others=mark(unplaced, seen),
        sources=tuple(sources.values()),
        sources_words=_sources_words(len(sources)),
        origins_words=_origins_words(document["origins"]),
        single_origin=document["origins"] == 1,
        differs=accounts_differ(document),
        tags=tuple(document["tags"]),
        unknowns=what_is_not_known(document),
    )


def _sources_words(count: int) -> str:
    return ngettext("%(count)s source", "%(count)s sources", count) % {"count": numeral(count)}


def _origins_words(count: int) -> str:
    said = ngettext("%(count)s independent origin", "%(count)s independent origins", count)
    return said % {"count": numeral(count)}


def _facts(document: IncidentDocument, said: tuple[Statement, ...], seen: set[int]) -> tuple[Fact, ...]:
    values = {
        "type": _what(document),
        "date": _when(document),
        "place": tuple(map(_place, document["places"])),
        "actors": tuple(map(_actor, document["actors"])),
        "facilities": tuple(map(_facility, document["facilities"])),
    }
    facts = [Fact(key, str(FACTS[key]), told, shown_under(key, said, seen)) for key, told in values.items()]
    return tuple(fact for fact in facts if fact.values or fact.statements)


def _what(document: IncidentDocument) -> tuple[Value, ...]:
    type_ = document["type"]
    name = words.type_name(type_)
    parent = tables.TYPES.get(type_["parent"] or "") or type_["parent_name"] or ""
    return (Value(name, after=f" ({parent})" if parent and parent != name else ""),)


def _when(document: IncidentDocument) -> tuple[Value, ...]:
    date = document["date"]
    said = {"words": _as_quoted(date["date_text"])}
    return (
        Value(
            words.sentence(shown(date)),
            machine=machine(date),
            after=_(" – “%(words)s” in the source’s words") % said if date["date_text"] else "",
            edtf=date["edtf"],
            remark=edtf_explained(date),
        ),
    )


def _as_quoted(text: str) -> str:
    """Words of any language keep their own order within a sentence that runs from the right."""
    return f"{ISOLATE}{text}{END}" if languages.current().direction == "rtl" else text


def _place(reference: PlaceReference) -> Value:
    place = place_words(reference)
    point = coordinates(reference["point"], reference["precision"])
    return Value(
        place.name,
        place.url,
        before=words.sentence(place.before),
        after=words.listed([place.after, place.around]) if place.around else place.after,
        remark=" ".join(part for part in (precision_words(reference["precision"]), point) if part),
    )


def _actor(actor: ActorReference) -> Value:
    known = actor["id"] and actor["slug"]
    url = reverse("pages:record_page", args=["actor", actor["id"], actor["slug"]]) if known else ""
    as_named = actor["as_named"] if actor["as_named"] != actor["name"] else ""
    after = _(" – named “%(words)s”") % {"words": _as_quoted(as_named)} if as_named else ""
    return Value(actor["name"], url, words.word(tables.ROLES, actor["role"]), after=after)


def _facility(facility: FacilityReference) -> Value:
    known = facility["id"] and facility["slug"]
    url = reverse("pages:record_page", args=["facility", facility["id"], facility["slug"]]) if known else ""
    kind = words.word(tables.FACILITY_KINDS, facility["kind"]) if facility["kind"] else ""
    count = facility["count"] or 0
    number = ngettext("%(count)s of them", "%(count)s of them", count) % {"count": numeral(count)} if count > 1 else ""
    details = words.listed([part for part in (kind, number) if part])
    label = words.word(tables.FACILITY_RELATIONS, facility["relation"])
    return Value(facility["name"], url, label, after=f" ({details})" if details else "")
