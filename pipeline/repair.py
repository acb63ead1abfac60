"""Takes words apart that a bad save has glued together, and touches nothing else.

A document is judged first: only one in which glue is common is repaired freely; in any other only two known
names in one word ("PakistanAfghanistan") come apart. English word list only: other languages pass unchanged.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wordfreq import get_frequency_dict

from pipeline.data import Join, Lexicon, OffsetMap

TOKEN = re.compile(r"\S+")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
OUTER = "\"'“”‘’«»()[]{}<>.,;:!?…—–-*`"
LETTERS_OF_TWO = frozenset(
    [
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "as",
        "is",
        "it",
        "an",
        "be",
        "he",
        "we",
        "or",
        "if",
        "no",
        "so",
        "do",
        "up",
        "us",
    ]
)
FUNCTION_WORDS = LETTERS_OF_TWO | frozenset(
    [
        "a",
        "the",
        "and",
        "that",
        "this",
        "these",
        "those",
        "with",
        "from",
        "for",
        "into",
        "has",
        "have",
        "had",
        "was",
        "were",
        "are",
        "not",
        "but",
        "its",
        "his",
        "her",
        "their",
        "who",
        "which",
        "when",
        "while",
        "will",
        "would",
        "can",
        "could",
        "also",
        "than",
        "then",
        "they",
        "been",
    ]
)
COMPOUNDS_OF_FUNCTION_WORDS = frozenset(
    [
        "into",
        "onto",
        "upon",
        "within",
        "without",
        "whereas",
        "inasmuch",
        "insofar",
        "nothing",
        "hereby",
        "thereby",
        "cannot",
        "forthwith",
        "heretofore",
        "hast",
        "wasn",
        "isn",
        "hadn",
        "hasn",
        "into",
        "thereto",
        "hereto",
        "wherein",
        "hasten",
        "theist",
    ]
)
# Share of tokens that come apart above which a document counts as glued; clean English news stays below 0.4 %.
GLUED_SHARE = 0.012
GLUED_LEAST = 3
SHORTEST_GLUE = 4


@dataclass(frozen=True, slots=True)
class Repaired:
    """`offsets` leads from the repaired text back to the text that was given; so do the joins' offsets."""

    text: str
    offsets: OffsetMap
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What counts as a word in this document: the language's list and the names of the register."""

    names: frozenset[str]
    in_document: Counter[str]

    def weight(self, word: str) -> float:
        """Zipf scale: 7 for "the", 3 for a word met once in a million, 0 for one never met."""
        bare = _bare(word)
        return max(zipf(bare), 3.5 if bare in self.names else 0.0)

    def is_name(self, word: str) -> bool:
        return _bare(word) in self.names


def repair(text: str, known: Lexicon, language: str = "en") -> Repaired:
    """Repairing twice changes nothing; every character but the added spaces keeps its counterpart."""
    if language != "en":
        return _apply(text, {})
    words = _Words(_names(known), Counter(m.group() for m in WORD.finditer(text)))
    tokens = list(_tokens(text))
    cuts = {start: found for start, token in tokens if (found := _cuts(token, words))}
    if len(cuts) < max(GLUED_LEAST, GLUED_SHARE * len(tokens)):
        plain = dict(tokens)
        cuts = {start: found for start in cuts if (found := _two_names(plain[start], words))}
    return _apply(text, cuts)


@cache
def _frequencies() -> dict[str, float]:
    frequencies: dict[str, float] = get_frequency_dict("en", wordlist="best")
    return frequencies


def zipf(word: str) -> float:
    frequency = _frequencies().get(word, 0.0)
    return math.log10(frequency) + 9 if frequency else 0.0


def _bare(word: str) -> str:
    """Lower case, without a possessive ending."""
    lowered = word.lower().replace("’", "'")
    return lowered.removesuffix("'s").removesuffix("'")


def _names(known: Lexicon) -> frozenset[str]:
    spellings = (
        spelling
        for group in (known.places, known.actors, known.facilities)
        for entry in group
        for spelling in (entry.name, *entry.names)
    )
    return frozenset(m.group().lower() for s in spellings for m in WORD.finditer(s) if m.group()[0].isupper())


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """Runs of text between blanks, without outer punctuation; addresses are left out."""
    for match in TOKEN.finditer(text):
        token = match.group()
        stripped = token.strip(OUTER)
        if stripped and "/" not in token and "@" not in token and "www." not in token:
            yield match.start() + token.index(stripped), stripped


def _cuts(token: str, words: _Words) -> tuple[int, ...]:
    """Where in the token a blank is missing."""
    cuts = [cut for cut in _punctuation_cuts(token, words)]
    for match in WORD.finditer(token):
        if cut := _word_cut(match.group(), words):
            cuts.append(match.start() + cut)
    return tuple(sorted(set(cuts)))


PUNCTUATION_GLUE = re.compile(r"(?P<left>[^\W\d_]{2,}|\d{1,4})(?P<mark>[)\"”]?[,;.!?])(?=(?P<right>[^\W\d_]{1,}))")
# Not ordinals, decades, clock times or measures: 12th, 201st, 1980s, 9am, 50km.
NUMBER_GLUE = re.compile(r"(?<![\w.])\d[\d,]*(?=(?P<right>(?!st\b|nd\b|rd\b|th\b)[^\W\d_]{3,}))")


