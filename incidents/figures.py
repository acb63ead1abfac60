"""Figures follow from claims: low, best and high of one party and one harm, with the rule in words. Pure.

The rule is the register's own (docs/decisions/0008): low is the smallest and high the largest over the accepted
claims; best is what they agree on, or what the single most credible one says, and otherwise unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TOTAL = "all"  # the party of a claim that counts everybody together


@dataclass(frozen=True, slots=True)
class ClaimedFigure:
    """One number in one claim. `high` None beside a `low` means "at least"; all None means "some, not counted"."""

    party: str
    harm: str
    low: int | None
    best: int | None
    high: int | None
    origin: object
    credibility: int | None = None
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    low: int | None
    best: int | None
    high: int | None
    basis: str


def figures(claimed: Iterable[ClaimedFigure]) -> dict[tuple[str, str], Figure]:
    """By (party, harm), in the order in which the claims name them. Give it accepted claims only."""
    grouped: dict[tuple[str, str], list[ClaimedFigure]] = defaultdict(list)
    for figure in claimed:
        grouped[figure.party, figure.harm].append(figure)
    return {key: _figure(group) for key, group in grouped.items()}


def totals(rows: Sequence[Any]) -> dict[str, tuple[int | None, int | None, int | None]]:
    """By harm: (low, best, high) over all parties. A row for "all" is the total itself; else parties are added,
    and a sum is only known as far as its parts are: low counts the known parts, best and high need every one."""
    by_harm: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_harm[row.harm].append(row)
    return {harm: _total(group) for harm, group in by_harm.items()}


def _total(rows: list[Any]) -> tuple[int | None, int | None, int | None]:
    rows = [row for row in rows if row.party == TOTAL] or rows
    lows = [row.low for row in rows if row.low is not None]
    bests, highs = [row.best for row in rows], [row.high for row in rows]
    return (
        sum(lows) if lows else None,
        sum(bests) if None not in bests else None,
        sum(highs) if None not in highs else None,
    )


def _figure(claims: list[ClaimedFigure]) -> Figure:
    lows = [low for claim in claims if (low := _first(claim.low, claim.best)) is not None]
    best, basis = _best(claims)
    return Figure(min(lows) if lows else None, best, _high(claims), basis)


def _high(claims: list[ClaimedFigure]) -> int | None:
    """An open claim ("at least 24") keeps the top open, unless another account counts that many or more."""
    highs = [high for claim in claims if (high := _first(claim.high, None)) is not None]
    open_lows = [claim.low for claim in claims if claim.high is None and claim.low is not None]
    if not highs or any(low > max(highs) for low in open_lows):
        return None
    return max(highs)


def _best(claims: list[ClaimedFigure]) -> tuple[int | None, str]:
    stated = [claim for claim in claims if claim.best is not None]
    origins = len({claim.origin for claim in claims})
    if not stated:
        return None, "reported without a figure" if all(
            c.low is None for c in claims
        ) else "only a lower bound is reported"
    if len({claim.best for claim in stated}) == 1:
        return stated[0].best, _agreement(origins, len(claims))
    judged = [claim for claim in stated if claim.credibility is not None]
    if judged:
        top = min(claim.credibility or 0 for claim in judged)
        values = {claim.best for claim in judged if claim.credibility == top}
        if len(values) == 1:
            return values.pop(), "the most credible of several accounts"
    return None, f"{len({claim.best for claim in stated})} accounts differ"


def _agreement(origins: int, claims: int) -> str:
    if claims == 1:
        return "a single account"
    return f"{origins} independent accounts agree" if origins > 1 else "several reports of one account"


def _first(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


def independent_origins(sources: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Groups sources that tell one account: from each source's id and its marks (the source it repeats, who said it
    and when) to the id that stands for its group. Two sources that share a mark have one origin."""
    parent = {source: source for source in sources}

    def root(source: str) -> str:
        while parent[source] != source:
            source = parent[source]
        return source

    first_with: dict[str, str] = {}
    for source, marks in sources.items():
        for mark in marks:
            other = first_with.setdefault(mark, source)
            parent[root(source)] = root(other)
    return {source: root(source) for source in sources}
