"""Which language a text is in: scripts and letters first, a statistical model only among Latin-script languages."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LATIN = ("en", "uz", "tr", "de", "fr", "es", "az")
CYRILLIC_LETTERS = (("tg", "ҷӣӯҳқғ"), ("kk", "әіұһ"), ("ky", "өүң"), ("uz", "ўқғҳ"), ("uk", "їєґ"))
ARABIC_LETTERS = (("ps", "ټډړږښڼېۍ"), ("ur", "ٹڈڑںے"), ("fa", "پچژگکی"), ("ar", "ةكي"))
# Share of a script's letters that must be peculiar to a language; one quoted name does not decide.
PECULIAR_SHARE = 0.01


def language_of(text: str) -> str:
    sample = text[:20_000]
    cyrillic = re.findall(r"[Ѐ-ӿ]", sample.lower())
    arabic = re.findall(r"[؀-ۿ]", sample)
    latin = re.findall(r"[A-Za-zÀ-ɏ]", sample)
    if len(cyrillic) > max(len(latin), len(arabic)):
        return _peculiar(cyrillic, CYRILLIC_LETTERS) or "ru"
    if len(arabic) > len(latin):
        return _peculiar(arabic, ARABIC_LETTERS) or "fa"
    return str(_identifier().classify(sample)[0]) if latin else ""


def _peculiar(letters: list[str], table: tuple[tuple[str, str], ...]) -> str:
    shares = {code: sum(letter in own for letter in letters) / len(letters) for code, own in table}
    return next((code for code, share in shares.items() if share >= PECULIAR_SHARE), "")


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LATIN))
    return identifier
