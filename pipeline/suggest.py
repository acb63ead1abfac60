"""Facts to incidents: what an article reports, main or on the side, with the words that carry every fact."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from incidents.dates.span import CEILING, FLOOR, DateSpan
from incidents.dates.words import read_words
from incidents.vocabulary import INCIDENT_TYPES
from pipeline import link
from pipeline.clean import clean
from pipeline.data import (
    Article,
    Document,
    Evidence,
    Fact,
    KnownIncident,
    Lexicon,
    Reading,
    SuggestedActor,
    SuggestedCasualties,
    SuggestedFacility,
    SuggestedIncident,
    SuggestedPlace,
)
from pipeline.extract.days import dateline_day
from pipeline.extract.drafts import Draft, group
from pipeline.extract.facts import FoundDay, FoundFacility, FoundPlace, Part
from pipeline.extract.figures import Figure, figures
from pipeline.extract.locations import as_suggested, countries_of, dateline_place, inherit_places, places_of
from pipeline.extract.reading import read_facts
from pipeline.extract.roles import parts_of
from pipeline.extract.standing import is_background, rank
from pipeline.extract.statements import statement_of
from pipeline.extract.types import type_of

TYPE_NAMES = {row.code: row.name for row in INCIDENT_TYPES}
RELATIONS = {"opening": "opened", "closure": "closed", "violence": "attacked", "exercise": "used"}


def read(document: Document, lexicon: Lexicon, known_incidents: Sequence[KnownIncident] = ()) -> Reading:
    """All pure stages in a row. Raises PipelineError for what cannot be read."""
    article = clean(document, lexicon)
    incidents = suggest(article, lexicon)
    matches = {n: link.match(incident, known_incidents) for n, incident in enumerate(incidents)}
    return Reading(article, incidents, matches)


def suggest(article: Article, lexicon: Lexicon) -> tuple[SuggestedIncident, ...]:
    """The incident that the article is about comes first, then other news in it, then background."""
    facts = read_facts(article, lexicon)
    drafts = group(facts, article.published)
    inherit_places(drafts)
    for draft in drafts:
        draft.background = is_background(draft, drafts, article.published)
    if all(draft.background for draft in drafts) and (said := statement_of(facts)):
        drafts.append(said)
    ordered = sorted(drafts, key=lambda draft: (draft.background, -rank(draft), draft.first))
    return tuple(_incident(draft, article, lexicon) for draft in ordered)


def _incident(draft: Draft, article: Article, lexicon: Lexicon) -> SuggestedIncident:
    parts = parts_of(draft)
    places = places_of(draft)
    countries = countries_of(draft, places, parts)
    facilities = _facilities(draft)
    suggested_places = as_suggested(places, countries)
    evidence: list[Evidence] = []
    specific = [place for place in places if place.kind not in ("country", "border")]
    if not specific and (place := dateline_place(article, draft, lexicon, countries)):
        suggested_places, countries = (
            (place, *suggested_places),
            (place.country,) if draft.family == "words" else countries or (place.country,),
        )
        evidence += _dateline_evidence(article)
    tolls = figures(draft.tolls)
    kind = type_of(draft, parts)
    when = _date(draft, article)
    carried = _Carried(draft, when is not None and when.text != "", parts, places, tolls, facilities)
    return SuggestedIncident(
        title=_title(kind, suggested_places, parts, facilities),
        type=kind,
        main=not draft.background,
        background=draft.background,
        date=when,
        places=_with_known_countries(suggested_places, lexicon),
        countries=countries,
        actors=tuple(SuggestedActor(p.actor.name, p.role, p.actor.kind, p.actor.key) for p in parts),
        facilities=tuple(
            SuggestedFacility(f.name, f.kind, RELATIONS.get(draft.family, "mentioned"), f.count, f.key)
            for f in facilities
        ),
        casualties=_casualties(tolls, draft),
        evidence=tuple([*_evidence(carried, article), *evidence]),
        score=_score(draft),
        reasons=tuple(_reasons(draft)),
    )


def _date(draft: Draft, article: Article) -> DateSpan | None:
    """The day that the sentences give; else only that it was not after it was told."""
    published, day = article.published, draft.day
    if day is not None and not day.yearless:
        return day.span
    told = [d for d in _told(draft) if not d.yearless and d.span.precision == "day"]
    if draft.family == "exercise" and told and (end := _announced_end(draft, article)):
        return DateSpan(told[0].span.earliest, end, extent="throughout", precision="span", text=told[0].span.text)
    latest = min([d.span.latest for d in told] + ([published] if published else []), default=CEILING)
    words = day.span.text if day else next((d.span.text for d in _told(draft) if d.yearless), "")
    if not words and published is None:
        words = dateline_day(article.text)
    return DateSpan(FLOOR, latest, precision="unknown", text=words)


def _told(draft: Draft) -> list[FoundDay]:
    return [day for facts in draft.facts[:3] for day in facts.days if day.reporting]


def _announced_end(draft: Draft, article: Article) -> date | None:
    """ "until August 16": an exercise that has begun goes on to its announced end."""
    for facts in draft.facts:
        for day in facts.days:
            if day.rule == "date:until":
                words = day.span.text.split(" ", 1)[-1]
                span = read_words(words, published=article.published, announced=True)
                return span.latest if span else None
    return None


def _facilities(draft: Draft) -> list[FoundFacility]:
    if draft.family not in RELATIONS and draft.family != "words":
        return []
    told = [facts for facts in draft.facts if facts.triggers][:3]
    kept: dict[str, FoundFacility] = {}
    for facts in told:
        for facility in facts.facilities:
            kept.setdefault(facility.key or facility.name.lower(), facility)
    return list(kept.values())


def _casualties(tolls: Iterable[Figure], draft: Draft) -> tuple[SuggestedCasualties, ...]:
    found = tuple(figure.casualties for figure in tolls)
    if draft.background and len(draft.days) == 1 and draft.triggers[0].plural:
        # "attacks that claimed lives": one at least, in each.
        return tuple(replace(c, low=1) if c.harm == "killed" and c.low is None else c for c in found)
    return found


class _Carried:
    """Which sentences carry which facts of one incident."""

    def __init__(self, draft: Draft, dated: bool, parts: list[Part], places: list[FoundPlace], tolls: list[Figure],
                 facilities: list[FoundFacility]) -> None:  # fmt: skip
        self.draft = draft
        self.spans: list[tuple[int, Fact, str]] = [(t.start, "type", t.rule) for t in draft.triggers]
        if dated and draft.day:
            self.spans.append((draft.day.start, "date", draft.day.rule))
        elif draft.facts:
            self.spans += [(d.start, "date", d.rule) for facts in draft.facts[:2] for d in facts.days if d.reporting]
        self.spans += [(p.actor.start, "actors", p.actor.rule) for p in parts]
        self.spans += [(place.start, "place", place.rule) for place in places]
        self.spans += [(f.start, "facilities", f.rule) for f in facilities]
        if not places:
            self.spans += [(f.start, "place", f.rule) for f in facilities if f.count is None]
        self.spans += [(toll.start, figure.casualties.harm, toll.rule) for figure in tolls for toll in figure.tolls]


def _evidence(carried: _Carried, article: Article) -> Iterable[Evidence]:
    """One piece of evidence a sentence, with all facts that it carries."""
    for facts in sorted(carried.draft.facts, key=lambda facts: facts.sentence.number):
        sentence = facts.sentence
        here = [(fact, rule) for start, fact, rule in carried.spans if sentence.start <= start < sentence.end]
        if here:
            yield _quote(article, sentence.start, sentence.end, here)


def _quote(article: Article, start: int, end: int, here: list[tuple[Fact, str]]) -> Evidence:
    first, last = article.offsets.captured(start, end)
    quote, reading = article.captured_text[first:last], article.text[start:end]
    supports = tuple(dict.fromkeys(fact for fact, _ in here))
    rules = ", ".join(dict.fromkeys(rule for _, rule in here))
    return Evidence(quote, first, last, supports, rules, reading if reading != quote else "")


def _dateline_evidence(article: Article) -> list[Evidence]:
    start = article.captured_text.find(article.dateline)
    if start < 0:
        return []
    return [Evidence(article.dateline, start, start + len(article.dateline), ("place",), "place:dateline")]


def _with_known_countries(places: Iterable[SuggestedPlace], lexicon: Lexicon) -> tuple[SuggestedPlace, ...]:
    """A country is told by its code, so it is the register's own however the text spells it."""
    keys = {known.country: known.key for known in lexicon.places if known.kind == "country"}
    return tuple(
        replace(place, key=keys.get(place.country, "")) if place.kind == "country" and not place.key else place
        for place in places
    )


def _title(kind: str, places: Sequence[SuggestedPlace], parts: list[Part], facilities: Sequence[FoundFacility]) -> str:
    where = places[0].name if places else ""
    who = [part.actor.name for part in parts if part.role != "reporter"][:2]
    what = [facility.name for facility in facilities][:2] if kind.startswith("facility") else who
    title = TYPE_NAMES.get(kind, kind)
    if where and where not in what:
        title += f" on the {where}" if "border" in where.lower() or "frontier" in where.lower() else f" in {where}"
    return f"{title}: {', '.join(what)}" if what else title


def _score(draft: Draft) -> float:
    return round(min(0.95, 0.3 + rank(draft) / 40 + (0.15 if draft.day else 0) + (0.1 if draft.tolls else 0)), 2)


def _reasons(draft: Draft) -> Iterable[str]:
    told = len({facts.sentence.number for facts in draft.facts})
    yield f"{told} sentence{'s' if told != 1 else ''} tell of it"
    if draft.first <= 1:
        yield "the article opens with it"
    if draft.background:
        yield "told as older or on the side"
    if draft.day is None:
        yield "the text gives no day"