def _punctuation_cuts(token: str, words: _Words) -> Iterator[int]:
    for match in PUNCTUATION_GLUE.finditer(token):
        left, mark, right = match.group("left", "mark", "right")
        sentence_end = mark in ".!?"
        if sentence_end and not (right[0].isupper() and left.islower() and len(right) > 1):
            continue
        if (left.isdigit() or words.weight(left) >= 2.0) and _is_part(right, words):
            yield match.end()
    for match in NUMBER_GLUE.finditer(token):
        if _is_part(match["right"], words):
            yield match.end()


def _word_cut(word: str, words: _Words) -> int:
    """The best place to cut a glued word in two, or 0 to leave it whole."""
    if len(word) < SHORTEST_GLUE or words.is_name(word) or word.isupper():
        return 0
    if camel := _camel_cut(word, words):
        return camel
    whole = words.weight(word)
    if whole:
        return _function_word_cut(word, whole)
    if word[0].isupper() and words.in_document[word] > 1:
        return 0
    scored = [(score, cut) for cut in range(1, len(word)) if (score := _score(word[:cut], word[cut:], words))]
    return max(scored)[1] if scored else 0


def _camel_cut(word: str, words: _Words) -> int:
    """ "PresidentEmomali", "theTaliban's": a capital inside a word that no list and no register knows."""
    if words.weight(word):
        return 0
    for match in re.finditer(r"(?<=[^\W\d_])(?=[A-Z][a-z]{2})|(?<=[a-z]{2})(?=[A-Z]{3,}$)", word):
        left, right = word[: match.start()], word[match.start() :]
        known_left = _is_part(left, words) or (left[0].isupper() and words.in_document[left] > 0)
        if known_left and (words.weight(right) >= 1.0 or words.in_document[right] or len(right) > 3):
            return match.start()
    return 0


def _function_word_cut(word: str, whole: float) -> int:
    """ "ofthe" is common enough to stand in word lists, and still two words."""
    lowered = word.lower()
    if whole >= 3.5 or lowered in COMPOUNDS_OF_FUNCTION_WORDS:
        return 0
    for cut in range(2, len(lowered) - 1):
        left, right = lowered[:cut], lowered[cut:]
        both = left in FUNCTION_WORDS and right in FUNCTION_WORDS and zipf(left) + zipf(right) > 12
        article = whole < 2.2 and ((left == "the" and zipf(right) >= 4.5) or (right == "the" and zipf(left) >= 4.5))
        if both or article:
            return cut
    return 0


def _score(left: str, right: str, words: _Words) -> float:
    if not (_is_part(left, words) and _is_part(right, words)):
        return 0.0
    if left[0].isupper() and not _opens_with_word(left, right, words):
        return 0.0
    weights = words.weight(left) + words.weight(right)
    return weights if weights >= 6.0 else 0.0


def _opens_with_word(left: str, right: str, words: _Words) -> bool:
    """Capitals are often names that no list knows, and names contain words by accident (Hisor, Amirhossein)."""
    if len(left) + len(right) < 6 or (right not in FUNCTION_WORDS and zipf(_bare(right)) < 3.5):
        return False
    return words.is_name(left) or words.weight(left) >= (2.0 if len(left) > 4 and zipf(right) >= 4.5 else 3.0)


def _is_part(word: str, words: _Words) -> bool:
    """Short strings are words by accident ("ter", "gu"); the shorter, the more common it has to be."""
    bare = _bare(word)
    if len(bare) == 1:
        return bare == "a"
    if len(bare) == 2:
        return bare in LETTERS_OF_TWO
    weight = words.weight(word)
    if len(bare) == 3:
        return weight >= 5.0
    return weight >= (3.4 if len(bare) == 4 else 2.6 if len(bare) < 7 else 1.3)


def _two_names(token: str, words: _Words) -> tuple[int, ...]:
    match = re.fullmatch(r"([A-Z][a-z]{3,})([A-Z][a-z]{3,})", token)
    if match and all(words.is_name(part) for part in match.groups()):
        return (match.end(1),)
    return ()


def _apply(text: str, cuts: dict[int, tuple[int, ...]]) -> Repaired:
    ordered = sorted(start + cut for start, found in cuts.items() for cut in found)
    pieces, runs, clean = [], [], 0
    for start, end in zip([0, *ordered], [*ordered, len(text)], strict=True):
        if start:
            clean += 1
        pieces.append(text[start:end])
        runs.append((clean, start, end - start))
        clean += end - start
    joins = tuple(_join(text, start, found) for start, found in sorted(cuts.items()))
    return Repaired(" ".join(pieces), OffsetMap(tuple(runs)), joins)


def _join(text: str, start: int, cuts: tuple[int, ...]) -> Join:
    match = TOKEN.match(text, start)
    token = match.group().rstrip(OUTER) if match else ""
    edges = [0, *cuts, len(token)]
    parts = tuple(token[a:b] for a, b in itertools.pairwise(edges))
    return Join(token, parts, start, start + len(token))
