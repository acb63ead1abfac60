"""Runs all rules over all sentences of an article; says which articles report nothing at all."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.data import Article, Lexicon
from pipeline.extract.actors import find_actors
from pipeline.extract.casualties import find_tolls
from pipeline.extract.days import find_days
from pipeline.extract.events import find_triggers
from pipeline.extract.facilities import find_facilities
from pipeline.extract.facts import Facts, FoundActor, Sentence
from pipeline.extract.places import find_places
from pipeline.extract.sentences import sentences_of

SPORT = re.compile(
    r"\b(?:football|FIFA|UEFA|AFC|goals?|half-?time|striker|equali[sz]er|head-to-head|match(?:es)?|tournament|league|cup|judo|"
    r"grand slam|betting|prediction|coach|stadium|group [a-h]|friendly|wrestl\w+|medal)\b",
    re.IGNORECASE,
)
SPORT_WORDS = 5
ANNOUNCED = re.compile(r"\b(?:will|plans?|are to|is to|to (?:hold|host|conduct|take part|drill))\b", re.IGNORECASE)
SAYS = r"(?:said|says|say|told|reported|reports?|announced|stated|informed|confirmed|disclosed|claims?|claimed|added|noted|quoted|writes|put|counted|clarified|می‌گوید|گفت)"
SPEAKS_AFTER = re.compile(
    rf"^(?:[\"”’]*\s*(?:\([^)]*\))?\s*(?:[\w’'/-]+ ){{0,3}}?{SAYS}\b|, [^.;]{{0,80}}, {SAYS}\b)", re.IGNORECASE
)
MEDIUM = re.compile(
    r"(?:according to|quoted by|with reference to|reported by|released by|told|says|writes|video obtained by) (?:the )?(?P<name>[A-Z0-9][\w’'.-]*(?: [A-Z][\w’'.-]+){0,2})"
    r"|(?P<name2>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?),? an? (?:[\w-]+ )?(?:news agency|outlet|newspaper|media)"
)


def read_facts(article: Article, lexicon: Lexicon) -> tuple[Facts, ...]:
    if is_sport(article.text):
        return ()
    found = tuple(_facts(sentence, article, lexicon) for sentence in sentences_of(article))
    return with_surnames(found)


def is_sport(text: str) -> bool:
    """Matches are full of clashes and attacks; nothing of that is an incident."""
    return len({match.group().lower() for match in SPORT.finditer(text)}) >= SPORT_WORDS


def _facts(sentence: Sentence, article: Article, lexicon: Lexicon) -> Facts:
    actors = find_actors(sentence, lexicon)
    triggers = find_triggers(sentence, article.language)
    reporters = tuple(actor for actor in actors if _reports(actor, sentence))
    media = [m for m in _media(sentence) if not any(m.start < a.end and a.start < m.end for a in actors)]
    announced = any(t.type == "military_exercise" for t in triggers) and bool(ANNOUNCED.search(sentence.text))
    return Facts(
        sentence=sentence,
        triggers=triggers,
        days=find_days(sentence, article.published, article.language, triggers, announced=announced),
        places=find_places(sentence, lexicon),
        actors=tuple(actor for actor in actors if actor not in reporters),
        tolls=find_tolls(sentence, article.language),
        facilities=find_facilities(sentence, lexicon),
        reporters=(*reporters, *media),
    )


def _reports(actor: FoundActor, sentence: Sentence) -> bool:
    before = sentence.text[: actor.start - sentence.start]
    after = sentence.text[actor.end - sentence.start :]
    if re.search(
        r"\b(?:said|says|told|according to|disclosed|reported|сообщил\w*|уточнила?|по данным|به گفته)(?: by)? (?:the |a |an )?(?:[\w’'-]+ ){0,3}$",
        before,
        re.I,
    ):
        return (
            not re.match(r".{0,60}\b(?:had|was|were|have|has|killed|attacked)\b", after)
            or actor.kind == "government_body"
        )
    return actor.kind in ("government_body", "person", "state", "organisation", "alliance") and bool(
        SPEAKS_AFTER.match(after)
    )


def _media(sentence: Sentence) -> Iterator[FoundActor]:
    for match in MEDIUM.finditer(sentence.text):
        group = "name" if match["name"] else "name2"
        start, end = match.start(group) + sentence.start, match.end(group) + sentence.start
        yield FoundActor(
            start,
            end,
            match[group].rstrip("."),
            "organisation",
            "",
            "",
            "actor:medium",
            f"medium:{match[group].lower()}",
        )


def with_surnames(found: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Once a text has named Emomali Rahmon, "Rahmon" and "President Rahmon" are he."""
    people = {
        actor.name.split()[-1]: actor
        for facts in reversed(found)
        for actor in (*facts.actors, *facts.reporters)
        if actor.kind == "person" and len(actor.name.split()) > 1
    }
    if not people:
        return found
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, people))})(?!\w)")
    return tuple(_with_surnames(facts, people, pattern) for facts in found)


def _with_surnames(facts: Facts, people: dict[str, FoundActor], pattern: re.Pattern[str]) -> Facts:
    taken = [(actor.start, actor.end) for actor in (*facts.actors, *facts.reporters)]
    found = []
    for match in pattern.finditer(facts.sentence.text):
        start, end = match.start() + facts.sentence.start, match.end() + facts.sentence.start
        if not any(start < other_end and other_start < end for other_start, other_end in taken):
            found.append(replace(people[match.group()], start=start, end=end, rule="actor:surname"))
    spoken = [actor for actor in found if _reports(actor, facts.sentence)]
    actors = sorted([*facts.actors, *(a for a in found if a not in spoken)], key=lambda actor: actor.start)
    return replace(facts, actors=tuple(actors), reporters=(*facts.reporters, *spoken))
