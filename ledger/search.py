"""Search: from a document's words to a text-search vector, and from what a reader types to a query of it. Pure.

A word stands in the vector as it is written, without case and accents, and at the same position by its key: how it
sounds in Latin letters, so that Шоҳин, Шохин, Shokhin and Shōhin meet. Both sides compute the key alike.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = re.compile(r"(?<=\w)['’ʼʻʿʾ`´](?!s\b)(?=\w)")
WORD_LENGTH = 60
# PostgreSQL keeps positions below 16,384 and refuses a vector of a megabyte.
MOST_POSITIONS = 16_000
MOST_BYTES = 400_000
# Between two fields, so that no phrase runs from one into the next.
GAP = 2

CYRILLIC = dict(zip("абвгдежзиклмнопрстуфхцчшщъыьэюяғқҳҷҹңөүұәһіїєґ", [
    "a", "b", "v", "g", "d", "e", "j", "z", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "ts",
    "ch", "sh", "sh", "", "i", "", "e", "iu", "ia", "g", "k", "h", "j", "j", "n", "o", "u", "u", "a", "h", "i", "i",
    "e", "g",
], strict=True))  # fmt: skip
PERSIAN = dict(zip("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءټډړښږځڅڼېۍ", [
    "a", "b", "p", "t", "s", "j", "ch", "h", "h", "d", "z", "r", "z", "j", "s", "sh", "s", "z", "t", "z", "", "g", "f",
    "k", "k", "g", "l", "m", "n", "u", "h", "i", "", "t", "d", "r", "sh", "j", "z", "ts", "n", "e", "i",
], strict=True))  # fmt: skip
LETTERS = str.maketrans(CYRILLIC | PERSIAN)
# One letter for what Arabic and Persian keyboards write differently; a stretched line (tatweel) says nothing.
SAME_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ـ": ""})
SOUNDS = (
    (re.compile("dzh|dj|zh"), "j"),
    (re.compile("kh|x"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("ck|q"), "k"),
    (re.compile("ph"), "f"),
    (re.compile("w"), "v"),
    (re.compile("y"), "i"),
    (re.compile(r"(\D)\1+"), r"\1"),
)
# Tajik o stands where Russian and English write a (Тоҷикистон, Таджикистан); in short words that would mix up too many.
SAME_VOWEL_FROM = 6
# Persian leaves short vowels out: its words and names in other letters meet by their consonants, if there are enough.
NOT_CONSONANTS = re.compile("[aeiouv]|h$")
CONSONANTS_FROM = 3
OF_PERSIAN, OF_OTHERS = "ǁ", "ǀ"  # letters that no language here writes tell these marks from words

PIECE = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)(?:"|$)|(?P<plain>[^\s"]+)')
OR = "OR"


def folded(text: str) -> str:
    """Lower case without accents, so that a search finds Shōhin under Shohin."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words(text: str) -> list[str]:
    """The words of a text as they are compared. An apostrophe within a name is left out, but not that of "x's"."""
    plain = APOSTROPHES.sub("", folded(text)).translate(SAME_LETTERS)
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return [word[:WORD_LENGTH] for word in WORD.findall(digits)]


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """How a word that words() made sounds, in Latin letters; empty if nothing of it is heard."""
    heard = word.translate(LETTERS)
    for pattern, sound in SOUNDS:
        heard = pattern.sub(sound, heard)
    return heard.replace("o", "a") if len(heard) >= SAME_VOWEL_FROM else heard


def name_key(name: str) -> str:
    """The same for a name in whichever letters it is written."""
    return " ".join(filter(None, map(key, words(name))))


