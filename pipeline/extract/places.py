"""Where: known places, "X district" and "Y province" that nobody knows yet, borders, countries."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.data import KnownName, Lexicon
from pipeline.extract.countries import DEMONYMS, NAMES, country_of_word
from pipeline.extract.facts import FoundPlace, Sentence
from pipeline.extract.spelling import index_of

_CAP = r"[A-ZÀ-ÞĀ-Ž][\w’'`-]*"
NAME = rf"{_CAP}(?:[ -](?:e |i |u )?{_CAP}){{0,2}}"
KINDS = {
    "district": "admin2", "county": "admin2", "raion": "admin2", "province": "admin1", "region": "admin1",
    "oblast": "admin1", "village": "settlement", "town": "settlement", "city": "settlement", "area": "area",
    "jamoat": "settlement", "gorge": "area", "valley": "area",
}  # fmt: skip
_KIND = "|".join(KINDS)
AFTER = re.compile(rf"(?P<name>{NAME})[ -](?P<kind>(?i:{_KIND}))\b")
BEFORE = re.compile(rf"\b(?P<kind>city|town|village|district|province|region) of (?P<name>{NAME})")
LISTED = re.compile(
    rf"\b(?P<kind>district|province|region|village|town)s of (?P<names>{NAME}(?:(?:, | and |, and ){NAME})+)"
)
APPOSED = re.compile(rf"(?P<name>{NAME}), an? (?:\w+ ){{0,2}}(?P<kind>{_KIND})\b")
_SIDE = "|".join(sorted(map(re.escape, [*DEMONYMS, *NAMES]), key=len, reverse=True))
BORDER = re.compile(
    rf"\b(?P<a>{_SIDE})(?:\s?[-–—]\s?| )(?P<b>{_SIDE})\b(?: \w+){{0,4}} (?:border|frontier|region)\b"
    rf"|\bborder(?:s)? (?:between|of) (?P<c>{_SIDE}) and (?P<d>{_SIDE})\b|\bfrontier of (?P<e>{_SIDE}) and (?P<f>{_SIDE})\b"
    rf"|\b(?:(?P<i>{_SIDE})(?:'s|’s)? (?:border|frontier) with (?P<j>{_SIDE}))\b"
)
DISTRICT_RU = re.compile(r"(?P<name>[А-ЯЁ][а-яё-]+(?:ом|ем|ой|ый|ий|ого|ая)) (?P<kind>район|област|провинци)[а-я]*")
DISTRICT_FA = re.compile(r"(?P<kind>ولسوالی|ولایت|شهر|ولسوالي) (?P<name>[؀-ۿ\u200c]+(?: بولدک)?)")
KINDS_OTHER = {
    "район": "admin2",
    "област": "admin1",
    "провинци": "admin1",
    "ولسوالی": "admin2",
    "ولسوالي": "admin2",
    "ولایت": "admin1",
    "شهر": "settlement",
}
# A place after these words is where something happened; after the others it is an origin, a goal or a neighbour.
LOCATING = re.compile(
    r"(?:\b(?:in|at|near|inside|into|on|along|within|across|outside|around|between|hit|attacked|stormed|to|over"
    r"|в|во|на|под|у|при)|در|بر)\s+"
    r"(?:the |a |an )?(?:\w+(?:'s|’s) )?(?:(?:\w+(?:ern)?|border|remote|city|town|village|district|province|state) ){0,2}"
    r"(?:of )?[\"“«]?$",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:from|border with|(?:ministry|government|press service|embassy|cabinet|authorities|committee|officials?|officers?) (?:\w+ )?in|facing|opposite|towards?|against|borders?|bordering|neighbou?ring|kilometers? (?:\w+ )?of"
    r"|(?:south|north|east|west)\w* of|capital|visit(?:ed)? to|границ\w* с|been to|(?:fled|back|returned|return|deported|sent) to|ambassador (?:to|in)|из|от)\s"
    r"(?:the |a )?(?:\w+(?:'s|’s) )?(?:capital )?$",
    re.IGNORECASE,
)
WIDTH = {"settlement": 0, "area": 1, "admin2": 1, "admin1": 2, "border": 3, "country": 3}
# Between a place and what it is part of.
CHAIN = re.compile(r"(?:['’]s)?,? ?(?:(?:a|the|in|of|province|region|district|border)[ ,]*){0,4}")
NOT_NAMES = frozenset(
    ["The", "This", "That", "In", "On", "At", "A", "An", "Border", "Same", "Each", "Every", "Another"]
)


def find_places(sentence: Sentence, lexicon: Lexicon, home: str = "") -> tuple[FoundPlace, ...]:
    """In order of their place in the sentence. `home` is the country that unknown names are taken to be in."""
    text = sentence.text
    found: list[FoundPlace] = []
    for candidate in [
        *_borders(text),
        *_known(text, lexicon),
        *_described(text, home),
        *_sides(text),
        *_countries(text),
    ]:
        if not any(candidate.start < other.end and other.start < candidate.end for other in found):
            found.append(candidate)
    return tuple(_placed(sorted(found, key=lambda item: item.start), sentence))


def _placed(found: list[FoundPlace], sentence: Sentence) -> Iterator[FoundPlace]:
    """A place that contains a place elsewhere is elsewhere too ("facing X district in Y region")."""
    text, last = sentence.text, FoundPlace(-99, -99, "", "", "", "", "")
    for item in found:
        before = text[: item.start]
        wider = WIDTH.get(item.kind, 2) > WIDTH.get(last.kind, 2)
        chained = wider and last.end >= 0 and bool(CHAIN.fullmatch(text[last.end : item.start]))
        elsewhere = bool(ELSEWHERE.search(before)) or (chained and last.elsewhere)
        located = (
            item.rule == "place:side"
            or bool(LOCATING.search(before))
            or (chained and last.located)
            or _is_subject(text, item)
        )
        placed = _shift(item, sentence, located=located, elsewhere=elsewhere)
        last = replace(placed, start=item.start, end=item.end)
        yield placed


def _is_subject(text: str, item: FoundPlace) -> bool:
    """ "Termez, a town on the border, saw the opening of ..." """
    return item.start == 0 and bool(re.match(rf", an? (?:\w+ ){{0,2}}(?:{_KIND})\b", text[item.end :]))


def _shift(item: FoundPlace, sentence: Sentence, *, located: bool, elsewhere: bool) -> FoundPlace:
    return replace(
        item,
        start=item.start + sentence.start,
        end=item.end + sentence.start,
        located=located and not elsewhere,
        elsewhere=elsewhere,
    )


def _known(text: str, lexicon: Lexicon) -> Iterator[FoundPlace]:
    for spotted in index_of(lexicon.places).spot(text):
        entry, end = spotted.entry, spotted.end
        if entry.kind == "country":
            continue
        kind = re.compile(rf"[ -](?:{_KIND}|region)\b", re.IGNORECASE).match(text, end)
        if entry.kind == "settlement" and not _is_settlement(text, spotted.start, kind is not None):
            continue
        end = kind.end() if kind else end
        yield FoundPlace(
            spotted.start, end, text[spotted.start : end], _kind(entry, kind), entry.country, entry.key, "place:known"
        )


def _kind(entry: KnownName, said: re.Match[str] | None) -> str:
    word = said.group().strip(" -").lower() if said else ""
    return KINDS.get(word, entry.kind) if entry.kind == "settlement" else entry.kind


def _is_settlement(text: str, start: int, described: bool) -> bool:
    """Gazetteers hold thousands of villages that are called like people: only in a place's position."""
    before, word = text[:start], text[start:].split(" ")[0]
    if re.match(rf"[\w’'-]+ (?:{_MEDIA})\b", text[start:]):
        return False
    word = word.rstrip(",.;:")
    if re.match(rf"[\w’'-]+, an? (?:\w+ ){{0,2}}(?:{_KIND})\b", text[start:]):
        return True
    if re.search(rf"{_CAP} $", before) or re.match(rf"{re.escape(word)} {_CAP}", text[start:]):
        return described or word.rstrip(".,").lower() in _CAPITAL_WORDS
    return (
        described or word.rstrip(".,’'s").lower() in _CAPITAL_WORDS or bool(LOCATING.search(before)) or text.isupper()
    )


