"""What a reader may have meant whose words are nowhere: words of names, of types and of titles that are nearly those.

The words of names, of which there are thousands, are in memory. Of incidents, which are a million, the newest that hold
a word with the same beginning are read.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import orjson
from django.utils import translation
from rapidfuzz.distance import OSA

from ledger.models import Edition
from ledger.pages.tables import TYPES
from ledger.search import OR, key, words
from ledger.searching import candidates
from ledger.searching.lexicon import LEXICON, loose
from ledger.searching.names import current
from ledger.searching.snippets import WORD, tokens_of

WORDS = 5  # of a query are looked up
OFFERED = 3
INCIDENTS = 50
SHORTEST = 3


class Near(NamedTuple):
    """Sorts by how near a word is; among equals the reader's own letters come first."""

    distance: int
    other_letters: bool
    other_beginning: bool
    word: str


def corrections(typed: str, seq: int, *, names_only: bool = False) -> list[str]:
    """The query with its unknown words replaced by the nearest known ones, the likeliest first."""
    found = [
        (start, end, near)
        for start, end in _replaceable(typed)
        if (near := _nearest(typed[start:end], seq, names_only))
    ]
    if not found:
        return []
    first = _replaced(typed, [(start, end, near[0]) for start, end, near in found])
    if len(found) > 1:
        return [first]
    start, end, near = found[0]
    return list(dict.fromkeys(_replaced(typed, [(start, end, word)]) for word in near))


def distance(one: str, other: str) -> int:
    """Between two words by their sound: letters that are wrong, missing, too many, or changed places."""
    return OSA.distance(loose(key(one)), loose(key(other)))


def allowed(word: str) -> int:
    length = len(key(word))
    return 1 if length <= 4 else 2 if length <= 8 else 3


def _replaceable(typed: str) -> list[tuple[int, int]]:
    """Where the words stand, but for operators and what must not occur."""
    spans = [
        found.span()
        for found in WORD.finditer(typed)
        if found[0] != OR and typed[: found.start()][-1:] != "-" and len(words(found[0])) == 1
    ]
    return [span for span in spans if len(key(words(typed[slice(*span)])[0])) >= SHORTEST][:WORDS]


def _nearest(typed_word: str, seq: int, names_only: bool) -> list[str]:
    """Empty for a word that is known."""
    word = words(typed_word)[0]
    if not names_only and candidates.are_there(word, seq):
        return []
    known = [*_name_words(word, seq), *([] if names_only else [*_type_words(), *_title_words(word, seq)])]
    near = sorted({near for one in known if (near := _near(word, one)) is not None})
    if near and near[0].distance == 0:
        return []
    return list(dict.fromkeys(one.word for one in near))[:OFFERED]


def _near(word: str, other: str) -> Near | None:
    compared = words(other)[0]
    apart = distance(word, compared)
    if apart > allowed(word):
        return None
    return Near(apart, _letters(word) != _letters(compared), key(word)[:1] != key(compared)[:1], other)


def _name_words(word: str, seq: int) -> Iterator[str]:
    """Of records that are called so at `seq`."""
    near = list(LEXICON.near(loose(key(word)), allowed(word), seq))
    asked = {edition for spelled in near for edition in spelled.seqs}
    known = set(current(seq).filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
    return (spelled.word for spelled in near if not known.isdisjoint(spelled.seqs))


def _title_words(word: str, seq: int) -> Iterator[str]:
    beginning = word[: 4 if len(word) >= 6 else 3]
    seqs = candidates.newest(f"{beginning}*", seq, most=INCIDENTS)
    documents = Edition.objects.filter(seq__in=seqs, document__isnull=False).values_list("document", flat=True)
    for document in map(orjson.loads, documents):
        yield from _words_of(document["title"])
        yield from _words_of(document["summary"])


def _type_words() -> Iterator[str]:
    """Types are named in English in every document."""
    with translation.override("en"):
        names = [str(name) for name in TYPES.values()]
    for name in names:
        yield from _words_of(name)


def _words_of(text: str) -> Iterator[str]:
    return (text[token.start : token.end] for token in tokens_of(text))


def _replaced(typed: str, changes: Iterable[tuple[int, int, str]]) -> str:
    for start, end, word in reversed(list(changes)):
        typed = f"{typed[:start]}{word}{typed[end:]}"
    return typed


def _letters(word: str) -> str:
    if "\u0600" <= word[0] <= "\u06ff":
        return "Persian"
    return "Cyrillic" if "\u0400" <= word[0] <= "\u052f" else "Latin"
