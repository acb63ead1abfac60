"""Where an incident is: the most specific places first, and the countries that follow from them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.clean.dateline import find_dateline
from pipeline.data import Article, Lexicon, SuggestedPlace
from pipeline.extract.countries import COUNTRIES, NAMES, country_of_word
from pipeline.extract.drafts import Draft
from pipeline.extract.facts import Facts, FoundPlace, Part
from pipeline.extract.spelling import index_of

SPECIFIC = ("settlement", "admin2", "area", "admin1")
ORDER = {"facility": 0, "settlement": 1, "admin2": 2, "area": 3, "admin1": 4, "river": 5, "border": 6, "country": 7}
PRECISION = {
    "settlement": "place", "admin2": "adm2", "area": "linear_fuzzy", "admin1": "adm1", "river": "linear_fuzzy",
    "border": "linear_fuzzy", "country": "country", "facility": "site",
}  # fmt: skip
# A conversation or a recognition takes place nowhere in particular.
PLACELESS = ("call", "recognition")
FROM_DATELINE = ("pact", "meeting", "exercise", "words", "opening")
MOST = 6


def places_of(draft: Draft) -> list[FoundPlace]:
    """Places in which the draft's sentences set it; a country only where nothing more exact is said."""
    if draft.family in PLACELESS:
        return []
    kept: dict[str, FoundPlace] = {}
    home = _home(draft)
    for facts in _nearest(draft):
        for place in facts.places:
            known = place if place.country else replace(place, country=home)
            if known.located and known.country:
                kept.setdefault(_spelling(place.name), known)
    found = sorted(kept.values(), key=lambda place: ORDER.get(place.kind, 9))
    return found[:MOST] or _not_located(draft)


def _home(draft: Draft) -> str:
    """The country of a place that no list knows: that of its neighbours in the text, else of the forces there."""
    places = [p for facts in draft.facts for p in facts.places if p.located and len(p.country) == 2]
    specific = [place for place in places if place.kind in SPECIFIC] or [p for p in places if p.kind == "country"]
    if specific:
        return specific[0].country
    actors = [a for facts in draft.facts for a in (*facts.actors, *facts.reporters) if a.country]
    forces = [actor for actor in actors if actor.kind in ("armed_forces", "government_body")]
    return (forces or actors)[0].country if actors else ""


def _nearest(draft: Draft) -> list[Facts]:
    """Sentences that tell of it, not those that mention its figures again later."""
    told = [facts for facts in draft.facts if facts.triggers and not facts.sentence.headline]
    follow = [facts for facts in draft.facts if facts not in told]
    return [*told[:4], *follow[:3]]


def _not_located(draft: Draft) -> list[FoundPlace]:
    """Where no preposition helps: places that are at least not said to be elsewhere."""
    named = [
        p for facts in draft.facts[:2] for p in facts.places if p.country and p.kind != "river" and not p.elsewhere
    ]
    specific = [place for place in named if place.kind != "country"]
    return (specific or (named if draft.family in ("closure", "pact", "opening", "exercise") else []))[:2]


def _spelling(name: str) -> str:
    return re.sub(r"[^\w]", "", name.lower())


def countries_of(draft: Draft, places: list[FoundPlace], parts: list[Part]) -> tuple[str, ...]:
    """From the most exact places; a border counts for both sides unless one side acted on it alone."""
    if draft.family in PLACELESS:
        return _of_actors(parts)
    specific = [place for place in places if place.kind in SPECIFIC and place.located]
    if specific:
        return _unique(place.country for place in specific)
    said = _unique(place.country for place in places if place.rule == "place:side")
    if said:
        return said
    if draft.family == "opening" and (owner := _of_actors(parts)[:1]):
        return owner
    borders = _unique(code for place in places if place.kind == "border" for code in place.country.split(","))
    acting = [p.actor.country for p in parts if p.role == "initiator" and p.actor.country in borders]
    if draft.family == "law" and acting:
        return (acting[0],)
    if borders:
        return borders
    return _unique(place.country for place in places) or _of_actors(parts) or _unique([_home(draft)])


def _of_actors(parts: list[Part]) -> tuple[str, ...]:
    return _unique(
        part.actor.country for part in parts if part.role not in ("reporter", "victim_group") and part.actor.country
    )


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code))


def dateline_place(
    article: Article, draft: Draft, lexicon: Lexicon, countries: tuple[str, ...]
) -> SuggestedPlace | None:
    """An agency writes from where a signing or an exercise is; not from where two presidents telephone."""
    if not article.dateline or draft.family not in FROM_DATELINE:
        return None
    line = next((found for p in article.text.split("\n")[:8] if (found := find_dateline(p))), None)
    words = article.dateline.title() if article.dateline.isupper() else article.dateline
    known = next(iter(index_of(lexicon.places).spot(words)), None)
    country = known.entry.country if known else country_of_word(words) or _named_country(line.text if line else "")
    if not country or (country not in countries and draft.family != "words"):
        return None
    kind = known.entry.kind if known else ("facility" if "ground" in words.lower() else "settlement")
    return SuggestedPlace(words, kind, country, known.entry.key if known else "", PRECISION.get(kind, "place"))


def _named_country(text: str) -> str:
    return next((code for name, code in NAMES.items() if name in text), "")


def as_suggested(places: list[FoundPlace], countries: tuple[str, ...]) -> tuple[SuggestedPlace, ...]:
    """The country is added at the end where only parts of it are named."""
    found = [
        SuggestedPlace(
            place.name,
            place.kind,
            place.country if len(place.country) == 2 else "",
            place.key,
            PRECISION.get(place.kind, "place"),
        )
        for place in places
    ]
    have = {place.country for place in found if place.kind == "country"}
    added = [SuggestedPlace(COUNTRIES[code][0], "country", code, "", "country") for code in countries
             if code in COUNTRIES and code not in have]  # fmt: skip
    return tuple(found + added) if found else ()


def inherit_places(drafts: list[Draft]) -> None:
    """ "The third such attack": earlier ones of a series were in the country of the one that is told."""
    told = next((d for d in drafts if d.family == "violence" and not d.background), None)
    if told is None:
        return
    source = next((f for f in told.facts if any(p.kind == "country" and p.country for p in f.places)), None)
    for draft in drafts:
        placeless = not any(place.country for facts in draft.facts for place in facts.places)
        if source is not None and draft.background and draft.family == "violence" and placeless:
            own = set(countries_of(told, places_of(told), []))
            places = tuple(replace(p, located=True) for p in source.places if p.kind == "country" and p.country in own)
            draft.facts.append(
                replace(source, triggers=(), tolls=(), days=(), actors=(), reporters=(), facilities=(), places=places)
            )
