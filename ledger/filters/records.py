"""The filters of actors, facilities, places, sources and timelines."""

from ledger.addresses import address_key
from ledger.documents import Kind
from ledger.filters import formats, narrowing
from ledger.filters.narrowing import ids_of, one_of, refers_to
from ledger.filters.sets import EntryFilters, Filter, Question
from ledger.querysets import EntryQuerySet


def run_by(rows: EntryQuerySet, actor_id: str, question: Question) -> EntryQuerySet:
    return rows.filter(operator_id__in=ids_of("actor", actor_id, question))


def at_address(rows: EntryQuerySet, url: str, _question: Question) -> EntryQuerySet:
    return rows.filter(address_key=address_key(url))


SEARCH = Filter(
    "q",
    'Words that must occur in the name, an alias or the description, in any letters; "a phrase", OR, -not and begin* '
    "work as in web searches.",
    formats.TEXT,
    narrowing.search,
)
KIND = Filter("kind", "Records of this kind.", formats.CODES, one_of("kind"))
COUNTRY = Filter("country", "Records of this country, as ISO 3166-1 alpha-2.", formats.COUNTRIES, one_of("country"))
PLACE = Filter("place", "Records at this place or within it.", formats.IDENTIFIER, refers_to("place", "place_ids"))
BOX = Filter(
    "bbox",
    "Records whose point lies in this box; west is greater than east where it crosses the antimeridian.",
    formats.BOX,
    narrowing.in_box,
)
NEAR = Filter("near", "Records whose point lies within `radius` of this one.", formats.POINT, narrowing.within_radius)
RADIUS = Filter("radius", "With `near`: how far, in kilometres.", formats.KILOMETRES, narrowing.modifies)
CHANGED = Filter(
    "changed_since",
    "Records whose present edition was published then or later.",
    formats.TIMESTAMP,
    narrowing.changed_since,
)


class ActorFilters(EntryFilters):
    parameters = (SEARCH, KIND, COUNTRY, CHANGED)


class FacilityFilters(EntryFilters):
    parameters = (
        SEARCH,
        KIND,
        COUNTRY,
        Filter("operator", "Facilities that this actor runs.", formats.IDENTIFIER, run_by),
        PLACE,
        Filter("status", "Facilities whose last known status this is.", formats.CODES, one_of("status")),
        BOX,
        NEAR,
        RADIUS,
        CHANGED,
    )


class PlaceFilters(EntryFilters):
    parameters = (SEARCH, KIND, COUNTRY, PLACE, BOX, NEAR, RADIUS, CHANGED)


class SourceFilters(EntryFilters):
    parameters = (
        SEARCH,
        KIND,
        Filter("publisher", "Sources of this domain.", formats.DOMAINS, one_of("domain")),
        Filter("language", "Sources in this language.", formats.LANGUAGES, one_of("language")),
        Filter(
            "url",
            "The source at this address, if the register has it; scheme, www, tracking parameters, fragment and a last "
            "slash make no difference.",
            formats.ADDRESS,
            at_address,
        ),
        CHANGED,
    )


class TimelineFilters(EntryFilters):
    parameters = (
        SEARCH,
        Filter(
            "incident", "Timelines that hold this incident.", formats.IDENTIFIER, refers_to("incident", "incident_ids")
        ),
        CHANGED,
    )


FILTERS_OF_RECORDS: dict[Kind, type[EntryFilters]] = {
    "actor": ActorFilters,
    "facility": FacilityFilters,
    "place": PlaceFilters,
    "source": SourceFilters,
    "timeline": TimelineFilters,
}