_MEDIA = "Tribune|Times|Post|News|TV|Radio|International|Today|Airport|Daily|Conference|University"
_CAPITAL_WORDS = frozenset(
    [
        "dushanbe",
        "kabul",
        "bishkek",
        "tashkent",
        "islamabad",
        "moscow",
        "beijing",
        "astana",
        "душанбе",
        "кабул",
        "москва",
    ]
)


def _described(text: str, home: str) -> Iterator[FoundPlace]:
    """ "X district" says what it is even where no gazetteer knows X."""
    for pattern in (AFTER, BEFORE, APPOSED):
        for match in pattern.finditer(text):
            name = _without_country(match["name"])
            if not name or name in NOT_NAMES or country_of_word(name):
                continue
            kind = KINDS[match["kind"].lower()]
            start = match.start("name") + match["name"].index(name)
            end = match.end() if pattern is AFTER else match.end("name")
            country = country_of_word(match["name"].split(" ")[0]) or _owner(text[:start]) or home
            yield FoundPlace(start, end, text[start:end], kind, country, "", f"place:{match['kind'].lower()}")
    for match in LISTED.finditer(text):
        kind = KINDS[match["kind"].lower()]
        for listed in re.finditer(NAME, match["names"]):
            start = match.start("names") + listed.start()
            yield FoundPlace(start, start + len(listed.group()), listed.group(), kind, home, "", "place:listed")
    for pattern in (DISTRICT_RU, DISTRICT_FA):
        for match in pattern.finditer(text):
            yield FoundPlace(
                match.start(), match.end(), match.group(), KINDS_OTHER[match["kind"]], home, "", "place:described"
            )


