"""Who: known actors, people with a title, forces of a country, armed groups, bodies of government."""

import re
from collections.abc import Iterator

from pipeline.data import Lexicon
from pipeline.extract.countries import DEMONYM, NAMES, STEMS, country_of_word
from pipeline.extract.facts import FoundActor, Sentence
from pipeline.extract.spelling import index_of

FORCES = (
    "border guard service|border guards?|guards?|border troops|border forces|border service|border police|border patrol|border authorities|security forces|security services|"
    "special forces|armed forces|law enforcers|government forces|forces|troops|soldiers?|servicemen|army|military|"
    "police|intelligence agencies|intelligence|fighters|militants?|militia|commanders?|units"
)
CIVIL = (
    "border commissioner|health ministry|foreign ministry|defen[cs]e ministry|interior ministry|health authorities|embassy|authorities|officials?|"
    "representatives|government|administration|delegation|presidency|presidential press service"
)
CIVILIANS = (
    "civilians?|nationals?|citizens?|workers|employees|miners|engineers|residents|villagers|smugglers|"
    "drug traffickers|traffickers|truckers|cyclists|tourists|mujahedin|refugees|migrants|women|extremists"
)
GROUPS = {
    r"Taliban": ("Taliban", "AF"), r"Islamic State(?: Khorasan(?: Province)?|[- ]Khorasan)?": ("Islamic State", ""),
    r"IS(?:IS|IL)?(?:-K(?:horasan)?|KP)?": ("Islamic State", ""), r"Daesh(?:-K)?": ("Islamic State", ""),
    r"Jamaat Ansarullah": ("Jamaat Ansarullah", ""), r"al[- ]Qa(?:e|i)da": ("al-Qaeda", ""),
    r"Tehreek-e-Taliban Pakistan|TTP": ("TTP", "PK"), r"Balochistan Liberation Army|BLA": ("BLA", "PK"),
    r"National Resistance Front|NRF": ("National Resistance Front", "AF"),
    r"Islamic Emirate(?: of Afghanistan)?|IEA": ("Taliban", "AF"),
}  # fmt: skip
_GROUP = "|".join(GROUPS)
GROUP = re.compile(
    rf"(?<![\w-])(?:(?:the|alleged|suspected|masked|armed|militant|extremists of the) )*(?P<group>{_GROUP})(?![\w])(?:'s|’s)?(?P<tail>(?: group)?(?: \([A-Z]+\))? "
    rf"(?:{FORCES}|government|administration|officials?|operative|member|terrorists?|gunmen|attackers)\b)?"
)
DEMONYM_FORCE = re.compile(
    rf"(?<![\w-])(?P<first>(?:{DEMONYM})|Taliban)(?:,? and (?P<second>{DEMONYM}|Taliban))? (?:[a-z]+ ){{0,2}}?"
    rf"(?P<noun>(?i:{FORCES}|{CIVIL}|{CIVILIANS}))\b"
)
OWNED = re.compile(
    rf"(?<![\w-])(?P<first>{'|'.join(n for n in NAMES if n.isascii())})(?:'s|’s) (?:[a-z]+ )?(?P<noun>(?i:{FORCES}|{CIVIL}))\b"
)
_CAP = r"[A-ZÀ-ÞİŞĞ][\w’'`-]+"
PERSON = rf"{_CAP}(?: (?:[A-Z]\. |bin |ul |al )?{_CAP}){{1,3}}"
TITLE = (
    r"(?:(?:Acting |Deputy |Vice |First |Former |Prime )?(?:President|Minister|Prime Minister|Foreign Minister|Defen[cs]e Minister"
    r"|Interior Minister|Secretary[- ]General|Ambassador|Chairman|Speaker|Governor|General|Colonel|Major|Mayor)"
    r"|spokes(?:man|woman|person)|governor|commissioner|minister|counterpart|leader|president|ambassador|chief|head)"
)
TITLED = re.compile(rf"\b{TITLE} (?:of (?:the )?[A-Z]\w+(?: [A-Z]\w+)? )?(?P<name>{PERSON})")
APPOSED = re.compile(
    rf"(?P<name>{PERSON}), (?:the |a )?(?:[\w’'-]+ ){{0,4}}?(?P<title>(?i:{TITLE}|chief|director|coordinator|coordinates|heads))\b"
)
NAMED_AFTER = re.compile(
    rf"\b(?:was|named|The man,|operative(?: of [^,.]{{3,40}})?,|suspect,) (?P<name>{PERSON})(?=[,. ])"
)
BODY = re.compile(
    rf"(?<![\w-])(?P<name>(?:(?:{DEMONYM}|National|State|{_CAP}) )*(?:Ministry|Committee|Organi[sz]ation|Agency|Directorate|Council"
    rf"|Inter-Services Intelligence|Intelligence Organi[sz]ation|Treaty Organi[sz]ation|National Guard)"
    rf"(?: (?:of|for) (?:the )?(?:{_CAP})(?: (?:and )?{_CAP})*)?)"
)
ATTACKERS = re.compile(
    r"\b(?P<name>members of (?:a|the|an) (?:\w+ )?(?:terrorist|militant|armed|extremist|criminal) (?:group|organi[sz]ation)"
    r"|(?:(?:unknown|unidentified|masked|armed|suspected|islamist|foreign|afghan|drug|heavily armed) )*"
    r"(?:militants|gunmen|attackers|assailants|terrorists|insurgents|smugglers|traffickers|infiltrators|armed men|raiders|trespassers|intruders|rioters|protesters|demonstrators))\b",
    re.IGNORECASE,
)
STATE = re.compile(
    rf"(?<![\w-])(?P<name>{'|'.join(sorted((n for n in NAMES if n.isascii()), key=len, reverse=True))})(?![\w-])"
)
PERSON_RU = re.compile(
    r"(?:[Пп]резидент\w*|[Пп]ремьер\w*|[Мм]инистр\w*|лидер\w*|глава\w*|мэр\w*)(?: [А-Я][а-яё]+){0,2}? ?"
    r"(?P<name>[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+)(?: и (?P<second>[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+))?"
)
BODY_RU = re.compile(r"(?P<name>[Мм]инистерств\w+ [а-яё]+(?: дел)?|пресс-служб\w+ [А-Я][а-яё]+|Кремл\w+)")
FORCES_FA = re.compile(
    r"(?P<name>(?:نیروهای|سربازان|اردوی|افراد|جنگجویان|حکومت) (?:طالبان|پاکستانی|پاکستان|افغان|تاجیکستان|تاجیک)|طالبان(?: افغان)?|افراد ملکی)"
)
# A country after these words is a place; after the others it acts.
NOT_ACTING = re.compile(
    r"\b(?:from|in|into|near|across|toward|outside)\s(?:the |southern |northern |eastern |western )?$"
    r"|(?<!residents)(?<!delegations)(?<!fficials)(?<!leaders)(?<!forces) of $"
)
NOT_PEOPLE = frozenset(
    ["The", "In", "On", "At", "State", "National", "Ministry", "Border", "Security", "Central", "Asian", "Islamic", "Islamabad", "Earlier",
     "Deputy", "Minister", "President", "Prime", "Secretary", "General", "Foreign", "Acting"]
)  # fmt: skip


