"""The sums of casualties that every count brings along."""

from collections.abc import Sequence

from ledger.entries import OPEN_TOP
from ledger.tallies.counting import Sums
from ledger.tallies.shapes import Harm

COLUMNS = ("killed_low", "killed_high", "injured_low", "injured_high")


def _measures(harm: str) -> tuple[str, ...]:
    low, high = f"entry.{harm}_low", f"entry.{harm}_high"
    return (
        f"coalesce({low}, 0)::bigint",
        # At least its bottom: otherwise a sum's top could lie below its bottom.
        f"CASE WHEN {high} >= {OPEN_TOP} THEN {low} ELSE coalesce({high}, 0) END::bigint",
        f"coalesce({high} >= {OPEN_TOP}, false)::int",
        f"({high} IS NULL)::int",
    )


MEASURES = (*_measures("killed"), *_measures("injured"))


def harms_of(sums: Sums) -> tuple[Harm, Harm]:
    """Killed and injured, of the sums of MEASURES."""
    return _harm(sums[:4]), _harm(sums[4:8])


def _harm(sums: Sequence[int]) -> Harm:
    low, high, open_tops, unknown = sums
    return Harm(low, high, open_tops > 0, unknown)


def summed(several: Sequence[Sums]) -> Sums:
    return tuple(map(sum, zip(*several, strict=True)))
