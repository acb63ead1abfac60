"""Which posts, bases, crossings and camps are named or counted, and what was done to them."""

import re
from collections.abc import Iterator

from pipeline.data import Lexicon
from pipeline.extract.facts import FoundFacility, Sentence
from pipeline.extract.numbers import COUNT, value_of
from pipeline.extract.spelling import index_of

KINDS: tuple[tuple[str, str], ...] = (
    (r"training grounds?|firing range|proving ground", "training_ground"),
    (r"border outposts?|outposts?", "border_outpost"),
    (r"(?:border|frontier) posts?|border guard posts?", "border_post"),
    (r"(?:\w+ )?checkpoints?", "checkpoint"),
    (r"border crossings?|crossings?|border gate", "border_crossing"),
    (r"bridges?", "bridge"),
    (r"(?:military )?bases?|garrison", "military_base"),
    (r"(?:border )?(?:guard )?detachments?", "detachment"),
    (r"water distribution point|reservoir|water intake|dam|canal", "water_facility"),
    (r"trade (?:centre|center)|border market", "trade_centre"),
    (r"mining camp|mine(?= |,|\.)|camp", "mine"),
    (r"airfield|airport|air base", "airfield"),
    (r"prison|jail", "prison"),
)
_KIND = "|".join(pattern for pattern, _ in KINDS)
_NAME = r"(?:[\"“«‘]?[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,3}[\"”»’]?)"
QUOTED = r"[\"“«„][A-ZА-Я][^\"”»“]{1,30}[\"”»“]"
NAMED_AFTER = re.compile(rf"\b(?P<kind>(?i:{_KIND})),? (?:named|called|dubbed) (?P<name>{QUOTED}|{_NAME})")
LISTED = re.compile(
    rf"\b(?P<kind>(?i:{_KIND})),? (?P<name>{QUOTED}|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) and (?P<second>{QUOTED}|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)
NAMED = re.compile(rf"(?P<name>{QUOTED}|{_NAME}) (?P<kind>(?i:{_KIND}))\b")
COUNTED = re.compile(
    rf"\b(?P<count>{COUNT}) (?:new )?(?:(?!(?:over|at|in|on|of|the|an?|to|near|and|from)\b)[a-z]+ ){{0,2}}?(?P<kind>(?i:{_KIND}))\b",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"\b(?P<name>\d{1,3}(?:st|nd|rd|th) (?:(?:border|military|frontier) )?(?P<kind>post|base|outpost|detachment))\b"
)
RUSSIAN = re.compile(
    r"(?P<count>\d+|две|три|четыре|пять)?\s?(?:новы[ехй] )?(?P<name>пограничн\w+ застав\w*|погранзастав\w*|танкодром\w*(?: \w+){0,3} «[^»]+»|полигон\w* «[^»]+»"
    r"|погранотряд\w*|пункт\w* пропуска)"
)
PERSIAN = re.compile(r"(?P<name>دروازه \S+|پوسته‌?های? \S+)")
NOT_NAMES = frozenset(
    ["The", "A", "An", "Two", "Three", "Four", "Five", "Its", "This", "In", "On", "Border", "Tajik", "Afghan", "Kyrgyz"]
)


def find_facilities(sentence: Sentence, lexicon: Lexicon) -> tuple[FoundFacility, ...]:
    found: list[FoundFacility] = []
    for candidate in _candidates(sentence.text, lexicon):
        if not any(candidate.start < other.end and other.start < candidate.end for other in found):
            found.append(candidate)
    return tuple(
        FoundFacility(f.start + sentence.start, f.end + sentence.start, f.name, f.kind, f.count, f.key, f.rule)
        for f in sorted(found, key=lambda facility: facility.start)
    )


def kind_of(words: str) -> str:
    lowered = words.lower().strip()
    return next((kind for pattern, kind in KINDS if re.fullmatch(pattern, lowered)), "other")


def _candidates(text: str, lexicon: Lexicon) -> Iterator[FoundFacility]:
    for match in NAMED_AFTER.finditer(text):
        yield _named(match, "name")
    for match in LISTED.finditer(text):
        yield _named(match, "name")
        yield _named(match, "second")
    for spotted in index_of(lexicon.facilities).spot(text):
        entry = spotted.entry
        yield FoundFacility(
            spotted.start, spotted.end, text[spotted.start : spotted.end], entry.kind, None, entry.key, "facility:known"
        )
    for match in NAMED.finditer(text):
        article = 4 if match.group().startswith("The ") else 0
        name = match.group()[article:]
        if name.split(" ")[0].strip('"“«') not in NOT_NAMES:
            yield FoundFacility(
                match.start() + article, match.end(), name, kind_of(match["kind"]), None, "", "facility:named"
            )
    for match in ORDINAL.finditer(text):
        kind = {"post": "border_post", "base": "military_base"}.get(match["kind"]) or kind_of(match["kind"])
        yield FoundFacility(match.start(), match.end(), match["name"], kind, None, "", "facility:ordinal")
    for match in COUNTED.finditer(text):
        yield FoundFacility(
            match.start(),
            match.end(),
            match.group(),
            kind_of(match["kind"]),
            value_of(match["count"]),
            "",
            "facility:counted",
        )
    yield from _other_languages(text)


def _named(match: re.Match[str], group: str) -> FoundFacility:
    name = match[group].strip('"“”«»„')
    start = match.start(group) + match[group].index(name)
    kind = kind_of(match["kind"])
    return FoundFacility(start, start + len(name), name, kind, None, "", "facility:named")


def _other_languages(text: str) -> Iterator[FoundFacility]:
    for match in RUSSIAN.finditer(text):
        name = match.group().strip()
        start = match.start() + match.group().index(name)
        kind = (
            "border_outpost"
            if "застав" in name
            else "training_ground"
            if re.search("танкодром|полигон", name)
            else "other"
        )
        count = value_of(match["count"]) if match["count"] else None
        yield FoundFacility(start, start + len(name), name, kind, count, "", "facility:described")
    for match in PERSIAN.finditer(text):
        yield FoundFacility(
            match.start(), match.end(), match["name"], "border_crossing", None, "", "facility:described"
        )
