"""What a feature says: one flat table per collection, from which features and their schema both follow. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ledger.documents import CEILING, FLOOR, Kind

Type = Literal["string", "integer"]
Document = Mapping[str, Any]
SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Property:
    """`read` gives None for what is not known; the property itself is never left out."""

    name: str
    description: str
    read: Callable[[Document], Any]
    type: Type = "string"
    format: str = ""

    @property
    def schema(self) -> dict[str, Any]:
        """In OpenAPI 3.0's words."""
        shown: dict[str, Any] = {"type": self.type, "nullable": True, "description": self.description}
        return {**shown, "format": self.format} if self.format else shown


def properties_of(kind: Kind, document: Document) -> dict[str, Any]:
    return {property_.name: property_.read(document) for property_ in PROPERTIES[kind]}


def geometry_of(kind: Kind, document: Document) -> dict[str, Any] | None:
    """A point, already as coarse as the record may be shown; None where no place is known."""
    point = POINTS[kind](document)
    return {"type": "Point", "coordinates": point} if point else None


def _path(*keys: str | int) -> Callable[[Document], Any]:
    """Follows keys and positions; empty text and whatever is not there are None."""

    def read(document: Document) -> Any:
        found: Any = document
        for key in keys:
            found = _member(found, key)
        return None if found == "" else found

    return read


def _member(value: Any, key: str | int) -> Any:
    if isinstance(key, int):
        return value[key] if value and len(value) > key else None
    return value.get(key) if value else None


def _names(*keys: str) -> Callable[[Document], str | None]:
    """The values of a list in one text; its items are words, or objects with a member."""
    listed, *member = keys

    def read(document: Document) -> str | None:
        values = [item[member[0]] if member else item for item in document[listed]]
        return SEPARATOR.join(value for value in values if value) or None

    return read


def _bound(key: str, unknown: str) -> Callable[[Document], str | None]:
    def read(document: Document) -> str | None:
        day: str = document["date"][key]
        return None if day == unknown else day

    return read


def _figure(harm: str, bound: str) -> Property:
    words = {"low": "at least", "best": "best figure", "high": "at most"}
    description = f"People {harm}, {words[bound]}; null is unknown, never zero"
    return Property(f"{harm}_{bound}", description, _path("totals", harm, bound), "integer")


def _first_place(name: str, key: str, description: str) -> Property:
    return Property(name, f"{description} of the first place", _path("places", 0, key))


PROPERTIES: dict[Kind, tuple[Property, ...]] = {
    "incident": (
        Property("title", "Title", _path("title")),
        Property("type", "Name of the type of incident", _path("type", "name")),
        Property("type_code", "Its code", _path("type", "code")),
        Property("parent_code", "Code of the type above it", _path("type", "parent")),
        Property("lane", "Violence, diplomacy, forces or other", _path("type", "lane")),
        Property(
            "earliest", "First day on which it may have happened; null where unknown", _bound("earliest", FLOOR),
            format="date",
        ),
        Property(
            "latest", "Last day on which it may have happened; null where unknown", _bound("latest", CEILING),
            format="date",
        ),
        Property("edtf", "The date with its doubt, in EDTF (ISO 8601-2)", _path("date", "edtf")),
        Property("precision", "How exactly the date is known", _path("date", "precision")),
        _first_place("country", "country", "Country, ISO 3166-1 alpha-2,"),
        Property("countries", "Every country concerned", _names("countries")),
        _first_place("admin1", "admin1", "Region"),
        _first_place("admin2", "admin2", "District"),
        _first_place("place", "name", "Name"),
        _first_place("place_id", "id", "Id"),
        _first_place("place_precision", "precision", "How exactly one knows the position"),
        *(_figure(harm, bound) for harm in ("killed", "injured") for bound in ("low", "best", "high")),
        Property("actors", "Names of those who took part", _names("actors", "name")),
        Property("facilities", "Names of the facilities concerned", _names("facilities", "name")),
        Property("tags", "Tags", _names("tags")),
        Property("sources", "How many sources tell of it", lambda document: len(document["sources"]), "integer"),
        Property("origins", "How many of them are independent of one another", _path("origins"), "integer"),
    ),
    "facility": (
        Property("name", "Name", _path("name")),
        Property("kind", "Kind of facility", _path("kind")),
        Property("operator", "Name of the actor that runs it", _path("operator", "name")),
        Property("operator_id", "Id of that actor", _path("operator", "id")),
        Property("opened", "When it opened, in EDTF", _path("opened")),
        Property("closed", "When it closed, in EDTF", _path("closed")),
        Property("country", "Country, ISO 3166-1 alpha-2", _path("place", "country")),
        Property("admin1", "Region", _path("place", "admin1")),
        Property("admin2", "District", _path("place", "admin2")),
        Property("place", "Name of its place", _path("place", "name")),
        Property("place_id", "Id of its place", _path("place", "id")),
        Property("place_precision", "How exactly its place is known", _path("place", "precision")),
        Property("aliases", "Other names, in any script", _names("aliases", "name")),
    ),
    "place": (
        Property("name", "Name", _path("name")),
        Property("kind", "Kind of place", _path("kind")),
        Property("country", "Country, ISO 3166-1 alpha-2", _path("country")),
        Property("within", "Names of the areas around it, nearest first", _names("within", "name")),
        Property("aliases", "Other names, in any script", _names("aliases", "name")),
    ),
}  # fmt: skip
POINTS: dict[Kind, Callable[[Document], Sequence[float] | None]] = {
    "incident": _path("places", 0, "point"),
    "facility": _path("place", "point"),
    "place": _path("point"),
}
# What every feature says about the edition that it shows.
EDITION: tuple[Property, ...] = (
    Property("id", "Permanent id of the record", _path("id")),
    Property("url", "The record's page", _path("url")),
    Property("edition_seq", "Number of the edition in the ledger", _path("edition_seq"), "integer", "int64"),
    Property("edition_number", "Counts the editions of this record from 1", _path("edition_number"), "integer"),
    Property("edition_at", "When the edition was published", _path("edition_at"), format="date-time"),
)
