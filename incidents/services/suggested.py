"""The JSON of a suggestion, as pipeline stores it in Suggestion.data (pipeline.data.SuggestedIncident)."""

from typing import TypedDict


class SuggestedDate(TypedDict):
    earliest: str
    latest: str
    extent: str
    approximate: bool
    uncertain: bool
    precision: str
    text: str
    label: str
    time_of_day: str


class SuggestedPlace(TypedDict):
    name: str
    kind: str
    country: str
    key: str
    precision: str


class SuggestedActor(TypedDict):
    name: str
    role: str
    kind: str
    key: str


class SuggestedFacility(TypedDict):
    name: str
    kind: str
    relation: str
    count: int | None
    key: str


class SuggestedCasualties(TypedDict):
    party: str
    harm: str
    low: int | None
    best: int | None
    high: int | None
    original_value: str


class SuggestedEvidence(TypedDict):
    quote: str
    start: int
    end: int
    supports: list[str]
    rule: str
    reading: str


class SuggestedIncident(TypedDict):
    title: str
    type: str
    main: bool
    background: bool
    date: SuggestedDate | None
    places: list[SuggestedPlace]
    countries: list[str]
    actors: list[SuggestedActor]
    facilities: list[SuggestedFacility]
    casualties: list[SuggestedCasualties]
    evidence: list[SuggestedEvidence]
    score: float
    reasons: list[str]
