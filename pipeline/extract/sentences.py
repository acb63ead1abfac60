"""Article text to sentences. A dateline belongs to no sentence; a headline is a sentence of its own."""

import re
from collections.abc import Iterator

from pipeline.clean.dateline import find_dateline
from pipeline.data import Article
from pipeline.extract.facts import Sentence

BOUNDARY = re.compile(r"(?<=[.!?؟۔…])[\"'”’»)`]*\s+(?=[\"'“‘«(`]*[^\W_a-zа-яё])")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|St|No|Prof|Gov|Sen|Rep|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|г|гг|тыс|млн|им|ул)|\b[A-ZА-Я]|\b[ap]\.m|\bU\.S|\bт\.[екдп])\.$"
)


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for start, paragraph in _paragraphs(article.text):
        dateline = find_dateline(paragraph) if article.dateline else None
        skipped = dateline.length if dateline and dateline.place == article.dateline else 0
        headline = start == 0 and paragraph == article.title and not paragraph.endswith(".")
        for first, last in _split(paragraph[skipped:]):
            begin = start + skipped + first
            text = paragraph[skipped + first : skipped + last]
            found.append(Sentence(len(found), begin, begin + len(text), text, headline))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.start(), match.group()


def _split(paragraph: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in BOUNDARY.finditer(paragraph):
        if ABBREVIATION.search(paragraph[: match.start()]):
            continue
        yield start, len(paragraph[: match.end()].rstrip())
        start = match.end()
    if start < len(paragraph):
        yield start, len(paragraph)
