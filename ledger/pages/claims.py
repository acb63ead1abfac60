"""Claims as statements: who said what, where it stands, and which facts it carries. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ledger.documents import ClaimDocument, IncidentDocument, SourceDocument, SourceReference
from ledger.pages import words
from ledger.pages.numerals import numeral

STATUSES: Mapping[str, str | Promise] = {
    "accepted": "",
    "disputed": gettext_lazy("Disputed"),
    "superseded": gettext_lazy("Superseded"),
}
FACTS: Mapping[str, str | Promise] = {
    "type": gettext_lazy("What happened"),
    "date": gettext_lazy("When"),
    "place": gettext_lazy("Where"),
    "actors": gettext_lazy("Who"),
    "facilities": gettext_lazy("Facilities"),
    "casualties": gettext_lazy("Casualties"),
}
Captures = Mapping[str, SourceDocument]


@dataclass(frozen=True, slots=True)
class Origin:
    """Another source that tells the same: `repeated` by this one, or else both go back to one statement."""

    url: str
    title: str
    publisher: str
    language: str
    direction: str
    repeated: bool

    @property
    def name(self) -> str:
        return self.publisher or self.title


@dataclass(frozen=True, slots=True)
class CitedSource:
    id: str
    url: str
    title: str
    publisher: str
    original: str
    published: str
    language: str
    language_name: str
    direction: str
    retelling: bool
    origin: Origin | None
    captured: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim. `quote` is verbatim, `reading` the same with glued words apart, or empty."""

    number: int
    quote: str
    reading: str
    language: str
    language_name: str
    direction: str
    speaker: str
    said: str
    source: CitedSource | None
    status: str
    status_words: str
    credibility: str
    note: str
    supports: tuple[str, ...]

    @property
    def beginning(self) -> str:
        return Truncator(self.reading or self.quote).words(6)

    @property
    def publisher(self) -> str:
        return self.source.publisher or self.source.title if self.source else ""

    @property
    def speaks(self) -> str:
        """The speaker, unless the publisher speaks for itself."""
        return self.speaker if self.speaker != self.publisher else ""

    @property
    def by(self) -> str:
        """Whose words these are."""
        if self.speaks and self.publisher:
            return _("%(speaker)s, in %(publisher)s") % {"speaker": self.speaks, "publisher": self.publisher}
        return self.speaks or self.publisher


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement under one fact. `again`: its words already stand under an earlier fact."""

    statement: Statement
    again: bool


def cited_sources(document: IncidentDocument, captures: Captures | None = None) -> dict[str, CitedSource]:
    """`captures` are the own records of the sources, and of those that they repeat: when their text was archived, and
    its hash."""
    by_id = {source["id"]: source for source in document["sources"]}
    known = captures or {}
    return {id_: _cited(source, _origin(source, by_id, known), known.get(id_)) for id_, source in by_id.items()}


def origin_words(origin: SourceReference | SourceDocument, *, repeated: bool = True) -> Origin:
    url = reverse("pages:record_page", args=["source", origin["id"], origin["slug"]])
    publisher, language = origin["publisher"] or origin["domain"], origin["language"]
    return Origin(url, origin["title"], publisher, language, words.direction(language), repeated)


def statements(document: IncidentDocument, sources: dict[str, CitedSource]) -> tuple[Statement, ...]:
    return tuple(
        _statement(number, claim, sources.get(claim["source"])) for number, claim in enumerate(document["claims"], 1)
    )


def shown_under(fact: str, all_statements: Iterable[Statement], seen: set[int]) -> tuple[Shown, ...]:
    """The statements that support a fact, those not told yet first; adds them to `seen`."""
    found = [statement for statement in all_statements if fact in statement.supports]
    return mark(found, seen)


def mark(found: Sequence[Statement], seen: set[int]) -> tuple[Shown, ...]:
    shown = sorted((Shown(statement, statement.number in seen) for statement in found), key=lambda one: one.again)
    seen.update(statement.number for statement in found)
    return tuple(shown)


def said_by(shown: Iterable[Shown]) -> str:
    """`said by 3 sources`."""
    sources = {one.statement.source.id if one.statement.source else one.statement.number for one in shown}
    count = len(sources)
    return ngettext("Said by %(count)s source", "Said by %(count)s sources", count) % {"count": numeral(count)}


def accounts_differ(document: IncidentDocument) -> bool:
    """Whether a claim is disputed, or two that still stand count the same thing differently."""
    said: dict[tuple[str, str], set[tuple[int | None, ...]]] = {}
    for claim in document["claims"]:
        if claim["status"] == "disputed":
            return True
        for value in claim["values"] if claim["status"] == "accepted" else ():
            bounds = (value["low"], value["best"], value["high"])
            said.setdefault((value["party"], value["harm"]), set()).add(bounds)
    return any(len(figures) > 1 for figures in said.values())


def web_address(url: str) -> str:
    """Only what a browser may follow: a source's address comes from outside."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def _origin(source: SourceReference, by_id: Mapping[str, SourceReference], captures: Captures) -> Origin | None:
    """A source's own record says whom it repeats; an incident only, which of its sources count as one."""
    capture = captures.get(source["id"])
    repeated = capture["origin"] if capture else source["id"]
    origin = repeated if repeated != source["id"] else source["origin"]
    if origin == source["id"]:
        return None
    known = by_id.get(origin) or captures.get(origin)
    told = origin_words(known, repeated=origin == repeated) if known else None
    return replace(told, url=f"#s-{origin}") if told and origin in by_id else told


def _cited(source: SourceReference, origin: Origin | None, capture: SourceDocument | None) -> CitedSource:
    return CitedSource(
        id=source["id"],
        url=reverse("pages:record_page", args=["source", source["id"], source["slug"]]),
        title=source["title"],
        publisher=source["publisher"] or source["domain"],
        original=web_address(source["url"]),
        published=words.day(source["published"]),
        language=source["language"],
        language_name=words.language(source["language"]),
        direction=words.direction(source["language"]),
        retelling=source["retelling"],
        origin=origin,
        captured=words.day(capture["captured_at"]) if capture else "",
        sha256=(capture["sha256"] or "") if capture else "",
    )


def _statement(number: int, claim: ClaimDocument, source: CitedSource | None) -> Statement:
    return Statement(
        number=number,
        quote=claim["quote"],
        reading=claim["reading"] if claim["reading"] != claim["quote"] else "",
        language=claim["language"],
        language_name=words.language(claim["language"]),
        direction=words.direction(claim["language"]),
        speaker=claim["speaker"],
        said=words.day(claim["stated_on"]),
        source=source,
        status=claim["status"],
        status_words=str(STATUSES.get(claim["status"], words.sentence(claim["status"]))),
        credibility=words.CREDIBILITY.get(claim["credibility"] or 0, ""),
        note=claim["note"],
        supports=tuple(claim["supports"]),
    )
