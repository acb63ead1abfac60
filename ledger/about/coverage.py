"""What the register rests on, counted: the languages and publishers of its sources, and how much hangs on one of them.

Kept in memory by the chain's hash, as everything that counts many rows.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, F, Func, IntegerField, Q

from ledger.documents import EXACT
from ledger.filters import entries_of
from ledger.pages import words
from ledger.pages.standing import Standing

PUBLISHERS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Share:
    value: str
    sources: int

    @property
    def language(self) -> str:
        """Where the value is a language's code."""
        return str(words.language(self.value))


@dataclass(frozen=True, slots=True)
class Coverage:
    """`one_source` and `one_publisher` count incidents that rest on a single one; `day_unknown` and `district_at_best`
    those whose date or place is known no better."""

    sources: int
    languages: tuple[Share, ...]
    publishers: tuple[Share, ...]
    more_publishers: int
    incidents: int
    one_source: int
    one_publisher: int
    day_unknown: int
    district_at_best: int


def coverage(standing: Standing) -> Coverage:
    return _coverage(standing.chain, standing.seq)


@lru_cache(maxsize=16)
def _coverage(chain: str, as_of: int) -> Coverage:  # noqa: ARG001 - the key under which the answer is kept
    publishers = _shares("domain", as_of)
    counted = (
        entries_of("incident")
        .as_of(as_of)
        .alias(
            sources=Func(F("source_ids"), function="cardinality", output_field=IntegerField()),
            publishers=Func(F("domains"), function="cardinality", output_field=IntegerField()),
        )
        .aggregate(
            incidents=Count("pk"),
            one_source=Count("pk", filter=Q(sources=1)),
            one_publisher=Count("pk", filter=Q(publishers=1)),
            day_unknown=Count("pk", filter=~Q(precision="day")),
            district_at_best=Count("pk", filter=~Q(place_precision__in=EXACT)),
        )
    )
    return Coverage(
        sources=sum(share.sources for share in publishers),
        languages=_shares("language", as_of),
        publishers=publishers[:PUBLISHERS_SHOWN],
        more_publishers=len(publishers[PUBLISHERS_SHOWN:]),
        **counted,
    )


def _shares(column: str, as_of: int) -> tuple[Share, ...]:
    rows = entries_of("source").as_of(as_of).order_by().values_list(column).annotate(number=Count("pk"))
    return tuple(Share(value, number) for value, number in rows.order_by("-number", column))
