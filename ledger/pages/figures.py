"""Casualty figures in words. Unknown is not zero, and a lower bound alone is "at least"."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.documents import Bounds
from ledger.pages.numerals import numeral
from ledger.pages.words import HARMS

TOTALS: Mapping[str, str | Promise] = {
    "killed": gettext_lazy("%(figure)s killed"),
    "injured": gettext_lazy("%(figure)s injured"),
    "captured": gettext_lazy("%(figure)s captured"),
    "missing": gettext_lazy("%(figure)s missing"),
}


def number_words(low: int | None, best: int | None, high: int | None) -> str:
    """`3`, `3 to 5`, `at least 3`, `up to 5`, `some, number unknown`."""
    if low is None and high is None:
        return numeral(best) if best is not None else _("some, number unknown")
    if low is not None and high is not None:
        same = {"low": numeral(low), "high": numeral(high)}
        return numeral(low) if low == high else _("%(low)s to %(high)s") % same
    if low is not None:
        return _("at least %(number)s") % {"number": numeral(low)}
    return _("up to %(number)s") % {"number": numeral(high or 0)}


def best_words(low: int | None, best: int | None, high: int | None) -> str:
    """The figure that the accepted accounts agree on, where the range does not say it by itself."""
    if best is None or (low, high) == (best, best):
        return ""
    return _("best figure %(number)s") % {"number": numeral(best)}


def totals_words(totals: Mapping[str, Bounds]) -> tuple[str, ...]:
    """`3 killed`, `1 to 5 injured`, in the order in which harms are always told."""
    known = [harm for harm in HARMS if harm in totals]
    others = [harm for harm in totals if harm not in HARMS]
    return tuple(harm_words(harm, totals[harm]) for harm in [*known, *others])


def harm_words(harm: str, bounds: Bounds) -> str:
    low, best, high = bounds["low"], bounds["best"], bounds["high"]
    unknown = low is None and best is None and high is None
    figure = _("an unknown number") if unknown else number_words(low, best, high)
    return str(TOTALS[harm]) % {"figure": figure} if harm in TOTALS else f"{figure} {harm}"