def find_actors(sentence: Sentence, lexicon: Lexicon) -> tuple[FoundActor, ...]:
    """The longest mention wins where two overlap; a bare state is kept apart by its kind."""
    found: list[FoundActor] = []
    candidates = sorted(
        _candidates(sentence.text, lexicon), key=lambda actor: (actor.kind == "state", actor.start - actor.end)
    )
    for candidate in candidates:
        if not any(candidate.start < other.end and other.start < candidate.end for other in found):
            found.append(candidate)
    return tuple(
        FoundActor(
            a.start + sentence.start, a.end + sentence.start, a.name, a.kind, a.country, a.key, a.rule, a.identity
        )
        for a in sorted(found, key=lambda actor: actor.start)
    )


def _candidates(text: str, lexicon: Lexicon) -> Iterator[FoundActor]:
    yield from _known(text, lexicon)
    yield from _forces(text)
    yield from _groups(text)
    yield from _people(text)
    yield from _bodies(text)
    yield from _states(text)


def _known(text: str, lexicon: Lexicon) -> Iterator[FoundActor]:
    for spotted in index_of(lexicon.actors).spot(text):
        entry, name = spotted.entry, text[spotted.start : spotted.end]
        if not name.isascii() and re.match("[А-Яа-яЁё]", name):
            name = spotted.spelling  # without the ending of its case
        if entry.kind == "state" and (name not in NAMES or NOT_ACTING.search(text[: spotted.start])):
            continue  # "Dushanbe" is a city as often as a government
        yield FoundActor(
            spotted.start,
            spotted.end,
            name,
            entry.kind,
            entry.country,
            entry.key,
            "actor:known",
            f"key:{entry.key or entry.name}",
        )


