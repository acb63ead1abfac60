"""Casualty figures in words. Unknown is not zero, and a lower bound alone is "at least"."""

from collections.abc import Mapping

from ledger.documents import Bounds
from ledger.pages.words import HARMS


def number_words(low: int | None, best: int | None, high: int | None) -> str:
    """`3`, `3 to 5`, `at least 3`, `up to 5`, `some, number unknown`."""
    if low is None and high is None:
        return str(best) if best is not None else "some, number unknown"
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"


def best_words(low: int | None, best: int | None, high: int | None) -> str:
    """The figure that the accepted accounts agree on, where the range does not say it by itself."""
    return f"best figure {best}" if best is not None and (low, high) != (best, best) else ""


def totals_words(totals: Mapping[str, Bounds]) -> tuple[str, ...]:
    """`3 killed`, `1 to 5 injured`, in the order in which harms are always told."""
    known = [harm for harm in HARMS if harm in totals]
    others = [harm for harm in totals if harm not in HARMS]
    return tuple(_harm_words(harm, totals[harm]) for harm in [*known, *others])


def _harm_words(harm: str, bounds: Bounds) -> str:
    if bounds["low"] is None and bounds["best"] is None and bounds["high"] is None:
        return f"an unknown number {harm}"
    return f"{number_words(bounds['low'], bounds['best'], bounds['high'])} {harm}"
