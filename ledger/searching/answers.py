"""One search, answered: records by name, incidents by their words, and what may have been meant if there are none."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.documents import IncidentDocument
from ledger.searching import candidates
from ledger.searching.incidents import ranked
from ledger.searching.names import Named, named
from ledger.searching.nearest import corrections
from ledger.searching.snippets import Query

SUGGESTED = 10
FEW = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """`typed` is what was searched for in the end; `more`: whether there are incidents beyond those listed here."""

    typed: str
    records: Sequence[Named]
    incidents: Sequence[IncidentDocument]
    more: bool

    @property
    def empty(self) -> bool:
        return not self.records and not self.incidents


@dataclass(frozen=True, slots=True)
class Found:
    """The answer, and other ways to ask; `corrected`: the answer is one to the first of those ways."""

    answer: Answer
    corrected: bool = False
    others: Sequence[str] = ()


def find(typed: str, seq: int, language: str) -> Found:
    found = answer(typed, seq, language)
    if not found.empty:
        return Found(found, others=_nearly(found, seq, language))
    known = [other for other in corrections(typed, seq) if _finds_something(other, seq, language)]
    if not known:
        return Found(found)
    return Found(answer(known[0], seq, language), corrected=True, others=known[1:])


def _nearly(found: Answer, seq: int, language: str) -> list[str]:
    """Names that are nearly what was typed, where no record is called so and few incidents hold it: a slip that a
    source made as well."""
    if found.records or len(found.incidents) > FEW:
        return []
    return [other for other in corrections(found.typed, seq, names_only=True) if named(other, seq, language)]


def _finds_something(typed: str, seq: int, language: str) -> bool:
    return bool(candidates.are_there(typed, seq) or named(typed, seq, language))


def answer(typed: str, seq: int, language: str) -> Answer:
    seqs = candidates.newest(typed, seq, most=candidates.MOST + 1)
    incidents = ranked(Query(typed), seqs[: candidates.MOST]) if seqs else []
    return Answer(typed, named(typed, seq, language), incidents, more=len(seqs) > candidates.MOST)


def suggest(typed: str, seq: int, language: str) -> list[Named]:
    """Names that begin with what was typed so far, or nearly so."""
    found = named(begun(typed), seq, language) or named(typed, seq, language)
    if not found:
        for other in corrections(typed, seq, names_only=True)[:1]:
            found = named(begun(other), seq, language)
    return found[:SUGGESTED]


def begun(typed: str) -> str:
    """The last word may go on, unless something after it says that it is whole."""
    return f"{typed}*" if typed[-1:].isalnum() else typed