def _forces(text: str) -> Iterator[FoundActor]:
    for match in DEMONYM_FORCE.finditer(text):
        noun, second = match["noun"], match["second"]
        if second:
            name = f"{match['first']} {noun}"
            yield _force(match.start(), match.end("first"), name, match["first"], noun)
            yield _force(match.start("second"), match.end(), text[match.start("second") : match.end()], second, noun)
        else:
            yield _force(match.start(), match.end(), match.group(), match["first"], noun)
    for match in OWNED.finditer(text):
        yield _force(match.start(), match.end(), match.group(), match["first"], match["noun"])


def _force(start: int, end: int, name: str, side: str, noun: str) -> FoundActor:
    noun = noun.lower()
    if side == "Taliban":
        return FoundActor(start, end, name, "armed_group", "AF", "", "actor:force", "group:Taliban")
    country = country_of_word(side)
    kind = "armed_forces"
    if re.fullmatch(CIVIL, noun):
        kind = "government_body"
    elif re.fullmatch(CIVILIANS, noun):
        kind = "armed_group" if re.search("smuggler|traffick|mujahedin|extremist", noun) else "civilians"
    elif re.fullmatch("fighters|militants?|militia|commanders?", noun):
        kind = "armed_group"
    return FoundActor(start, end, name, kind, country, "", "actor:force", f"{kind}:{country}")


def _groups(text: str) -> Iterator[FoundActor]:
    for match in GROUP.finditer(text):
        if match["group"] == "IS" and text[: match.end()].isupper():
            continue
        name, country = next(v for pattern, v in GROUPS.items() if re.fullmatch(pattern, match["group"]))
        start, end = match.start("group"), match.end()
        spoken = text[start:end].removesuffix("'s").removesuffix("’s")
        yield FoundActor(start, end, spoken, "armed_group", country, "", "actor:group", f"group:{name}")
    for match in ATTACKERS.finditer(text):
        yield FoundActor(
            match.start(), match.end(), match["name"], "armed_group", "", "", "actor:attackers", "group:attackers"
        )


def _people(text: str) -> Iterator[FoundActor]:
    for pattern in (TITLED, APPOSED, NAMED_AFTER, PERSON_RU):
        for match in pattern.finditer(text):
            for group in ("name", "second"):
                name = match.groupdict().get(group)
                if not name:
                    continue
                start = match.start(group)
                bare = _without_titles(name)
                if len(bare.split()) >= 2 and not country_of_word(bare.split()[0]):
                    start += name.index(bare)
                    country = _country_before(text[:start])
                    yield FoundActor(
                        start,
                        start + len(bare),
                        bare,
                        "person",
                        country,
                        "",
                        "actor:person",
                        f"person:{bare.split()[-1].lower()}",
                    )


def _without_titles(name: str) -> str:
    words = name.removesuffix("'s").removesuffix("’s").split(" ")
    while words and (words[0] in NOT_PEOPLE or country_of_word(words[0])):
        words.pop(0)
    return " ".join(words)


def _country_before(before: str) -> str:
    words = re.findall(r"[\w’'-]+", before)[-6:]
    found = [code for word in words if (code := country_of_word(word))]
    if not found:
        found = [code for word in words for stem, code in STEMS.items() if word.lower().startswith(stem)]
    return found[-1] if found else ""


def _bodies(text: str) -> Iterator[FoundActor]:
    for match in BODY.finditer(text):
        name = match["name"].removeprefix("The ")
        start = match.end() - len(name)
        if len(name.split()) < 2:
            continue
        kind = "alliance" if "Treaty" in name or "Cooperation" in name else "government_body"
        country = country_of_word(name.split()[0]) or _country_before(text[:start])
        yield FoundActor(start, match.end(), name, kind, country, "", "actor:body", f"body:{name.lower()}")
    for match in BODY_RU.finditer(text):
        yield FoundActor(
            match.start(),
            match.end(),
            match["name"],
            "government_body",
            "",
            "",
            "actor:body",
            f"body:{match['name'][:6].lower()}",
        )
    for match in FORCES_FA.finditer(text):
        name = match["name"]
        side = "AF" if "طالبان" in name else "PK" if "پاکستان" in name else ""
        kind = "civilians" if "ملکی" in name else "armed_group" if side == "AF" else "armed_forces"
        yield FoundActor(match.start(), match.end(), name, kind, side, "", "actor:force", f"{kind}:{side}")


def _states(text: str) -> Iterator[FoundActor]:
    for match in STATE.finditer(text):
        code = NAMES[match["name"]]
        possessive = text[match.end() :].startswith(("'s", "’s"))
        if NOT_ACTING.search(text[: match.start()]) and not possessive:
            continue
        yield FoundActor(match.start(), match.end(), match["name"], "state", code, "", "actor:state", f"state:{code}")
