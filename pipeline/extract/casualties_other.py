"""Casualty figures in Russian and Persian: compact tables, one pattern a harm and an order of words."""

import re

from pipeline.data import Harm
from pipeline.extract.facts import FoundToll
from pipeline.extract.numbers import DIGITS, WORDS, value_of

_RU_WORDS = "|".join(sorted((word for word in WORDS if re.match("[а-я]", word)), key=len, reverse=True))
_RU_NUMBER = rf"(?P<count>\d+|{_RU_WORDS})"
_RU_PARTY = r"(?P<party>(?: [«]?[а-яё-]+[»]?){0,3}?)(?: были)?"
_RU_BOUND = r"(?:(?P<bound>не менее|более|свыше|до|около|как минимум) )?"
_RU_COUNTED = rf"{_RU_BOUND}{_RU_NUMBER}(?P<party>(?: [а-яё-]+){{0,2}})"
RUSSIAN: tuple[tuple[Harm, re.Pattern[str]], ...] = (
    ("killed", re.compile(rf"{_RU_BOUND}\b{_RU_NUMBER}{_RU_PARTY} (?:погиб\w*|убит\w*|скончал\w*)", re.I)),
    (
        "killed",
        re.compile(rf"\b(?:погиб\w*|убит\w*|убил\w*|ликвидирова\w+|уничтож\w+|нейтрализова\w+) {_RU_COUNTED}", re.I),
    ),
    (
        "injured",
        re.compile(rf"{_RU_BOUND}\b{_RU_NUMBER}{_RU_PARTY} (?:ранен\w*|пострадал\w*|получил\w* ранения)", re.I),
    ),
    ("injured", re.compile(rf"\b(?:ранен\w*|пострадал\w*|ранения получил\w*) {_RU_COUNTED}", re.I)),
    ("captured", re.compile(rf"\b(?:задержан\w*|арестован\w*) {_RU_COUNTED}", re.I)),
)
_FA_NUMBER = r"(?P<count>[۰-۹٠-٩0-9]+|یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده)(?: تا (?P<upper>[۰-۹٠-٩0-9]+))?"
_FA_BOUND = r"(?:(?P<bound>بیش از|حداقل|دست‌کم|حدود) )?"
PERSIAN: tuple[tuple[Harm, re.Pattern[str]], ...] = (
    ("killed", re.compile(rf"کشته(?:‌?های|‌شدگان|ها)? ?(?P<party>ملکی)?(?: را| به)? {_FA_BOUND}{_FA_NUMBER} تن")),
    ("injured", re.compile(rf"زخمی(?:‌?ها|ان|‌های)?(?: را| به)? {_FA_BOUND}{_FA_NUMBER} تن")),
    ("killed", re.compile(rf"{_FA_BOUND}{_FA_NUMBER} (?:تن|نفر|سرباز|غیرنظامی)(?: از (?P<party>[؀-ۿ ]{{3,30}}?))? (?:کشته|جان باخت)")),
    ("injured", re.compile(rf"{_FA_BOUND}{_FA_NUMBER} (?:تن|نفر|سرباز)(?: دیگر)?(?: از (?P<party>[؀-ۿ ]{{3,30}}?))? (?:زخمی|مجروح)")),
)  # fmt: skip
AT_LEAST = ("не менее", "более", "свыше", "как минимум", "بیش از", "حداقل", "دست‌کم")


def other_languages(text: str, language: str) -> list[FoundToll]:
    table = PERSIAN if language in ("fa", "ps", "ur", "ar") else RUSSIAN
    return [_toll(match, harm) for harm, pattern in table for match in pattern.finditer(text)]


def _toll(match: re.Match[str], harm: Harm) -> FoundToll:
    groups = match.groupdict()
    low = value_of(match["count"])
    high = int(groups["upper"].translate(DIGITS)) if groups.get("upper") else low
    if (groups.get("bound") or "").lower() in AT_LEAST:
        high = None
    party = (groups.get("party") or "").strip()
    party = "" if re.fullmatch(r"человека?|чел|при.*|в .*", party) else party
    return FoundToll(match.start(), match.end(), party, harm, low, high, match.group(), "toll:other_language")