@dataclass(slots=True)
class Vector:
    """The lexemes of a document with their positions, in the text form of PostgreSQL's tsvector."""

    positions: dict[str, list[int]] = field(default_factory=dict)
    end: int = 0
    size: int = 0

    def add(self, text: str, *, is_name: bool) -> None:
        for word in words(text):
            if self.end >= MOST_POSITIONS or self.size >= MOST_BYTES:
                return
            self.end += 1
            for lexeme in forms(word, is_name=is_name):
                self.positions.setdefault(lexeme, []).append(self.end)
                self.size += len(lexeme.encode()) + 4
        self.end += GAP

    def __str__(self) -> str:
        return " ".join(
            f"'{lexeme}':{','.join(map(str, places[:255]))}" for lexeme, places in sorted(self.positions.items())
        )


def search_text(*, names: Iterable[str | None], texts: Iterable[str | None] = ()) -> str:
    """What a document is found by. Names are found from Persian letters too."""
    vector = Vector()
    for is_name, fields in ((True, names), (False, texts)):
        for text in dict.fromkeys(filter(None, fields)):
            vector.add(text, is_name=is_name)
    return str(vector)


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of a query by the forms that it may have in a vector; `begins`: whatever begins so will do."""

    forms: tuple[str, ...]
    begins: bool = False

    def __str__(self) -> str:
        forms = [f"'{form}':*" if self.begins else f"'{form}'" for form in self.forms]
        return f"({' | '.join(forms)})" if len(forms) > 1 else forms[0]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow each other, as a rule one; `minus`: that must not."""

    words: tuple[Sought, ...]
    minus: bool = False

    def __str__(self) -> str:
        phrase = " <-> ".join(map(str, self.words))
        return f"!({phrase})" if self.minus else f"({phrase})" if len(self.words) > 1 else phrase


def terms(typed: str) -> list[list[Term]]:
    """What is asked for: one of these groups, and all terms of it.

    Words that stand together must all occur; "a phrase", OR, -not and begin* mean what they do in web searches.
    """
    groups: list[list[Term]] = [[]]
    for piece in PIECE.finditer(typed):
        if piece["plain"] == OR:
            groups.append([])
        elif term := _term(piece):
            groups[-1].append(term)
    return [group for group in groups if group]


def search_query(typed: str) -> str:
    """A tsquery in its text form, made of letters, digits and our own operators; empty if there is no word in it."""
    return " | ".join(" & ".join(map(str, group)) for group in terms(typed))


def _term(piece: re.Match[str]) -> Term | None:
    plain = piece["plain"]
    if plain is None:
        minus, text = piece["minus"], piece["phrase"]
    else:
        minus, text = "-" if plain.startswith("-") else "", plain
    wanted = tuple(sought for part in text.split() for sought in _sought(part))
    return Term(wanted, bool(minus)) if wanted else None


def _sought(part: str) -> Iterator[Sought]:
    found = words(part)
    for number, word in enumerate(found, 1):
        begins = part.endswith("*") and number == len(found)
        yield Sought(tuple(_beginnings(word) if begins else _whole(word)), begins)


def _whole(word: str) -> list[str]:
    mark = OF_OTHERS if _is_persian(word) else OF_PERSIAN
    bones = _consonants(word)
    return _once(word, key(word), mark + bones if bones else "")


def _beginnings(word: str) -> list[str]:
    """A beginning may be too short to tell whether the whole word mixes up o and a, so both are sought."""
    sound = key(word)
    return _once(word, sound, sound.replace("o", "a"))


@lru_cache(maxsize=100_000)
def forms(word: str, *, is_name: bool) -> list[str]:
    """All that stands at a word's position in the vector."""
    is_persian = _is_persian(word)
    bones = _consonants(word) if is_persian or is_name else ""
    mark = OF_PERSIAN if is_persian else OF_OTHERS
    return _once(word, key(word), mark + bones if bones else "")


def _consonants(word: str) -> str:
    bones = NOT_CONSONANTS.sub("", key(word))
    return bones if len(bones) >= CONSONANTS_FROM and not bones.isdecimal() else ""


def _is_persian(word: str) -> bool:
    return "\u0600" <= word[0] <= "\u06ff"


def _once(*forms: str) -> list[str]:
    return list(dict.fromkeys(form for form in forms if form))
