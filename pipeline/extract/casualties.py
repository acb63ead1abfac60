"""How many of whom were killed, injured, captured or went missing. Silence is no figure; "none" is said to be 0."""

import re
from collections.abc import Iterator

from pipeline.data import Harm
from pipeline.extract.casualties_other import other_languages
from pipeline.extract.countries import COUNTRIES, DEMONYM, DEMONYMS, NAMES
from pipeline.extract.facts import FoundToll, Sentence
from pipeline.extract.numbers import AT_LEAST, COUNT, VAGUE_COUNT, bounds_of, value_of

PARTY_NOUN = (
    r"people|persons?|civilians?|citizens?|nationals?|residents?|villagers?|workers?|employees?|miners?|engineers?|soldiers?|"
    r"service(?:man|men)|troops|fighters?|militants?|attackers?|assailants?|gun(?:man|men)|terrorists?|insurgents?|rebels?|"
    r"smugglers?|traffickers?|intruders?|trespassers?|guards?|officers?|police(?:man|men)?|cyclists?|tourists?|children|child|"
    r"women|woman|men|man|bodies|body|members?|suspects?|infiltrators?|raiders?|Taliban|personnel|victims?|protest[eo]rs?|inmates?|"
    r"prisoners?|hunters?|operatives?|drivers?|students?|others?|more|Afghans|Tajiks|Pakistanis"
)
# Adjectives may stand in a row with commas ("fifteen masked, armed attackers").
_NP = rf"(?:(?:(?!(?:and|were|was|who|that|in|on|of|by|are|is|killed|injured|wounded|dead)\b)[\w’'-]+,? ){{0,4}}?(?:{PARTY_NOUN})\b(?: (?:{PARTY_NOUN})\b)?(?: of (?:(?:the )?(?:(?:{PARTY_NOUN})\b|[A-Z]\w+)|an? (?:[\w-]+ ){{0,2}}?(?:group|organi[sz]ation|gang)))?)"
_ITEM = rf"(?:(?:{AT_LEAST}) )?(?:(?:the other |another |the |all )?(?:{COUNT}|{VAGUE_COUNT})|an?)(?: of the| of their| of its)?(?: {_NP})?"
ITEM = re.compile(
    rf"\b(?:(?P<qualifier>{AT_LEAST}) )?(?:(?:the other |another |the |all )?(?P<count>{COUNT}|{VAGUE_COUNT})|(?P<one>an?))"
    rf"(?: of the| of their| of its)?(?: (?P<party>{_NP}))?(?=\W|$)",
    re.IGNORECASE,
)
LIST = rf"{_ITEM}(?:(?:, | and |, and |; ){_ITEM})*"
_AUX = r"(?:(?:was|were|is|are|has|have|had|has been|have been|had been|being|were now known to have been|got|there were|there was|people there|there) ){0,2}(?:reportedly |also |reported |confirmed |now known to have been |left )?"
HARMS: tuple[tuple[Harm, str, str], ...] = (
    ("killed", r"killed|dead|died|lost their lives|lost (?:his|her) life|shot dead|slain|martyred|neutrali[sz]ed|eliminated|were brought to", r"killed|killing|neutrali[sz]ed|neutrali[sz]ing|eliminated|eliminating|claimed(?: the lives of)?|claiming(?: the lives of)?|cost(?: the lives of)?|shot dead|left|leaving|leaves"),
    ("injured", r"injured|wounded|hurt|asked for medical help|sought medical help|hospitali[sz]ed", r"injured|injuring|wounded|wounding|hurting"),
    ("captured", r"captured|arrested|detained|taken prisoner|held|apprehended|caught", r"captured|capturing|arrested|arresting|detained|detaining|apprehended"),
    ("missing", r"missing|abducted|kidnapped", r"abducted|abducting|kidnapped"),
)  # fmt: skip
ACTIVE = {
    harm: re.compile(rf"\b(?P<verb>{active})(?: (?:an estimated|a total of))? (?P<list>{LIST})(?=\W|$)", re.I)
    for harm, _, active in HARMS
}
PASSIVE = {harm: re.compile(rf"(?P<list>{LIST}),? {_AUX}(?P<verb>{passive})\b", re.I) for harm, passive, _ in HARMS}
# "killed fifteen and the other five were captured": the last item belongs to the verb after it.
PASSIVE_NEXT = re.compile(rf" {_AUX}(?:{'|'.join(passive for _, passive, _ in HARMS)})\b", re.I)
ACTIVE_BEFORE = re.compile(rf"\b(?:{'|'.join(active for _, _, active in HARMS)}) $", re.I)
LEFT_DEAD = re.compile(r"^(?:left|leaving|leaves)$", re.IGNORECASE)
NEXT_HARM = re.compile(r"^[ ,]*(?:and )?(?:\w+ )?(?P<harm>dead|killed|injured|wounded)\b", re.IGNORECASE)
COMBINED = re.compile(r"\b(?:dead|killed) (?:and|or) (?:injured|wounded)", re.IGNORECASE)
NUMBER_KILLED = (
    ("killed", re.compile(rf"\b(?:death toll|toll|number (?:of )?(?:people )?(?:killed|dead|deaths|fatalities))\b[^.;]{{0,120}}?\b(?:to|at|is|of|was|reached|stands at|hit) (?P<count>{COUNT})\b(?! (?:of|years|days|km|troops|months)\b)", re.I)),
    ("injured", re.compile(rf"\bnumber (?:of )?(?:people )?(?:wounded|injured|injuries)\b[^.;]{{0,60}}?\b(?:to|at|is|of|was|reached) (?P<count>{COUNT})\b", re.I)),
    ("killed", re.compile(rf"\b(?P<count>{COUNT}) (?:as the total of dead|as the (?:total )?number of (?:dead|deaths)|fatalities|deaths|bodies)\b", re.I)),
)  # fmt: skip
OLDER = re.compile(
    r"\b(?:before (?:that|then)|earlier|previous(?:ly)?|initially|first|at first) (?:\w+ ){0,5}$|\b(?:rather than|from|not|down from|up from|instead of) $",
    re.I,
)
NOBODY = re.compile(
    r"\b(?:no (?:casualties|deaths|injuries|fatalities|victims|one was (?:hurt|injured|killed))|nobody was (?:hurt|injured|killed)|without casualties)\b(?! (?:figures?|details?|count|toll))",
    re.I,
)  # fmt: skip
NO_NEWS = re.compile(
    r"\bno (?:\w+ )?(?:casualt(?:y|ies)) (?:details|figures?|count)|\bno (?:official )?(?:count|information|details|word)\b",
    re.I,
)
CASUALTIES = re.compile(r"\bcasualties\b", re.I)
DEAD_AND_INJURED = re.compile(r"\b(?:dead|killed|deaths) and (?:injured|wounded|injuries)\b", re.I)
VAGUE_KILLED = re.compile(
    r"\b(?:claimed|claiming|cost) (?P<party>civilian|many|several)?,? ?lives\b|\b(?P<p2>civilians|people|soldiers|guards) (?:were )?killed\b|\bdeadly\b(?= (?:border )?(?:clash|attack|fight|riot))"
)
COUNTRY_OF_TOLL = re.compile(
    rf"^(?:In (?P<a>{'|'.join(n for n in NAMES if n.isascii())})\b|(?P<b>{'|'.join(n for n in NAMES if n.isascii())}) (?:says|said|counted|reported|put|has))"
)
ON_SIDE = re.compile(rf"\bon the (?P<who>{DEMONYM}) side\b")
IN_ALL = re.compile(r"\b(?:in all|in total|altogether|total of|overall|so far|now counts?|at least)\b", re.I)
GENERIC = frozenset(
    ["people", "person", "persons", "bodies", "body", "others", "other", "more", "victims", "", "citizens"]
)


