"""Casualties: the register's figure for each party and harm beside every account of it. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.documents import CasualtiesDocument, ClaimDocument, ClaimValue, IncidentDocument
from ledger.pages import tables, words
from ledger.pages.bases import basis_words
from ledger.pages.claims import Shown, Statement, mark, said_by
from ledger.pages.figures import best_words, harm_words, number_words
from ledger.pages.numerals import numeral


@dataclass(frozen=True, slots=True)
class Account:
    """What one statement says of one figure; `original` are the source's own words for the number."""

    statement: Statement
    figure: str
    original: str
    sentence: str  # "2 killed"
    none: bool  # it says that there were none

    @property
    def speaker(self) -> str:
        return self.statement.speaker or self.statement.publisher


@dataclass(frozen=True, slots=True)
class FigureFact:
    """`figure` is empty where only disputed accounts count this party; `verbatim`: some account keeps its words."""

    party: str
    figure: str
    low: str
    best: str
    high: str
    best_words: str
    basis: str
    accounts: tuple[Account, ...]
    differs: bool
    verbatim: bool

    @property
    def is_range(self) -> bool:
        """Whether its bounds say more than the figure does."""
        return len({self.low, self.best, self.high}) > 1

    @property
    def compared(self) -> bool:
        """Whether a table of the accounts tells more than their quotes do."""
        return len(self.accounts) > 1 or self.verbatim

    @property
    def standing_accounts(self) -> tuple[Account, ...]:
        """Those that nothing has overtaken: the sides where they disagree."""
        return tuple(account for account in self.accounts if account.statement.status != "superseded")


@dataclass(frozen=True, slots=True)
class HarmFact:
    key: str
    heading: str
    figures: tuple[FigureFact, ...]
    statements: tuple[Shown, ...]
    differs: bool

    @property
    def said_by(self) -> str:
        return said_by(self.statements)


def harm_facts(document: IncidentDocument, statements: tuple[Statement, ...], seen: set[int]) -> tuple[HarmFact, ...]:
    harms = dict.fromkeys([*words.HARMS, *(row["harm"] for row in document["casualties"])])
    facts = (_harm(harm, document, statements, seen) for harm in harms)
    return tuple(fact for fact in facts if fact is not None)


def _harm(harm: str, document: IncidentDocument, statements: tuple[Statement, ...], seen: set[int]) -> HarmFact | None:
    pairs = list(zip(document["claims"], statements, strict=True))
    rows = {row["party"]: row for row in document["casualties"] if row["harm"] == harm}
    said = {value["party"] for claim in document["claims"] for value in claim["values"] if value["harm"] == harm}
    parties = [*rows, *sorted(said - rows.keys())]
    figures = tuple(_figure(party, harm, rows.get(party), pairs) for party in parties)
    carrying = [s for claim, s in pairs if harm in claim["supports"] or _counts(claim, harm)]
    if not figures and not carrying:
        return None
    differs = any(figure.differs for figure in figures) or any(s.status == "disputed" for s in carrying)
    heading = words.word(tables.HARM_NAMES, harm)
    return HarmFact(harm, heading, figures, mark(carrying, seen), differs)


def _figure(
    party: str, harm: str, row: CasualtiesDocument | None, pairs: list[tuple[ClaimDocument, Statement]]
) -> FigureFact:
    accounts = tuple(
        _account(statement, value)
        for claim, statement in pairs
        for value in claim["values"]
        if value["party"] == party and value["harm"] == harm
    )
    accounts = tuple(sorted(accounts, key=_standing))
    low, best, high = (row["low"], row["best"], row["high"]) if row else (None, None, None)
    return FigureFact(
        party=words.sentence(words.PARTIES.get(party, party)),
        figure=words.sentence(number_words(low, best, high)) if row else "",
        low=_cell(low),
        best=_cell(best),
        high=_cell(high),
        best_words=best_words(low, best, high),
        basis=basis_words(row["basis"]) if row else "",
        accounts=accounts,
        differs=len({a.figure for a in accounts if a.statement.status != "superseded"}) > 1,
        verbatim=any(account.original for account in accounts),
    )


def _standing(account: Account) -> int:
    """What is accepted comes first, what was overtaken last."""
    return {"accepted": 0, "disputed": 1}.get(account.statement.status, 2)


def _account(statement: Statement, value: ClaimValue) -> Account:
    figure = number_words(value["low"], value["best"], value["high"])
    sentence = harm_words(value["harm"], {"low": value["low"], "best": value["best"], "high": value["high"]})
    return Account(statement, figure, value["original"], sentence, none=value["high"] == 0)


def _cell(number: int | None) -> str:
    return _("not known") if number is None else numeral(number)


def _counts(claim: ClaimDocument, harm: str) -> bool:
    return any(value["harm"] == harm for value in claim["values"])
