"""The words of all names, by their sound, kept by the process: those near a word are found here without the tables.

A word is here if any edition ever held it, so whoever asks has to see to it that one of its editions is current.
"""

import threading
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import orjson
from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ledger.caching import current_head
from ledger.documents import NAMED
from ledger.search import key
from ledger.searching.names import names_of
from ledger.searching.snippets import tokens_of

READ = """SELECT seq, document FROM ledger_recordentry JOIN ledger_edition AS edition USING (seq)
WHERE ledger_recordentry.record = ANY(%s) AND seq > %s AND seq <= %s AND document IS NOT NULL"""


class Spelled(NamedTuple):
    """A word as names spell it, and the editions of the records that are called so."""

    word: str
    seqs: list[int]


class Lexicon:
    def __init__(self) -> None:
        self._epoch, self._seq = "", 0
        self._words: dict[str, dict[str, list[int]]] = {}
        self._lock = threading.Lock()

    def near(self, sound: str, most: int, seq: int) -> Iterator[Spelled]:
        """Words that differ from `sound` by at most so many slips, as names spelled them up to `seq` or later."""
        words = self._up_to(seq)
        # A copy of the keys: another thread may add to them.
        for _sound, _distance, found in process.extract(
            sound, {known: known for known in list(words)}, scorer=OSA.distance, score_cutoff=most, limit=None
        ):
            yield from (Spelled(word, seqs) for word, seqs in list(words[found].items()))

    def _up_to(self, seq: int) -> Mapping[str, dict[str, list[int]]]:
        # What is read inside a transaction may be rolled back, and its numbers given again.
        if connection.in_atomic_block:
            return _read({}, 0, seq)
        epoch = str(current_head().epoch)
        with self._lock:
            if epoch != self._epoch:
                self._epoch, self._seq, self._words = epoch, 0, {}
            if seq > self._seq:
                self._words, self._seq = _read(self._words, self._seq, seq), seq
            return self._words


LEXICON = Lexicon()


def loose(sound: str) -> str:
    """Languages here mix up o and a."""
    return sound.replace("o", "a")


def _read(words: dict[str, dict[str, list[int]]], after: int, seq: int) -> dict[str, dict[str, list[int]]]:
    with connection.cursor() as cursor:
        cursor.execute(READ, [list(NAMED), after, seq])
        for edition, document in cursor:
            for word, sound in {token for name in names_of(orjson.loads(document)) for token in _sounds(name.text)}:
                words.setdefault(sound, {}).setdefault(word, []).append(edition)
    return words


def _sounds(name: str) -> Iterator[tuple[str, str]]:
    return ((name[token.start : token.end], loose(key(token.word))) for token in tokens_of(name))
