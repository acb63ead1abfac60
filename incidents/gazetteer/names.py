"""How names are compared, in any script. Pure."""

import re
import unicodedata

# One letter for the spellings that outlets mix; Arabic yeh and kaf have Persian twins.
ARABIC = str.maketrans({"ي": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "\u200c": " "})
# Russian texts write Tajik names without these letters.
TAJIK = str.maketrans({"ҷ": "дж", "ғ": "г", "қ": "к", "ҳ": "х", "ё": "е"})
SEPARATORS = re.compile(r"[\s\-‐-―_.,'‘’ʼʻʿʾ`\"«»()/]+")


def normalise(name: str) -> str:
    """Case, accents, hyphens, apostrophes and spaces do not count: Shuro-obod, Shuroobod and Shuro obod are one."""
    decomposed = unicodedata.normalize("NFKD", name.translate(ARABIC))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return SEPARATORS.sub("", bare.casefold().translate(TAJIK))
