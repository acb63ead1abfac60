"""The shape of every public document: the contract between publishing and all that reads the ledger.

A document is self-contained JSON; no key is ever missing, an unknown value is null. Dates are ISO 8601 strings,
points are [longitude, latitude] in WGS 84 degrees, already as coarse as the record may be shown.
"""

from typing import Literal, TypedDict

Kind = Literal["incident", "actor", "facility", "place", "source", "timeline"]
KINDS: tuple[Kind, ...] = ("incident", "actor", "facility", "place", "source", "timeline")
# What has names that readers look for.
NAMED: tuple[Kind, ...] = ("actor", "facility", "place", "timeline")
# An unknown beginning and an unknown end.
FLOOR, CEILING = "0001-01-01", "9999-12-31"
# How exactly a place is known whose point stands for no area.
EXACT = ("site", "place", "near")


class DateDocument(TypedDict):
    """Both bounds inclusive; 0001-01-01 and 9999-12-31 stand for an unknown end. `edtf` says it in ISO 8601-2."""

    edtf: str
    earliest: str
    latest: str
    extent: str  # throughout, once_within
    approximate: bool
    uncertain: bool
    precision: str
    date_text: str
    date_label: str
    time_of_day: str


class TypeDocument(TypedDict):
    code: str
    name: str
    parent: str | None
    parent_name: str | None
    lane: str
    acled_event_type: str | None
    acled_sub_event_type: str | None
    ucdp_type_of_violence: int | None
    plover_type: str | None
    plover_mode: str | None


class PlaceReference(TypedDict):
    """`id` is null for a place that only the source names. `within` lists the areas around it, nearest first."""

    id: str | None
    name: str
    kind: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    within: list[str]
    precision: str
    point: list[float] | None


class ActorReference(TypedDict):
    id: str | None
    slug: str | None
    name: str
    kind: str | None
    role: str
    as_named: str


class FacilityReference(TypedDict):
    id: str | None
    slug: str | None
    name: str
    kind: str | None
    relation: str
    count: int | None


class CasualtiesDocument(TypedDict):
    """`basis` says in words how the figure follows from the claims."""

    party: str
    actor: str | None
    harm: str  # killed, injured, captured, missing
    low: int | None
    best: int | None
    high: int | None
    basis: str


class Bounds(TypedDict):
    low: int | None
    best: int | None
    high: int | None


class ClaimValue(TypedDict):
    party: str
    harm: str
    low: int | None
    best: int | None
    high: int | None
    original: str


class ClaimDocument(TypedDict):
    """`quote` is verbatim; `reading` the same words with glued ones apart, or empty."""

    id: str
    source: str
    quote: str
    reading: str
    language: str
    supports: list[str]
    values: list[ClaimValue]
    speaker: str
    stated_on: str | None
    status: str  # accepted, disputed, superseded
    credibility: int | None
    note: str


class SourceReference(TypedDict):
    """`origin` is the id of the source that this one repeats, or its own."""

    id: str
    slug: str
    title: str
    publisher: str
    domain: str
    url: str
    published: str | None
    language: str
    retelling: bool
    origin: str


class IncidentDocument(TypedDict):
    record: Literal["incident"]
    id: str
    slug: str
    title: str
    summary: str
    type: TypeDocument
    date: DateDocument
    places: list[PlaceReference]
    countries: list[str]
    actors: list[ActorReference]
    facilities: list[FacilityReference]
    casualties: list[CasualtiesDocument]
    totals: dict[str, Bounds]  # by harm; a harm that nobody mentions is absent
    claims: list[ClaimDocument]
    sources: list[SourceReference]
    origins: int
    tags: list[str]


class NameDocument(TypedDict):
    name: str
    language: str


class ActorRelationDocument(TypedDict):
    relation: str
    id: str
    slug: str
    name: str
    start: str
    end: str


class ActorDocument(TypedDict):
    record: Literal["actor"]
    id: str
    slug: str
    name: str
    kind: str
    country: str | None
    description: str
    aliases: list[NameDocument]
    relations: list[ActorRelationDocument]


class FacilityStatusDocument(TypedDict):
    status: str
    start: str
    end: str


class LinkDocument(TypedDict):
    id: str
    slug: str
    name: str


class FacilityDocument(TypedDict):
    record: Literal["facility"]
    id: str
    slug: str
    name: str
    kind: str
    operator: LinkDocument | None
    place: PlaceReference | None
    opened: str
    closed: str
    statuses: list[FacilityStatusDocument]
    description: str
    aliases: list[NameDocument]


class PlaceDocument(TypedDict):
    record: Literal["place"]
    id: str
    slug: str
    name: str
    kind: str
    country: str | None
    within: list[LinkDocument]
    point: list[float] | None
    aliases: list[NameDocument]


class SourceDocument(TypedDict):
    record: Literal["source"]
    id: str
    slug: str
    kind: str
    title: str
    publisher: str
    domain: str
    url: str
    published: str | None
    language: str
    retelling: bool
    origin: str
    licence: str
    captured_at: str | None
    sha256: str | None


class TimelineEntryDocument(TypedDict):
    id: str  # of the incident
    note: str


class TimelineDocument(TypedDict):
    record: Literal["timeline"]
    id: str
    slug: str
    title: str
    description: str
    entries: list[TimelineEntryDocument]


class Tombstone(TypedDict):
    """What stands in the place of a withdrawn or merged record: nothing of what it said."""

    record: str
    id: str
    slug: str
    withdrawn: bool
    reason_code: str
    merged_into: str | None


PublicDocument = (
    IncidentDocument | ActorDocument | FacilityDocument | PlaceDocument | SourceDocument | TimelineDocument | Tombstone
)
