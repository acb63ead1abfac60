"""What happened: words that say so, by type, and the words around them that take it back or set it in the past."""

import re
from collections.abc import Iterator

from pipeline.extract.facts import FoundTrigger, Sentence

_CROSSING = r"(?:border|crossing|frontier|checkpoint|bridge|gate)"
_FACILITY = (
    r"(?:post|posts|outpost|outposts|base|training ground|checkpoint|checkpoints|crossing|bridge|cent(?:re|er)|market|"
    r"detachment|facility|facilities|hospital|school|airfield|station|camp|block|headquarters)"
)
# Earlier rows are more specific; all rows are tried, and suggest takes the heaviest.
ENGLISH: tuple[tuple[str, float, str], ...] = (
    ("armed_clash", 2.0, r"\bclash(?:es|ed)\b|\bclash\b|\bfirefights?\b|\bgun ?battles?\b|\bshoot-?outs?\b|\bskirmish(?:es|ed)?\b"),
    ("armed_clash", 2.0, r"\bexchang(?:ed?|es|ing)(?: of)? (?:gun)?fire\b|\bgunfire (?:has )?(?:passed|erupted|broke)|\bshooting (?:started|broke out|erupted)|\bfired back\b"),
    ("armed_clash", 1.6, r"\bfought\b|\bfighting\b(?! (?:terrorism|crime|extremism|against|drug))|\bborder (?:battle|fight|conflict)\b|\barmed (?:incident|confrontation|conflict)\b|\bborder incident\b"),
    ("armed_clash", 1.3, r"\bopened fire\b|\bfired at\b(?! the (?:goal|target))|\bshot back\b|\breturn(?:ed)? fire\b|\bneutrali[sz]ed\b|\bshot at\b"),
    ("armed_clash", 1.5, r"\bshootings?\b|\bshots (?:were|had been|have been) (?:fired|exchanged)|\bfight (?:began|broke|started|lasted)|\b(?:border|the) conflict (?:began|started|flared)|\bconflict on the [\w-]+ border"),
    ("armed_clash", 0.9, r"\b(?:was|were|been|be|it|had|has|have|guards?|forces|troops|soldiers) (?:shot dead|killed)\b|\b(?:has|have|had) killed\b|\bleft \w+ (?:\w+ ){0,4}dead\b"),
    ("non_state_actor_overtakes_territory", 1.6, r"\b(?:took|captured|seized|overran|taken) (?:control of )?(?:\w+ )?(?:\w+ )?districts?\b|\bTaliban (?:took|captured|seized|overran) [A-Z]"),
    ("suicide_bomb", 2.6, r"\bsuicide (?:\w+ )?(?:bomb\w*|attack\w*|blast)"),
    ("remote_explosive", 2.2, r"\bcar bomb\w*|\b(?:roadside|landmine|land mine|mine|bomb) (?:blast|explosion|exploded)|\bIED\b|\bblast\b|\bexplosion\b|\bbombing\b"),
    ("air_drone_strike", 2.4, r"\bair ?strikes?\b|\bdrone (?:strikes?|attacks?)\b|\b(?:by|with|using|from) (?:a |an )?(?:\w+ )?(?:drone|unmanned aerial vehicle|UAV)s?\b|\bdropped (?:\w+ )?(?:grenades?|explosives?|bombs?)\b"),
    ("shelling", 1.9, r"\bshell(?:ed|ing)\b|\bartillery (?:fire|strike)|\bmortar (?:fire|shells?)|\brocket (?:attack|fire)|\bfir(?:ed|ing) rockets|\brockets? (?:were|was|flew|fired|hit|landed)"),
    ("armed_attack", 1.9, r"\battack(?:ed|s)?\b(?! for an equali)|\bambush(?:ed|es)?\b|\bassaults?\b(?! rifle)|\bhit (?:the|a) (?:\w+ )?(?:post|checkpoint|base|camp)\b|\bassaulted\b|\braid(?:ed)?\b|\bstormed\b|\bfell upon\b"),
    ("abduction", 2.2, r"\babduct(?:ed|ion|ions)\b|\bkidnapp?(?:ed|ing|ings)\b|\btaken hostage\b"),
    ("border_crossing", 1.2, r"\b(?:fled|fell back|retreated)\b(?=.{0,40}\b(?:into|across|over)\b)|\b(?:fled|fell back|retreat(?:ed)?|c[ra][om][se]s?(?:sed)?|escaped) (?:back )?(?:into|across|over)\b|\bcrossed\b(?= (?:at|near|in|on)\b)|\billegally (?:cross\w*|enter\w*)|\binfiltrat(?:ed|ion)\b|\b(?:had|have|has)? ?crossed (?:the border|from|into|over)|\billegal(?:ly)? cross\w*|\bcross(?:ed|ing) the (?:state )?border illegally|\btrespass\w*"),
    ("seizure", 2.2, r"\b(?:seiz(?:ed|ure)|confiscat(?:ed|ion)|intercept(?:ed|ion))\b"),
    ("arrest", 2.0, r"\barrest(?:ed|s)\b|\bdetain(?:ed|s)\b|\bcaptur(?:ed|es|ing)\b|\bcaught\b|\bapprehended\b|\b(?:was|were) held in an? (?:\w+ )?(?:raid|opera)|\bcustody\b"),
    ("deportation", 1.7, r"\bdeport(?:ed|ation|ations)\b|\bextradit(?:ed|ion)\b|\bhanded over to\b|\brepatriated\b"),
    ("call", 2.4, r"\btelephoned\b|\bin a (?:phone )?call with\b|\b(?:tele)?phone (?:call|conversation|talks|dialogue)|\b(?:tele)?phoned\b|\bspoke (?:by|on|over) (?:tele)?(?:the )?phone|\bby (?:tele)?phone\b|\btelephone (?:conversation|dialogue|call)|\bvideo ?(?:call|conference)\b"),
    ("recognition", 2.6, r"\brecogni[sz](?:es|ed|ing|ition)\b(?=.{0,80}\b(?:government|Taliban|Emirate|state|independence))|\bcredentials\b|\bdiplomatic relations\b"),
    ("ceasefire", 2.0, r"\bcease-?fire\b|\bstop shooting\b|\btruce\b|\bstand down and stop\b"),
    ("agreement", 2.1, r"\b(?:a|the) deal on\b|\bagreed on\b|\breach(?:ed)? (?:an )?agreement\b|\bput their names? to\b|\bwere agreed\b|\bsign(?:ed|ing)\b|\bsignatures?\b|\btreaty (?:concluded|signed)|\b(?:agreement|treaty|protocol|memorandum|deal)s? (?:was|were|has been|have been|is|concluded|reached)\b|\bDeal Signed\b|\bratif(?:ied|ication)\b"),
    ("meeting", 1.8, r"\bdelegation\b(?=.{0,60}\b(?:gone|arrived|reached|visit\w*|is in|left for|travel\w*))|\b(?:has gone|travel+ed|arrived|flew) (?:to|in) [A-Z]|\bhas received\b|\bspoke (?:in|with)\b(?=.{0,60}\bwith\b)|\bwent to see\b|\bmet\b(?! with (?:resistance|criticism))|\bmeetings?\b|\btalks\b|\bnegotiat(?:ed|ing|ions)\b|\bsummit\b|\bvisit(?:ed)?\b(?!ors)|\breceived (?:the )?(?:\w+ ){0,3}(?:delegation|ambassador|minister)|\bhosted\b|\bheld (?:\w+ )?consultations\b"),
    ("protest_note", 1.8, r"\bcondemn(?:ed|s|ation)\b|\bsummoned\b|\bnote of protest\b|\bprotest note\b|\blodged a protest\b"),
    ("aid", 1.6, r"\bhumanitarian (?:aid|assistance|supplies)\b|\b(?:donated|delivered) (?:\w+ ){0,4}(?:aid|equipment|supplies|food)"),
    ("facility_opening", 2.5, rf"\b(?:inaugurat(?:ed|es|ion)|commission(?:ed|s)|put into (?:operation|service)|open(?:ed|ing|s)?)\b(?=[^.;]{{0,120}}\b{_FACILITY}\b)"),
    ("facility_opening", 2.5, rf"\b{_FACILITY}\b[^.;]{{0,80}}\b(?:was|were|has been|have been)\b[^.;]{{0,25}}\b(?:opened|inaugurated|commissioned)\b|\bopening of (?:the |a |an )?(?:\w+ ){{0,4}}{_FACILITY}\b|\bcut the ribbon\b"),
    ("border_opening", 1.9, rf"\b(?:is|are) open again\b|\bresumed work\b|\breopen(?:ed|ing|s)?\b(?=[^.;]{{0,80}}\b{_CROSSING}\b)|\b{_CROSSING}\b[^.;]{{0,60}}\breopened\b"),
    ("border_closure", 2.4, rf"(?<!, )\b(?:clos(?:ed|ure|es)|shut(?: down)?|sealed)\b(?! since|, shut)(?=[^.;]{{0,60}}\b{_CROSSING}\b)|\b{_CROSSING}\b[^.;]{{0,60}}(?<!, )\b(?:clos(?:ed|ure)|shut|sealed)\b(?! since| for)|\bcrossing shut\b"),
    ("military_exercise", 2.3, r"\b(?:exercises?|drills?|war games|man(?:o)?euvr?es|maneuvers)\b(?=.*\b(?:held|hold|began|begin|begins|started|start|starts|opened|conducted|took place|take place|launched|closed|ended|completed|under way|underway|final stage|kicked off|took part|involved|hosted)\b)"),
    ("military_exercise", 2.3, r"\b(?:held|hold|began|begun|started|start|opened|conducted|launched|closed|completed|kicked off|took part in|stages? of)\b(?=[^.;]{0,60}\b(?:military |joint |counterterrorism |counter-terrorism |live-fire |\w+ )*(?:exercises?|drills?|manoeuvres|maneuvers)\b)"),
    ("military_exercise", 2.2, r"\b(?:will|to|plans?(?: to)?|are to|is to) (?:\w+ ){0,3}(?:drill|exercises?|drills)\b|\b(?:host|hold|conduct) (?:\w+ ){0,4}(?:exercises?|drills?)\b|\bexercises? \w+[ -]20\d\d\b"),
    ("deployment", 1.7, r"\bcall(?:ed)? up [\d,]+ |\bmobili[sz](?:ed|es|ation)\b|\bordered [\d,]+ (?:\w+ ){0,2}to be deployed|\bdeploy(?:ed|ment|s)\b(?=.{0,60}\b(?:troops|forces|soldiers|units|equipment|personnel))|\breinforce(?:d|ments) (?:\w+ ){0,3}(?:border|troops)|\bsent (?:additional )?(?:troops|reinforcements)"),
    ("peaceful_protest", 2.0, r"\bprotest(?:ed|ers|s)\b|\brall(?:y|ied|ies)\b(?=.{0,60}\b(?:people|residents|against|demand))|\bdemonstrat(?:ors|ion|ions)\b|\btook to the streets\b"),
    ("violent_demonstration", 1.2, r"\briot(?:s|ers|ing)?\b|\bbrawl\b"),
    ("attack_on_civilians", 1.3, r"\b(?:were|was) (?:murdered|beheaded|executed)\b"),
)  # fmt: skip
RUSSIAN: tuple[tuple[str, float, str], ...] = (
    ("armed_clash", 2.0, r"\bстолкновени\w+|\bперестрелк\w+|\bбо(?:й|и|я|ев)\b|\bбоестолкновени\w+|\bоткры\w+ огонь"),
    ("air_drone_strike", 2.2, r"\bудар\w* (?:дрон|беспилотник|бпла|авиаци)\w*|\bатак\w* (?:дрон|беспилотник)\w*|\bавиаудар\w*"),
    ("remote_explosive", 2.0, r"\bвзрыв(?:ы|а|ом|е|ов)?\b|\bвзорва\w+|\bподорва\w+|\bтеракт\w*"),
    ("armed_clash", 0.9, r"\b(?:убит|погиб|ликвидирова|уничтож|нейтрализова)\w*|\bубил\w*|\bотстрелива\w+|\bв бою\b"),
    ("armed_attack", 1.8, r"\bнапад(?:ени|ал|ши)\w*|\bнапал\w*|\bатаков\w+|\bатак[аиу]\b|\bобстрел\w*"),
    ("arrest", 1.9, r"\bзадержа(?:н|ли|ны|ни)\w*|\bарестова\w+"),
    ("seizure", 2.0, r"\bизъя\w+|\bконфискова\w+"),
    ("border_crossing", 1.2, r"\b(?:fled|fell back|retreat(?:ed)?|c[ra][om][se]s?(?:sed)?|escaped) (?:back )?(?:into|across|over)\b|\bcrossed\b(?= (?:at|near|in|on)\b)|\bнарушител\w+ границ\w+|\bнезаконн\w+ пересе\w+|\bпроник\w+ (?:на|в|из)"),
    ("call", 2.4, r"\btelephoned\b|\bin a (?:phone )?call with\b|\bпо телефону\b|\bтелефонн\w+ (?:разговор|бесед|звон)\w*|\bсозвонил\w+"),
    ("agreement", 2.1, r"\b(?:a|the) deal on\b|\bagreed on\b|\breach(?:ed)? (?:an )?agreement\b|\bput their names? to\b|\bwere agreed\b|\bподписа(?:л|ли|ны|н|ние|нии)\b|\bзаключил\w* (?:соглашени|договор)\w*"),
    ("meeting", 1.7, r"\bвстрет(?:ил|ят)\w*|\bвстреч[аиуе]\b|\bпереговоры\b|\bвизит\w*|\bобсудил\w*"),
    ("recognition", 2.5, r"\bпризна(?:л|ла|ли|ние|ния|ет)\b"),
    ("protest_note", 1.6, r"\bосуди(?:л|ла|ли)\b|\bнот[аыу] протеста\b"),
    ("facility_opening", 2.6, r"\b(?:открыл\w*|вв[её]л\w* в (?:строй|эксплуатацию)|сдал\w* в эксплуатацию|дан старт|открыти[ея]|открыт[аыо]?|заработал\w*)\b"),
    ("border_closure", 2.2, r"\bзакры\w+(?=[^.]{0,50}\b(?:границ|переход|пункт)\w*)"),
    ("military_exercise", 2.2, r"\bучени[яйем]\w*(?=.*\b(?:начал|прош|провод|заверш|старт)\w*)|\b(?:начал|прош|провод|заверш|старт)\w*(?=[^.]{0,60}\bучени)"),
    ("peaceful_protest", 1.9, r"\bмитинг\w*|\bпротест(?:ующ|ов)\w*"),
)  # fmt: skip
PERSIAN: tuple[tuple[str, float, str], ...] = (
    ("armed_clash", 2.0, r"درگیری|تاختند|آتش گشودند|نبرد|جنگ(?= میان| را)|زد و خورد|حمله متقابل"),
    ("air_drone_strike", 2.2, r"حمله هوایی|حملات هوایی|پهپاد"),
    ("remote_explosive", 2.1, r"انفجار|بمب‌گذاری|انتحاری"),
    ("armed_attack", 1.7, r"حمله کردند|حمله کرد|حمله"),
    ("arrest", 1.9, r"بازداشت|دستگیر"),
    ("seizure", 1.9, r"ضبط شد|کشف و ضبط"),
    ("meeting", 1.7, r"دیدار کرد|دیدار|ملاقات|گفت‌وگو|مذاکر"),
    ("agreement", 2.0, r"امضا کرد|توافق(?:نامه)?"),
    ("facility_opening", 2.2, r"افتتاح|گشایش"),
    ("border_closure", 2.0, r"بسته شد|مسدود"),
    ("recognition", 2.3, r"به رسمیت شناخت"),
    ("peaceful_protest", 1.9, r"تظاهرات|اعتراض"),
)  # fmt: skip
_FLAGS = re.IGNORECASE
TABLES = {
    language: tuple((kind, weight, re.compile(pattern, _FLAGS)) for kind, weight, pattern in table)
    for language, table in (("en", ENGLISH), ("ru", RUSSIAN), ("fa", PERSIAN))
}
SAME_TABLE = {"tg": "ru", "ky": "ru", "kk": "ru", "ps": "fa", "ur": "fa", "ar": "fa"}

