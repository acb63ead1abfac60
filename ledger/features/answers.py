"""Features, collections and links as the standard wants them. Pure."""

from typing import Any

from django.urls import reverse

from ledger.features.collections import CRS84, GREGORIAN, Collection
from ledger.features.properties import geometry_of, properties_of
from ledger.rendering import timestamp
from ledger.selection import Served

GEOJSON = "application/geo+json"
JSON = "application/json"
SCHEMA = "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
HTML = "text/html"

Object = dict[str, Any]


def feature(collection: Collection, row: Served, document: Object, site: str) -> Object:
    """The feature of a document, flat, as the tools of maps like it."""
    kept = properties_of(collection.kind, document)
    values = {
        "id": document["id"],
        **kept,
        "url": f"{site}{reverse('pages:record', args=[collection.kind, document['id']])}",
        "edition_seq": row.seq,
        "edition_number": row.number,
        "edition_at": timestamp(row.at),
    }
    geometry = geometry_of(collection.kind, document)
    return {"type": "Feature", "id": document["id"], "geometry": geometry, "properties": values}


def described(collection: Collection, root: str) -> Object:
    """`root` is the absolute address of the landing page. The extent is the whole earth: a closer one would need the
    rows to be read, and would change with each."""
    own = f"{root}collections/{collection.name}"
    extent: Object = {"spatial": {"bbox": [[-180.0, -90.0, 180.0, 90.0]], "crs": CRS84}}
    if collection.has_dates:
        extent["temporal"] = {"interval": [[None, None]], "trs": GREGORIAN}
    return {
        "id": collection.name,
        "title": collection.title,
        "description": collection.description,
        "itemType": "feature",
        "crs": [CRS84],
        "extent": extent,
        "links": [
            link(own, "self", JSON, collection.title),
            link(f"{own}/items", "items", GEOJSON, f"{collection.title} as features"),
            # GDAL compares the relation's letters, though RFC 8288 would have their case make no difference.
            link(f"{own}/schema", "describedBy", SCHEMA, "What a feature says"),
        ],
    }


def landing(root: str, site_name: str) -> Object:
    return {
        "title": site_name,
        "description": "A public register of incidents in which every fact carries the sentence that says so.",
        "links": [
            link(root, "self", JSON, "This document"),
            link(f"{root}api", "service-desc", OPENAPI, "The API's description"),
            link(root.removesuffix("ogc/") + "data/", "service-doc", HTML, "The register as data"),
            link(f"{root}conformance", "conformance", JSON, "What this API conforms to"),
            link(f"{root}collections", "data", JSON, "The collections of features"),
        ],
    }


def link(href: str, rel: str, type_: str, title: str) -> Object:
    return {"href": href, "rel": rel, "type": type_, "title": title}