def _without_country(name: str) -> str:
    words = re.split(r"(?<=\w)(?=\s)", name)
    while words and (country_of_word(words[0].strip()) or words[0].strip() in NOT_NAMES):
        words.pop(0)
    return "".join(words).strip()


def _owner(before: str) -> str:
    match = re.search(rf"\b({_SIDE})(?:'s|’s)? (?:\w+ )?$", before)
    return country_of_word(match.group(1)) if match else ""


def _borders(text: str) -> Iterator[FoundPlace]:
    for match in BORDER.finditer(text):
        sides = [country_of_word(side) for side in match.groups() if side]
        if len(set(sides)) == 2:
            yield FoundPlace(match.start(), match.end(), match.group(), "border", ",".join(sides), "", "place:border")


def _sides(text: str) -> Iterator[FoundPlace]:
    """ "on the Tajik side", "Uzbek soil"."""
    for match in _ON_SIDE.finditer(text):
        yield FoundPlace(
            match.start(), match.end(), match.group(), "country", country_of_word(match["who"]), "", "place:side"
        )


def _countries(text: str) -> Iterator[FoundPlace]:
    for match in _COUNTRY_NAME.finditer(text):
        code = NAMES[match["name"]]
        yield FoundPlace(match.start("name"), match.end(), match.group(), "country", code, "", "place:country")


_COUNTRY_NAME = re.compile(
    rf"(?<![\w-])(?P<name>{'|'.join(sorted(map(re.escape, NAMES), key=len, reverse=True))})(?![a-z-]| (?:International|Times|Today|TV))(?:[а-я]{{0,3}}(?!\w))?"
)
_ON_SIDE = re.compile(rf"(?<=\bon )(?:the )?(?P<who>{'|'.join(map(re.escape, DEMONYMS))}) (?:side|soil|bank)\b")