def find_tolls(sentence: Sentence, language: str) -> tuple[FoundToll, ...]:
    """In order of the sentence. A party named once holds for the bare numbers that follow it."""
    found = other_languages(sentence.text, language) if language != "en" else _english(sentence.text)
    kept: list[FoundToll] = []
    for toll in found:
        if not any(toll.start < other.end and other.start < toll.end and toll.harm == other.harm for other in kept):
            kept.append(toll)
    kept.sort(key=lambda toll: toll.start)
    return tuple(_shift(toll, sentence) for toll in _with_parties(kept, sentence.text))


def _shift(t: FoundToll, sentence: Sentence) -> FoundToll:
    return FoundToll(
        t.start + sentence.start,
        t.end + sentence.start,
        t.party,
        t.harm,
        t.low,
        t.high,
        t.words,
        t.rule,
        t.superseded,
        t.whole,
    )


def _english(text: str) -> list[FoundToll]:
    if match := NOBODY.search(text):
        return [
            FoundToll(match.start(), match.end(), "", harm, 0, 0, match.group(), "toll:none")
            for harm in _denied(match.group())
        ]
    found = [*_stated(text), *_active(text), *_passive(text)]
    known = {toll.harm for toll in found}
    found += [toll for toll in _unknown(text) if toll.harm not in known]
    return found


def _denied(words: str) -> tuple[Harm, ...]:
    lowered = words.lower()
    if "casualties" in lowered or "victims" in lowered:
        return ("killed", "injured")
    return ("injured",) if re.search("hurt|injur", lowered) else ("killed",)


