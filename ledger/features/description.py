"""The OpenAPI 3.0 document of /ogc/. GDAL reads page sizes and parameters here. Pure."""

from typing import Any

from ledger import paging
from ledger.features.answers import GEOJSON, JSON, OPENAPI, SCHEMA
from ledger.features.collections import COLLECTIONS, DEFAULT_LIMIT, MAX_LIMIT, Collection
from ledger.filters import filters_of

Object = dict[str, Any]
PROBLEM = "application/problem+json"
BOX: Object = {
    "type": "array",
    "items": {"type": "number"},
    "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
}
PERIOD = "Features that may have been true in this time: a day or a moment, or two with a slash between; '..' is open."


def description(root: str, title: str) -> Object:
    """`root` is the absolute address of the landing page."""
    return {
        "openapi": "3.0.3",
        "info": {"title": f"{title}: features", "version": "1.0.0", "license": {"name": "Apache License 2.0"}},
        "servers": [{"url": root.rstrip("/")}],
        "paths": {
            "/": _get("getLandingPage", "Where everything is", JSON),
            "/conformance": _get("getConformance", "What this API conforms to", JSON),
            "/api": _get("getApi", "This document", OPENAPI),
            "/collections": _get("getCollections", "The collections", JSON),
            **{path: answer for each in COLLECTIONS.values() for path, answer in _paths(each).items()},
        },
        "components": {"schemas": _schemas()},
    }


def _paths(collection: Collection) -> Object:
    own, name = f"/collections/{collection.name}", collection.kind.title()
    feature_id = _parameter("featureId", "The record's permanent id", {"type": "string"}, place="path")
    return {
        own: _get(f"describe{name}", collection.description, JSON),
        f"{own}/schema": _get(f"describe{name}Schema", "What a feature says", SCHEMA),
        f"{own}/items": _get(
            f"get{name}Features", f"{collection.title} as features", GEOJSON,
            schema=f"{name}Features", parameters=_parameters(collection),
        ),
        f"{own}/items/{{featureId}}": _get(
            f"get{name}Feature", "One feature", GEOJSON, schema=f"{name}Feature", parameters=[feature_id, AS_OF]
        ),
    }  # fmt: skip


def _parameters(collection: Collection) -> list[Object]:
    own = {"bbox": _listed("bbox", "Features with a point in this box, in WGS 84 degrees; heights are ignored", BOX)}
    if collection.has_dates:
        own["datetime"] = _parameter("datetime", PERIOD, {"type": "string"})
    filters = [
        _parameter(filter_.name, filter_.description, _as_of_3_0(dict(filter_.schema)))
        for filter_ in filters_of(collection.kind)
        if filter_.name not in own
    ]
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    sorts = paging.sorts_of(collection.kind)
    return [
        *own.values(),
        _parameter("limit", "How many features a page holds", limit),
        _parameter("cursor", "From an earlier answer's link to the next page; opaque", {"type": "string"}),
        _parameter("sort", "The order", {"type": "string", "enum": [*sorts], "default": sorts[0]}),
        AS_OF,
        *filters,
    ]


def _as_of_3_0(schema: Object) -> Object:
    """OpenAPI 3.0 knows the bounds of a number in the words of an older JSON Schema."""
    bound = schema.pop("exclusiveMinimum", None)
    return schema if bound is None else {**schema, "minimum": bound, "exclusiveMinimum": True}


def _get(operation: str, summary: str, media_type: str, *, schema: str = "", parameters: Any = ()) -> Object:
    shape = {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "object"}
    problem = {"content": {PROBLEM: {"schema": {"type": "object"}}}}
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": [*parameters],
            "responses": {
                "200": {"description": summary, "content": {media_type: {"schema": shape}}},
                "400": {"description": "A parameter cannot be obeyed", **problem},
                "404": {"description": "There is nothing here", **problem},
            },
        }
    }


def _schemas() -> Object:
    schemas: Object = {}
    for collection in COLLECTIONS.values():
        name = collection.kind.title()
        schemas[f"{name}Feature"] = feature_schema(collection)
        schemas[f"{name}Features"] = _features(f"{name}Feature")
    return schemas


def feature_schema(collection: Collection) -> Object:
    """In OpenAPI 3.0's words also where it stands alone: GDAL takes no list of types for a type, and reads a whole
    number that may be null from `nullable` alone."""
    names = [property_.name for property_ in collection.properties]
    point = {
        "type": "object",
        "nullable": True,
        "properties": {
            "type": {"type": "string", "enum": ["Point"]},
            "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        },
    }
    values = {
        "type": "object",
        "required": names,
        # GDAL makes a column of the feature's own id already, and of this one would make a second, empty one.
        "properties": {each.name: each.schema for each in collection.properties if each.name != "id"},
    }
    return {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "title": collection.title,
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string"},
            "geometry": point,
            "properties": values,
            "links": LINKS,
        },
    }


def _features(feature: str) -> Object:
    return {
        "type": "object",
        "required": ["type", "features", "numberReturned", "links"],
        "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": {"$ref": f"#/components/schemas/{feature}"}},
            "numberReturned": {"type": "integer", "minimum": 0},
            "links": LINKS,
        },
    }


def _parameter(name: str, description: str, schema: Object, *, place: str = "query") -> Object:
    return {"name": name, "in": place, "required": place == "path", "description": description, "schema": schema}


def _listed(name: str, description: str, schema: Object) -> Object:
    return {**_parameter(name, description, schema), "style": "form", "explode": False}


LINKS: Object = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["href", "rel"],
        "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
    },
}
AS_OF = _parameter(
    "as_of",
    "The register as it stood: a seq, a date (its end, in UTC), or a time; not in the future",
    {"type": "string"},
)
