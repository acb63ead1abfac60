"""How names are compared, in any script. Pure."""

import re
import unicodedata

# One letter for the spellings that outlets mix: Arabic yeh and kaf have Persian and Pashto twins; Tajik's own
# Cyrillic letters are written as in Russian texts. The hard and soft signs come and go.
LETTERS = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ګ": "گ", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و",
        "ҷ": "дж", "ғ": "г", "қ": "к", "ҳ": "х", "ъ": "", "ь": "", "\u200c": " ", "\u200d": "",
    }
)  # fmt: skip
SEPARATORS = re.compile(r"[\s\-‐-―_.,'‘’ʼʻʿʾ`\"«»()/]+")


def normalise(name: str) -> str:
    """Case, accents, hyphens, apostrophes and spaces do not count: Shuro-obod, Shuroobod and Shuro obod are one."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return SEPARATORS.sub("", bare.translate(LETTERS))
