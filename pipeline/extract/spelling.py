"""Known names in running text: every spelling of the lexicon, whatever case a Russian or Tajik ending makes of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.data import KnownName

WORD = re.compile(r"[^\W_]+(?:[’'`‘ʼ.-][^\W_]+)*\.?")
SHORTEST = 3
CYRILLIC_ENDING = re.compile(r"(?:ами|ями|ого|его|ому|ему|ой|ей|ом|ем|ым|им|ую|юю|ых|их|ах|ях|а|я|у|ю|е|и|ы|о|ь|й)$")


@dataclass(frozen=True, slots=True)
class Spotted:
    start: int
    end: int
    entry: KnownName
    spelling: str


class NameIndex:
    """Spellings by their first word, so that a gazetteer of thousands costs one look-up a word."""

    def __init__(self, entries: Iterable[KnownName]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], KnownName, str]]] = {}
        for entry in entries:
            for spelling in dict.fromkeys((entry.name, *entry.names)):
                words = tuple(stem(word.group()) for word in WORD.finditer(spelling))
                if words and len(spelling) >= SHORTEST:
                    self._by_first.setdefault(words[0], []).append((words, entry, spelling))
        for found in self._by_first.values():
            found.sort(key=lambda item: -len(item[0]))

    def spot(self, text: str) -> Iterator[Spotted]:
        """Longest spellings first; no two overlap."""
        words = [(m.start(), m.end(), stem(m.group()), m.group()) for m in WORD.finditer(text)]
        position = 0
        while position < len(words):
            taken = 1
            if _may_be_name(words[position][3]):
                for spelling, entry, written in self._by_first.get(words[position][2], ()):
                    here = tuple(word[2] for word in words[position : position + len(spelling)])
                    if here == spelling:
                        taken = len(spelling)
                        start, end = words[position][0], _bare_end(words[position + taken - 1])
                        yield Spotted(start, end, entry, written)
                        break
            position += taken


@lru_cache(maxsize=8)
def index_of(entries: tuple[KnownName, ...]) -> NameIndex:
    return NameIndex(entries)


def stem(word: str) -> str:
    """Lower case, one apostrophe and hyphen, without possessive and Cyrillic case endings."""
    bare = word.lower().replace("’", "'").replace("‘", "'").replace("ʼ", "'").rstrip(".").removesuffix("'s")
    bare = bare.replace("ё", "е")
    return CYRILLIC_ENDING.sub("", bare) if re.match(r"[а-яғқҳҷӣӯ]{5,}", bare) else bare


def _may_be_name(word: str) -> bool:
    return not word[0].islower()


def _bare_end(word: tuple[int, int, str, str]) -> int:
    _, end, _, text = word
    if text.endswith("."):
        end -= 1
    return end - 2 if text.rstrip(".").endswith(("'s", "’s")) else end