# Before a trigger in its clause: what did not happen, may happen, or is feared.
UNREAL = re.compile(
    r"\b(?:no(?! \w+ but\b)|not|never|without|denied|prevent|preventing|avoid|avert|deter|thwart(?:ed)?|foil(?:ed)?|if|would|could|may|might|should|"
    r"will|risk of|threats? of|threat from|fear(?:s|ed)? of|plann?(?:ed|ing|s)?|plot(?:ted)?|possible|potential|future|against|"
    r"to (?:be )?(?:carry out|conduct|launch|counter|repel|stop|fight|resume)|arranging|directing|"
    r"accus(?:ed|es|ing) [^,.;]{0,30} of|aim(?:ed|s)? at|calls? for|called for|asked [^,.;]{0,20} for|demand(?:ed|s)?|"
    r"want(?:s|ed)? to|intend(?:s|ed)? to|meant to|ready to|attempt(?:s|ed)? to|tried to|failed to|are to|is to)\s+(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
# Before a trigger in its clause: told as older or on the side.
EARLIER = re.compile(
    r"\b(?:following|after|since|despite|during|amid|backdrop of|in response to|because of|over|anniversary of|previous|earlier|past|"
    r"по поводу|после|из-за|в связи с|на фоне|recent|series of|history of|last year|responsible for|claimed|condemned|condemns|condemning|inquiry into|investigat\w+|blamed for|similar|like|such|before|had)\s+"
    r"(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
BACKGROUND_SENTENCE = re.compile(
    r"\b(?:anniversary|years ago|decades?|century|historic(?:al)?ly|long been|has (?:often|repeatedly)|have (?:often|repeatedly)|but clash often|"
    r"(?:second|third|fourth|fifth|sixth) (?:such |armed |violent |known )?(?:\w+ ){0,2}(?:attack|assault|incident|case|episode|clash|call)|in recent years|over the past|for years|worst (?:attacks?|violence)|similar (?:case|incident|attack)|not long before|back then|"
    r"backdrop|previously|in the past|last year|earlier this (?:month|year)|late last|lately)\b",
    re.IGNORECASE,
)
# "against an attack that took place on Wednesday": what follows makes it real.
HAPPENED = re.compile(
    r"\W*(?:that|which|in which) (?:\w+ )?(?:took place|killed|happened|left|occurred)|"
    r" (?:on|of|last) (?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day"
)
PLURAL = re.compile(
    r"(?:attacks|assaults|clashes|incidents|ambushes|raids|strikes|riots|bombings|explosions)$", re.IGNORECASE
)


def find_triggers(sentence: Sentence, language: str) -> tuple[FoundTrigger, ...]:
    """What is denied, feared or planned is left out; what is older is marked."""
    found = sorted(_candidates(sentence, language), key=lambda trigger: -trigger.weight)
    kept: list[FoundTrigger] = []
    for trigger in found:
        if not any(trigger.start < other.end and other.start < trigger.end for other in kept):
            kept.append(trigger)
    return tuple(sorted(kept, key=lambda trigger: trigger.start))


def _candidates(sentence: Sentence, language: str) -> Iterator[FoundTrigger]:
    text = sentence.text
    whole = bool(BACKGROUND_SENTENCE.search(text))
    for kind, weight, pattern in TABLES.get(SAME_TABLE.get(language, language), ()):
        for match in pattern.finditer(text):
            before = re.split(r"[;:]|, (?:but|and|while|which) ", text[: match.start()])[-1]
            announced = kind == "military_exercise"
            if UNREAL.search(before) and not announced and not HAPPENED.match(text[match.end() :]):
                continue
            words = match.group()
            yield FoundTrigger(
                kind, match.start() + sentence.start, match.end() + sentence.start, f"trigger:{kind}", weight,
                whole or bool(EARLIER.search(before)), bool(PLURAL.search(words)),
            )  # fmt: skip
