"""Tolls of many sentences to one figure a party: newer before older, rival figures as a range, parts or total."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.data import Harm, SuggestedCasualties
from pipeline.extract.facts import FoundToll

HARMS: tuple[Harm, ...] = ("killed", "injured", "captured", "missing")
# Two figures nearer than this are rival counts of one thing; further apart, one of them is an older count.
RIVALS = 0.7
PARTIES = (
    (
        "attackers",
        (
            "attacker",
            "members of",
            "armed m",
            "suspect",
            "militant",
            "terrorist",
            "gunm",
            "assailant",
            "raider",
            "insurgent",
            "infiltrator",
            "rebel",
            "smuggler",
            "intruder",
            "trespasser",
            "trafficker",
        ),
    ),
    ("border guards", ("border guard", "guard")),
    ("police", ("polic",)),
    ("soldiers", ("soldier", "service", "troops")),
    (
        "civilians",
        (
            "civilian",
            "villager",
            "resident",
            "citizen",
            "national",
            "worker",
            "employee",
            "miner",
            "cyclist",
            "tourist",
            "engineer",
            "driver",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What stays of the tolls of one party and one harm, and the tolls that say so."""

    casualties: SuggestedCasualties
    tolls: tuple[FoundToll, ...]


def figures(tolls: Iterable[FoundToll]) -> list[Figure]:
    current = [toll for toll in tolls if not toll.superseded]
    found: list[Figure] = []
    for harm in HARMS:
        found += _of_harm([toll for toll in current if toll.harm == harm], harm)
    return found


def _of_harm(tolls: list[FoundToll], harm: Harm) -> list[Figure]:
    parties: dict[str, list[FoundToll]] = {}
    for toll in tolls:
        parties.setdefault(party_key(toll.party), []).append(toll)
    total = parties.pop("", [])
    counted_total = [toll for toll in total if toll.low is not None or toll.high is not None]
    parts = [_figure(group, harm) for group in parties.values()]
    sum_of_parts = sum(part.casualties.low or 0 for part in parts)
    if counted_total:
        whole = _figure(counted_total, harm)
        value = whole.casualties.low or whole.casualties.high or 0
        return [whole] if value > sum_of_parts else [p for p in parts if p.casualties.low is not None]
    return parts or ([_figure(total, harm)] if total else [])


def party_key(party: str) -> str:
    """ "masked, armed attackers" and "militants" are one party."""
    lowered = party.lower()
    if "taliban" in lowered:
        return "taliban"
    return next((key for key, words in PARTIES if any(word in lowered for word in words)), lowered)


def _figure(tolls: list[FoundToll], harm: Harm) -> Figure:
    """The first figure that is told stands; rivals close to it widen it to a range."""
    counted = [toll for toll in tolls if toll.low is not None or toll.high is not None]
    if not counted:
        first = tolls[0]
        return Figure(SuggestedCasualties(first.party, harm, None, None, None, first.words), (first,))
    first = next((toll for toll in counted if toll.whole), counted[0])
    value = _value(first)
    rivals = [t for t in counted if t is first or min(_value(t), value) >= RIVALS * max(_value(t), value, 1)]
    low = min((t.low for t in rivals if t.low is not None), default=None)
    open_ended = first.high is None
    high = None if open_ended else max((t.high for t in rivals if t.high is not None), default=None)
    exact = first.low if low == high or open_ended else None
    party = next((t.party for t in counted if t.party), "")
    return Figure(SuggestedCasualties(party, harm, low, exact, high, first.words), tuple(rivals))


def _value(toll: FoundToll) -> int:
    return toll.low if toll.low is not None else toll.high or 0
