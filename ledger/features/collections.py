"""The collections of features, and what is true of each whatever the ledger holds."""

from dataclasses import dataclass

from ledger.documents import Kind
from ledger.features.properties import EDITION, PROPERTIES, Property

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
CONFORMANCE = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
)
DEFAULT_LIMIT, MAX_LIMIT = 100, 1000


@dataclass(frozen=True, slots=True)
class Collection:
    name: str
    kind: Kind
    title: str
    description: str

    @property
    def has_dates(self) -> bool:
        return self.kind == "incident"

    @property
    def properties(self) -> tuple[Property, ...]:
        return (EDITION[0], *PROPERTIES[self.kind], *EDITION[1:])


COLLECTIONS: dict[str, Collection] = {
    collection.name: collection
    for collection in (
        Collection(
            "incidents",
            "incident",
            "Incidents",
            "What happened, at the point of its first place, as exactly as that is known. No point: no place is known.",
        ),
        Collection("facilities", "facility", "Facilities", "Posts, bases, camps, mines and bridges."),
        Collection("places", "place", "Places", "Provinces, districts and settlements that incidents name."),
    )
}
