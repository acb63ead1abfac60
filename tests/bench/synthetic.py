"""Incidents that never happened, the same for the same seed: for timings only."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from incidents.vocabulary import INCIDENT_TYPES, TypeCode
from ledger.documents import (
    ActorReference,
    ClaimDocument,
    DateDocument,
    FacilityReference,
    IncidentDocument,
    SourceReference,
    Tombstone,
    TypeDocument,
)
from tests.bench.cast import Cast
from tests.bench.words import bench_id, one_of, sentence

FIRST_DAY, DAYS = date(1990, 1, 1), 13_000
LEAVES = [type_ for type_ in INCIDENT_TYPES if type_.parent]
PARENTS = {type_.code: type_ for type_ in INCIDENT_TYPES}
RELATIONS = ("attacked", "used", "mentioned", "opened")
WITHDRAWN_REMAINDER, REVISED_REMAINDER = 37, 3


def incident(cast: Cast, number: int, version: int = 0) -> IncidentDocument:
    """`version` changes what a correction changes: the summary and the figures."""
    chance = random.Random((cast.seed << 40) + number)
    day, extent = FIRST_DAY + timedelta(days=chance.randrange(DAYS)), chance.random()
    type_ = LEAVES[chance.randrange(len(LEAVES))]
    place = one_of(chance, cast.places)
    actors = _actors(cast, chance)
    sources = [one_of(chance, cast.sources) for _ in range(1 if chance.random() < 0.6 else 2)]
    facilities = _facilities(cast, chance)
    title = sentence(chance, 6)
    corrected = random.Random((cast.seed << 40) + number * 1_000 + version) if version else chance
    killed, unsure = corrected.randrange(6), corrected.randrange(3)
    claims = [_claim(cast, number, position, source, chance) for position, source in enumerate(sources)]
    return {
        "record": "incident", "id": cast.incident_id(number), "slug": f"incident-{number}", "title": title,
        "summary": sentence(corrected, 40), "type": _type(type_), "date": _date(day, extent), "places": [place],
        "countries": [place["country"] or ""], "actors": actors, "facilities": facilities,
        "casualties": [{
            "party": "all", "actor": None, "harm": "killed", "low": killed, "best": killed, "high": killed + unsure,
            "basis": "the lowest and the highest figure of the claims",
        }],
        "totals": {"killed": {"low": killed, "best": killed, "high": killed + unsure}},
        "claims": claims, "sources": sources, "origins": len(sources), "tags": [],
    }  # fmt: skip


def withdrawn(cast: Cast, number: int) -> Tombstone:
    return {
        "record": "incident", "id": cast.incident_id(number), "slug": f"incident-{number}", "withdrawn": True,
        "reason_code": "unsupported", "merged_into": None,
    }  # fmt: skip


def revised_numbers(cast: Cast, batch: int, before: int, count: int) -> Iterator[int]:
    """Incidents below `before` that this batch corrects. They are never among those that are withdrawn."""
    yield from _chosen(f"{cast.seed}/revised/{batch}", before, count, 20, REVISED_REMAINDER)


def withdrawn_numbers(cast: Cast, batch: int, before: int, count: int) -> Iterator[int]:
    yield from _chosen(f"{cast.seed}/withdrawn/{batch}", before, count, 100, WITHDRAWN_REMAINDER)


def _chosen(seed: str, before: int, count: int, step: int, remainder: int) -> Iterator[int]:
    candidates = range(remainder, before, step)
    yield from random.Random(seed).sample(candidates, min(count, len(candidates)))


def _date(day: date, extent: float) -> DateDocument:
    """Of ten, seven are one day, two last some days, one is known by its month only."""
    earliest = latest = day
    edtf, precision = day.isoformat(), "day"
    if extent > 0.9:
        earliest, precision = day.replace(day=1), "month"
        latest = (earliest + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        edtf = f"{day:%Y-%m}"
    elif extent > 0.7:
        latest = day + timedelta(days=int(extent * 10) - 5)
        edtf = f"{earliest}/{latest}"
    return {
        "edtf": edtf, "earliest": earliest.isoformat(), "latest": latest.isoformat(), "extent": "once_within",
        "approximate": False, "uncertain": False, "precision": precision, "date_text": "", "date_label": "",
        "time_of_day": "",
    }  # fmt: skip


def _type(type_: TypeCode) -> TypeDocument:
    return {
        "code": type_.code, "name": type_.name, "parent": type_.parent, "parent_name": PARENTS[type_.parent].name,
        "lane": type_.lane, "acled_event_type": type_.acled_event or None,
        "acled_sub_event_type": type_.acled_sub_event or None, "ucdp_type_of_violence": type_.ucdp,
        "plover_type": type_.plover or None, "plover_mode": type_.plover_mode or None,
    }  # fmt: skip


def _actors(cast: Cast, chance: random.Random) -> list[ActorReference]:
    first, second = one_of(chance, cast.actors), one_of(chance, cast.actors)
    return [{**first, "role": "initiator"}, {**second, "role": "target"}]


def _facilities(cast: Cast, chance: random.Random) -> list[FacilityReference]:
    if chance.random() > 0.3:
        return []
    return [{**one_of(chance, cast.facilities), "relation": chance.choice(RELATIONS)}]


def _claim(cast: Cast, number: int, position: int, source: SourceReference, chance: random.Random) -> ClaimDocument:
    return {
        "id": bench_id(cast.seed, "claim", number * 4 + position), "source": source["id"],
        "quote": sentence(chance, 18, "cyrillic"), "reading": "", "language": "ru",
        "supports": ["type", "date", "place", "actors", "killed"],
        "values": [{"party": "all", "harm": "killed", "low": 1, "best": 1, "high": 1, "original": "один погибший"}],
        "speaker": "", "stated_on": None, "status": "accepted", "credibility": None, "note": "",
    }  # fmt: skip
