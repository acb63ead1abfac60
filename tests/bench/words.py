"""Words for synthetic records: like a language, a few words are everywhere and most are rare."""

import random
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from sources.identifiers import id_from

T = TypeVar("T")

OPENINGS = "b d f g h k l m n p r s sh t v z kh ch j y"
VOWELS = "a e i o u o i a"
OPENINGS_CYRILLIC = "б д ф г х к л м н п р с ш т в з х ч ж й"
VOWELS_CYRILLIC = "а е и о у о и а"
FREQUENT = (
    "patrol river post night convoy talks envoy village bridge outpost smuggler border guard fire exchange meeting "
    "officer district crossing commander detained wounded statement agreement weapons market road valley station"
)
FREQUENT_CYRILLIC = (
    "пограничник река застава ночь колонна переговоры посол село мост граница стрельба встреча офицер район "
    "командир задержан ранен заявление соглашение оружие рынок дорога долина станция по на в с из около"
)


@cache
def vocabulary(alphabet: str, size: int = 4_000) -> tuple[str, ...]:
    """The frequent words first, then made-up ones of two to four syllables."""
    latin = alphabet == "latin"
    openings = (OPENINGS if latin else OPENINGS_CYRILLIC).split()
    vowels = (VOWELS if latin else VOWELS_CYRILLIC).split()
    chance = random.Random(alphabet)
    words = dict.fromkeys((FREQUENT if latin else FREQUENT_CYRILLIC).split())
    while len(words) < size:
        words["".join(chance.choice(openings) + chance.choice(vowels) for _ in range(chance.randint(2, 4)))] = None
    return tuple(words)


def sentence(chance: random.Random, count: int, alphabet: str = "latin") -> str:
    words = vocabulary(alphabet)
    return " ".join([words[skewed(chance, len(words))] for _ in range(count)]).capitalize()


def name(number: int, what: str, count: int = 2) -> str:
    chance = random.Random(f"{what}/{number}")
    return " ".join(word.capitalize() for word in chance.sample(vocabulary("latin")[100:], count))


def skewed(chance: random.Random, count: int) -> int:
    """A number below `count`, small ones far more often than large ones."""
    return int(count * chance.random() ** 3)


def one_of(chance: random.Random, among: Sequence[T]) -> T:
    return among[skewed(chance, len(among))]


def bench_id(seed: int, what: str, number: int) -> str:
    return id_from(f"bench/{seed}/{what}/{number}")
