"""An incident with the names that its actors, facilities and places have in the reader's language, as the register
showed them then. One query, on pages that are not in English."""

import json
from collections.abc import Mapping
from typing import Any, cast

from ledger import languages
from ledger.documents import IncidentDocument
from ledger.models import RecordEntry
from ledger.pages.names import name_in
from ledger.pages.standing import Standing

# By id; and areas by the name that documents call them by.
Names = Mapping[str, str]
NAMED = ("actors", "facilities", "places")


def in_own_names(document: IncidentDocument, standing: Standing) -> IncidentDocument:
    language = languages.current().code
    if language == languages.DEFAULT:
        return document
    by_id, by_name = _own_names(_ids(document), language, standing)
    told = {kind: [_told(one, by_id, by_name) for one in cast(Any, document)[kind]] for kind in NAMED}
    return cast(IncidentDocument, {**document, **told})


def _ids(document: IncidentDocument) -> set[str]:
    named = {one["id"] for kind in NAMED for one in cast(Any, document)[kind] if one["id"]}
    return named | {area for place in document["places"] for area in place["within"]}


def _own_names(ids: set[str], language: str, standing: Standing) -> tuple[Names, Names]:
    if not ids:
        return {}, {}
    rows = RecordEntry.objects.as_of(standing.seq).filter(record_id__in=ids, edition__document__isnull=False)
    by_id, by_name = {}, {}
    for id_, name, text in rows.values_list("record_id", "name", "edition__document"):
        own = name_in(language, json.loads(text))
        if own:
            by_id[id_], by_name[name] = own.name, own.name
    return by_id, by_name


def _told(one: Mapping[str, Any], by_id: Names, by_name: Names) -> dict[str, Any]:
    told = {**one, "name": by_id.get(one["id"], one["name"])}
    if one.get("as_named") == one["name"]:
        told["as_named"] = ""
    for area in ("admin1", "admin2"):
        if one.get(area):
            told[area] = by_name.get(one[area], one[area])
    return told
