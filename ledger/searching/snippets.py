"""Which words of a text a query means, in whichever letters both are written, and the passage that shows them. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ledger.search import Sought, Term, forms, terms, words

# Accents stand behind their letter where a text is decomposed, vowel signs behind Arabic letters.
MARKS = "".join(letter for letter in map(chr, range(0x300, 0x1AFF)) if unicodedata.combining(letter))
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}]|['’ʼʻʿʾ`´](?!s\b)(?=\w))*")
SENTENCE = re.compile(r"(?<=[.!?…؟۔])\s+")
LENGTH = 240
BEFORE = 90  # so much of a long passage stands before its first match
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of which a part may be shown. `said_by` is nobody for the register's own words."""

    text: str
    language: str = ""
    said_by: str = ""
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    pieces: tuple[Piece, ...]
    language: str = ""
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and where it stands."""

    word: str
    start: int
    end: int


class Query:
    """What a reader typed. A text meets a group of terms if it holds all of them that are not excluded."""

    def __init__(self, typed: str) -> None:
        self.groups = [[term for term in group if not term.minus] for group in terms(typed)]
        self.terms = tuple(dict.fromkeys(term for group in self.groups for term in group))

    def meets(self, text: str, *, is_name: bool = True) -> bool:
        tokens = tokens_of(text)
        return any(group and all(_runs(tokens, term, is_name) for term in group) for group in self.groups)

    def spans(self, text: str, *, is_name: bool = False) -> list[tuple[int, int]]:
        """Where words that are meant stand; none overlaps another."""
        tokens = tokens_of(text)
        return _merged(sorted(span for term in self.terms for span in _runs(tokens, term, is_name)))

    def count(self, text: str, *, is_name: bool = False) -> int:
        """How many different terms the text holds."""
        tokens = tokens_of(text)
        return sum(1 for term in self.terms if _runs(tokens, term, is_name))

    def marked(self, text: str, *, is_name: bool = False) -> tuple[Piece, ...]:
        return tuple(_pieces(text, self.spans(text, is_name=is_name)))


def tokens_of(text: str) -> list[Token]:
    return [Token(word, found.start(), found.end()) for found in WORD.finditer(text) for word in _compared(found[0])]


@lru_cache(maxsize=50_000)
def _compared(word: str) -> tuple[str, ...]:
    """A page of results holds thousands of words, most of them again and again."""
    return tuple(words(word))


def snippet(query: Query, passages: Iterable[Passage]) -> Snippet | None:
    """The sentence that holds most of what is meant, the first among equals; without any, that which begins."""
    sentences = [
        Passage(text, passage.language, passage.said_by, passage.is_name)
        for passage in passages
        for text in SENTENCE.split(passage.text.strip())
        if text
    ]
    if not sentences:
        return None
    best = max(sentences, key=lambda sentence: query.count(sentence.text, is_name=sentence.is_name))
    return Snippet(shortened(query.marked(best.text, is_name=best.is_name)), best.language, best.said_by)


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Around the first match, cut between words."""
    text = "".join(piece.text for piece in pieces)
    if len(text) <= LENGTH:
        return tuple(pieces)
    first = next((at for at, piece in _placed(pieces) if piece.marked), 0)
    start = _boundary(text, max(0, min(first - BEFORE, len(text) - LENGTH)))
    end = _boundary(text, start + LENGTH) if start + LENGTH < len(text) else len(text)
    cut = tuple(
        Piece(piece.text[max(0, start - at) : max(0, end - at)], piece.marked)
        for at, piece in _placed(pieces)
        if at < end and at + len(piece.text) > start
    )
    before = (Piece(ELLIPSIS, marked=False),) if start else ()
    after = (Piece(ELLIPSIS, marked=False),) if end < len(text) else ()
    return (*before, *cut, *after)


def _boundary(text: str, at: int) -> int:
    """The beginning of the word in which `at` lies, unless that is too long to keep whole."""
    space = text.rfind(" ", max(0, at - 40), at)
    return space + 1 if space >= 0 and at else at


def _placed(pieces: Iterable[Piece]) -> Iterator[tuple[int, Piece]]:
    at = 0
    for piece in pieces:
        yield at, piece
        at += len(piece.text)


def _runs(tokens: Sequence[Token], term: Term, is_name: bool) -> list[tuple[int, int]]:
    length = len(term.words)
    runs = (tokens[start : start + length] for start in range(len(tokens) - length + 1))
    return [
        (run[0].start, run[-1].end)
        for run in runs
        if all(_is(token.word, sought, is_name) for token, sought in zip(run, term.words, strict=True))
    ]


def _is(word: str, sought: Sought, is_name: bool) -> bool:
    own = forms(word, is_name=is_name)
    if sought.begins:
        return any(form.startswith(sought.forms) for form in own)
    return any(form in sought.forms for form in own)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, end in spans:
        if start > at:
            yield Piece(text[at:start], marked=False)
        yield Piece(text[start:end], marked=True)
        at = end
    if at < len(text):
        yield Piece(text[at:], marked=False)