def _stated(text: str) -> Iterator[FoundToll]:
    for harm, pattern in NUMBER_KILLED:
        for match in pattern.finditer(text):
            low, high = bounds_of(match["count"], _qualifier(text[: match.start("count")]))
            old = bool(OLDER.search(text[: match.start("count")]))
            yield FoundToll(match.start("count"), match.end("count"), "", "killed" if harm == "killed" else "injured", low, high,
                            match.group(), "toll:stated", old)  # fmt: skip
    for match in re.finditer(rf"\b(?:rather than|down from|up from) (?P<count>{COUNT})\b", text):
        yield from (
            FoundToll(
                match.start(), match.end(), "", harm, value_of(match["count"]), None, match.group(), "toll:older", True
            )
            for harm in ("killed", "injured")
        )


def _qualifier(before: str) -> str:
    match = re.search(rf"\b({AT_LEAST}) $", before, re.I)
    return match.group(1) if match else ""


def _active(text: str) -> Iterator[FoundToll]:
    for harm, _, _ in HARMS:
        for match in ACTIVE[harm].finditer(text):
            own = harm
            if LEFT_DEAD.match(match["verb"]):
                after = NEXT_HARM.match(text[match.end("list") :])
                if after is None:
                    continue
                own = "killed" if after["harm"].lower() in ("dead", "killed") else "injured"
            items = list(_items(text, match.start("list"), match.end("list"), own, "toll:active"))
            if len(items) > 1 and PASSIVE_NEXT.match(text, match.end("list")):
                items.pop()
            yield from (item for item in items if item.party or item.low is None or not _measure(text[item.end :]))


def _measure(after: str) -> bool:
    """A number that counts something else than people."""
    return bool(
        re.match(r" (?!(?:and|in|on|at|of|by|others|more|as|during|near)\b)[a-z]+s\b|%|\.\d| ?(?:km|kg|percent)", after)
    )


def _passive(text: str) -> Iterator[FoundToll]:
    for harm, _, _ in HARMS:
        for match in PASSIVE[harm].finditer(text):
            combined = COMBINED.match(text[match.start("verb") :])
            active = ACTIVE[harm].match(text, match.start("verb")) if harm != "injured" else None
            if combined or (active and "was" not in match.group() and "were" not in match.group()):
                continue
            if match["verb"].lower() in ("left", "held") and "were" not in match.group():
                continue
            items = list(_items(text, match.start("list"), match.end("list"), harm, "toll:passive"))
            yield from items[-1:] if ACTIVE_BEFORE.search(text[: match.start("list")]) else items


def _items(text: str, start: int, end: int, harm: Harm, rule: str) -> Iterator[FoundToll]:
    for match in ITEM.finditer(text, start, end):
        party = match["party"] or ""
        if match["one"] and not party:
            continue
        words = match["count"] or "one"
        low, high = bounds_of(words, match["qualifier"] or "")
        old = bool(OLDER.search(text[: match.start()]))
        yield FoundToll(match.start(), match.end(), party, harm, low, high, match.group(), rule, old)


def _unknown(text: str) -> Iterator[FoundToll]:
    """Casualties that nobody counts: unknown, which is neither 0 nor 3."""
    if match := DEAD_AND_INJURED.search(text):
        if not re.search(rf"{COUNT} $", text[: match.start()], re.I):
            yield FoundToll(match.start(), match.end(), "", "killed", None, None, match.group(), "toll:unknown")
            yield FoundToll(match.start(), match.end(), "", "injured", None, None, match.group(), "toll:unknown")
    elif (match := CASUALTIES.search(text)) and not NO_NEWS.search(text):
        yield FoundToll(match.start(), match.end(), "", "killed", None, None, match.group(), "toll:unknown")
    if match := VAGUE_KILLED.search(text):
        party = "civilians" if "civilian" in match.group() else (match["p2"] or "")
        yield FoundToll(match.start(), match.end(), party, "killed", None, None, match.group(), "toll:unknown")


def _with_parties(tolls: list[FoundToll], text: str) -> Iterator[FoundToll]:
    country = COUNTRY_OF_TOLL.match(text)
    side = next((name for name in country.groups() if name), "") if country else ""
    if not side and (match := ON_SIDE.search(text)):
        side = COUNTRIES[DEMONYMS[match["who"]]][0]
    last = ""
    for toll in tolls:
        party = _party(toll.party)
        if party.lower() in GENERIC:
            party = side or (last if toll.party.lower() in ("", "more", "others") else "")
        elif toll.low is not None or toll.party:
            last = party
        whole = bool(IN_ALL.search(text))
        yield FoundToll(
            toll.start, toll.end, party, toll.harm, toll.low, toll.high, toll.words, toll.rule, toll.superseded, whole
        )


def _party(words: str) -> str:
    bare = re.sub(r"^(?:of (?:the|their|its) |new |more |other |the )+", "", words.strip())
    return re.sub(rf"^(?:{DEMONYM}) (?=people$|persons?$)", "", bare)
