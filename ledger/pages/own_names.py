"""Incidents with the names that their actors, facilities and places have in the reader's language, as the register
showed them then. One query, on pages that are not in English."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import orjson

from ledger import languages
from ledger.documents import IncidentDocument, PlaceReference
from ledger.models import Edition, RecordEntry
from ledger.pages.names import name_in
from ledger.pages.standing import Standing

Names = Mapping[str, str]
NAMED = ("actors", "facilities", "places")


@dataclass(frozen=True, slots=True)
class OwnNames:
    """By id; and areas by the name that documents call them by."""

    by_id: Names = field(default_factory=dict)
    by_name: Names = field(default_factory=dict)

    def places(self, places: Iterable[PlaceReference]) -> list[PlaceReference]:
        return [cast(PlaceReference, self.told(cast(Any, place))) for place in places]

    def told(self, one: Mapping[str, Any]) -> dict[str, Any]:
        """A reference of a document, with these names."""
        told = {**one, "name": self.by_id.get(one["id"], one["name"])}
        if one.get("as_named") == one["name"]:
            told["as_named"] = ""
        for area in ("admin1", "admin2"):
            if one.get(area):
                told[area] = self.by_name.get(one[area], one[area])
        return told


NONE = OwnNames()


def in_own_names(document: IncidentDocument, standing: Standing) -> IncidentDocument:
    language = languages.current().code
    if language == languages.DEFAULT:
        return document
    own = _own_names(_ids(document, NAMED), language, standing)
    told = {kind: [own.told(one) for one in cast(Any, document)[kind]] for kind in NAMED}
    return cast(IncidentDocument, {**document, **told})


def place_names_on(editions: Sequence[Edition], standing: Standing) -> OwnNames:
    """Those of the places of several incidents. None, and no query, on pages in English."""
    language = languages.current().code
    if language == languages.DEFAULT:
        return NONE
    documents = [orjson.loads(edition.document) for edition in editions if edition.document]
    return _own_names({id_ for one in documents for id_ in _ids(one, ("places",))}, language, standing)


def _ids(document: IncidentDocument, kinds: Iterable[str]) -> set[str]:
    named = {one["id"] for kind in kinds for one in cast(Any, document)[kind] if one["id"]}
    return named | {area for place in document["places"] for area in place["within"]}


def _own_names(ids: set[str], language: str, standing: Standing) -> OwnNames:
    if not ids:
        return NONE
    rows = RecordEntry.objects.as_of(standing.seq).filter(record_id__in=ids, edition__document__isnull=False)
    by_id, by_name = {}, {}
    for id_, name, text in rows.values_list("record_id", "name", "edition__document"):
        own = name_in(language, orjson.loads(text))
        if own:
            by_id[id_], by_name[name] = own.name, own.name
    return OwnNames(by_id, by_name)
