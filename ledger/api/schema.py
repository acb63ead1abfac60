"""The OpenAPI description, made from the TypedDicts of ledger/documents.py and shapes.py and from the table of
filters, so that it cannot say anything else than the code does."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from ledger import paging
from ledger.api.following import DEFAULT_LIMIT as CHANGES_LIMIT
from ledger.api.following import EDITIONS_LIMIT, MAX_WAIT
from ledger.api.following import MAX_LIMIT as MAX_CHANGES_LIMIT
from ledger.api.shapes import Change, EditionLine, Merged, Problem, Root
from ledger.api.views import DEFAULT_LIMIT, DOCUMENTS, MAX_LIMIT
from ledger.changes import NOT_HERE
from ledger.documents import KINDS, Kind
from ledger.filters import ID, Filter, filters_of
from ledger.kinds import PLURALS
from ledger.problems import MEDIA_TYPE
from ledger.rendering import EditionEnvelope
from ledger.selection import AS_OF

Schema = dict[str, Any]

PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Any: {},  # any JSON
    object: {},
}
# What the type of a member does not say.
FORMATS: dict[str, Schema] = {
    "at": {"format": "date-time"},
    "captured_at": {"format": "date-time"},
    "withdrawn_at": {"format": "date-time"},
    "earliest": {"format": "date"},
    "latest": {"format": "date"},
    "published": {"format": "date"},
    "stated_on": {"format": "date"},
    "address": {"format": "uri"},
    "location": {"format": "uri"},
}


def components() -> dict[str, Schema]:
    """Every named shape: the documents, what they hold, and the answers that carry them."""
    shapes: dict[str, Schema] = {}
    for root in (*DOCUMENTS.values(), EditionEnvelope, Problem, Merged, Root, Change, EditionLine):
        for shape in _reachable(root):
            shapes[shape.__name__] = _object(shape)
    for kind, document in DOCUMENTS.items():
        title, whole = _title(kind), _object(document)
        shapes[title] = _answer(whole)
        shapes[f"{title}Fields"] = _sparse(whole)
        shapes[f"{title}Detail"] = _whole_or_sparse(title)
        shapes[f"{title}List"] = _list(_whole_or_sparse(title), count=True)
    shapes["EditionList"] = _list(_reference("EditionLine"), count=False)
    shapes["Change"]["properties"]["document"] = {
        "anyOf": [*(_reference(document.__name__) for document in DOCUMENTS.values()), {"type": "null"}]
    }
    shapes["Change"]["required"].append("document")
    shapes["ChangeList"] = _CHANGE_LIST
    shapes["Problem"]["properties"]["violated-policies"] = _VIOLATED
    return shapes


def described_list(kind: Kind) -> Callable[[Any], Any]:
    """Decorates a view with its parameters and every answer it can give."""
    name = PLURALS[kind]
    get = extend_schema(
        operation_id=f"list_{name}",
        summary=f"All {name}, page by page",
        description="Follow `next` to its end: the whole walk is read as of the `head` at which it began.",
        tags=[name],
        parameters=[*map(_of_filter, filters_of(kind)), _sort(kind), *_PAGING, _fields(kind), _COUNT, _AS_OF],
        responses={
            **_answers({200: f"{_title(kind)}List"}),
            **_problems({400: _CANNOT, 404: _NOT_THERE, 409: _CONTRADICTION, 410: "A cursor from before a restore."}),
        },
    )
    return _decorating_get(get)


def described_detail(kind: Kind) -> Callable[[Any], Any]:
    title = _title(kind)
    get = extend_schema(
        operation_id=f"get_{kind}",
        summary=f"One {kind}",
        description="The edition that is current, or was then: its document is the ledger's, to the byte.",
        tags=[PLURALS[kind]],
        parameters=[_ID, _fields(kind), _AS_OF],
        responses={
            **_answers({200: f"{title}Detail", 308: "Merged"}),
            **_problems({400: _CANNOT, 404: "Not published, or not then.", 410: "Withdrawn, and why."}),
        },
    )
    return _decorating_get(get)


def described_editions(kind: Kind) -> Callable[[Any], Any]:
    get = extend_schema(
        operation_id=f"list_{kind}_editions",
        summary=f"Every edition of one {kind}, newest first",
        description="What each edition changed, field by field, and the public note that says why.",
        tags=[PLURALS[kind]],
        parameters=[_ID, _limit(EDITIONS_LIMIT, EDITIONS_LIMIT), _CURSOR, _AS_OF],
        responses={
            **_answers({200: "EditionList"}),
            **_problems({400: _CANNOT, 404: "Never published.", 410: "A cursor from before a restore."}),
        },
    )
    return _decorating_get(get)


def described_changes() -> Callable[[Any], Any]:
    get = extend_schema(
        operation_id="list_changes",
        summary="What changed since you last asked",
        description=(
            "Every record that changed, once, in its newest edition. Keep `since` of the answer and ask with it again: "
            "nothing is ever missed. A record without a document is to be let go. With `record`, the filters of that "
            "kind's list may be given (but `timeline` and `changed_since`): a record that leaves the filter is told "
            "as `out_of_scope`."
        ),
        tags=["changes"],
        parameters=[
            _parameter("since", "query", "From an earlier answer, or a snapshot's manifest; opaque.", _OPAQUE),
            _limit(CHANGES_LIMIT, MAX_CHANGES_LIMIT),
            _parameter(
                "wait",
                "query",
                "Where nothing changed yet: wait so many seconds for a change before answering.",
                {"type": "integer", "minimum": 0, "maximum": MAX_WAIT, "default": 0},
            ),
            _parameter("record", "query", "Follow records of this kind alone.", {"type": "string", "enum": [*KINDS]}),
            _parameter("history", "query", "Every edition, not just the newest.", {"type": "string", "enum": ["all"]}),
            *_filters_of_changes(),
            _AS_OF,
        ],
        responses={
            **_answers({200: "ChangeList"}),
            **_problems(
                {
                    400: _CANNOT,
                    404: _NOT_THERE,
                    409: _CONTRADICTION,
                    410: "A cursor from before a restore: begin with the `snapshot`.",
                }
            ),
        },
    )
    return _decorating_get(get)


def _filters_of_changes() -> list[OpenApiParameter]:
    """Each filter once, whichever kinds have it."""
    named: dict[str, list[Filter]] = {}
    for kind in KINDS:
        for filter_ in filters_of(kind):
            if filter_.name not in NOT_HERE:
                named.setdefault(filter_.name, []).append(filter_)
    return [
        _parameter(name, "query", f"With `record`: {filters[0].description}", _either_of(filters))
        for name, filters in named.items()
    ]


def _either_of(filters: list[Filter]) -> Schema:
    """Kinds may read a parameter of one name each in their way."""
    schemas = [dict(filter_.schema) for filter_ in filters]
    distinct = [schema for number, schema in enumerate(schemas) if schema not in schemas[:number]]
    return distinct[0] if len(distinct) == 1 else {"anyOf": distinct}


def describes_root() -> Callable[[Any], Any]:
    get = extend_schema(
        operation_id="get_root",
        summary="Where everything is",
        description="The head of the ledger and the addresses of the lists.",
        tags=["root"],
        responses={**_answers({200: "Root"}), **_problems({400: "An unknown parameter."})},
    )
    return _decorating_get(get)


def _decorating_get(get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Each class gets a method of its own, since the decorator writes on what it is given."""

    def decorate(view: Any) -> Any:
        inherited = view.get

        def own(self: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
            return inherited(self, request, *args, **kwargs)

        view.get = get(own)
        return view

    return decorate


@cache
def _object(shape: Any) -> Schema:
    required: frozenset[str] = shape.__required_keys__
    hints = get_type_hints(shape)
    schema: Schema = {
        "type": "object",
        "properties": {key: {**_schema(hint), **FORMATS.get(key, {})} for key, hint in hints.items()},
        "required": [key for key in hints if key in required],
    }
    description = inspect.getdoc(shape)
    return {"description": description, **schema} if description else schema


def _schema(hint: Any) -> Schema:
    if is_typeddict(hint):
        return {"$ref": f"#/components/schemas/{hint.__name__}"}
    if hint in PLAIN:
        return dict(PLAIN[hint])
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": _schema(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1])}
    if origin in (Union, UnionType):
        return _either([_schema(argument) for argument in arguments])
    raise TypeError(f"no schema for {hint}")


def _either(schemas: list[Schema]) -> Schema:
    if all(set(schema) == {"type"} for schema in schemas):
        return {"type": [schema["type"] for schema in schemas]}
    return {"anyOf": schemas}


def _reachable(shape: type) -> Iterator[type]:
    yield shape
    for hint in get_type_hints(shape).values():
        for inner in _typed_dicts(hint):
            yield from _reachable(inner)


def _typed_dicts(hint: Any) -> Iterator[type]:
    if is_typeddict(hint):
        yield hint
    for argument in get_args(hint):
        yield from _typed_dicts(argument)


def _answer(document: Schema) -> Schema:
    properties = {"edition": _reference("EditionEnvelope"), **document["properties"]}
    return {**document, "properties": properties, "required": ["edition", *document["required"]]}


def _sparse(document: Schema) -> Schema:
    properties = {"edition": _reference("EditionEnvelope"), **document["properties"]}
    return {
        "type": "object",
        "description": "What `fields` asked for.",
        "properties": properties,
        "required": ["edition", "id"],
    }


def _whole_or_sparse(title: str) -> Schema:
    return {"anyOf": [_reference(title), _reference(f"{title}Fields")]}


def _list(item: Schema, *, count: bool) -> Schema:
    properties: Schema = {
        "results": {"type": "array", "items": item},
        "next": {"type": ["string", "null"], "format": "uri", "description": "The next page; null on the last."},
        "head": {"type": "string", "description": "The seq as of which the whole walk is read."},
    }
    if count:
        properties["count"] = {"type": ["integer", "null"], "description": "With `count=true`: how many there are."}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _answers(names: Mapping[int, str]) -> dict[tuple[int, str], OpenApiResponse]:
    words = {200: "What was asked for.", 308: "Merged into the record at Location."}
    answers = {
        (status, "application/json"): OpenApiResponse(_reference(name), description=words[status])
        for status, name in names.items()
    }
    answers[304, "application/json"] = OpenApiResponse(description="Not modified: If-None-Match holds the ETag.")
    return answers


def _problems(words: Mapping[int, str]) -> dict[tuple[int, str], OpenApiResponse]:
    always = {
        401: "The key is not one of ours, or no longer.",
        405: "Only GET, HEAD and OPTIONS.",
        429: "Too many requests: Retry-After says when to go on.",
        500: "Our fault; it was logged.",
    }
    return {
        (status, MEDIA_TYPE): OpenApiResponse(_reference("Problem"), description=description)
        for status, description in {**words, **always}.items()
    }


def _of_filter(filter_: Filter) -> OpenApiParameter:
    return _parameter(filter_.name, "query", filter_.description, dict(filter_.schema))


def _parameter(name: str, location: Literal["query", "path"], description: str, schema: Schema) -> OpenApiParameter:
    return OpenApiParameter(name, schema, location, required=location == "path", description=description)


def _pattern_of_id() -> Schema:
    return {"type": "string", "pattern": f"^{ID}$"}


def _title(kind: Kind) -> str:
    return kind.title()


def _sort(kind: Kind) -> OpenApiParameter:
    sorts = paging.sorts_of(kind)
    names = [f"{sort.strip('-')}{'_descending' if sort.startswith('-') else ''}".upper() for sort in sorts]
    # Generators name the values by it: most cannot make a name of a hyphen.
    schema = {"type": "string", "enum": [*sorts], "default": sorts[0], "x-enum-varnames": names}
    return _parameter("sort", "query", "The order of the list.", schema)


def _fields(kind: Kind) -> OpenApiParameter:
    names = "|".join(DOCUMENTS[kind].__annotations__)
    schema = {"type": "string", "pattern": f"^({names})(,({names}))*$"}
    return _parameter("fields", "query", "Only these members of each document, separated by commas.", schema)


def _limit(default: int, most: int) -> OpenApiParameter:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    return _parameter("limit", "query", "How many a page holds.", schema)


_CANNOT = "A parameter cannot be obeyed."
_CONTRADICTION = "Two parameters cannot both be obeyed, such as a `from` later than `to`."
_NOT_THERE = "A cursor that was never given, or a moment that the register has not seen."
_ID = _parameter("id", "path", "The record's permanent id.", _pattern_of_id())
_OPAQUE: Schema = {"type": "string", "pattern": f"^{paging.CURSOR}$"}
_CURSOR = _parameter("cursor", "query", "From an earlier answer's `next`; opaque.", _OPAQUE)
_PAGING = [_limit(DEFAULT_LIMIT, MAX_LIMIT), _CURSOR]
_COUNT = _parameter("count", "query", "Whether to count the whole list, which costs time.", {"type": "boolean"})
_AS_OF = _parameter(
    "as_of",
    "query",
    "The register as it stood: a seq, a date (its end, in UTC), or a time; not in the future.",
    {"type": "string", "pattern": f"^({AS_OF})$"},
)
_VIOLATED: Schema = {
    "type": "array",
    "items": {"type": "string"},
    "description": "With 429: the limits that were reached, by the names that RateLimit-Policy gives them.",
}
_CHANGE_LIST: Schema = {
    "type": "object",
    "properties": {
        "changes": {"type": "array", "items": _reference("Change")},
        "since": {"type": "string", "description": "Ask with this next time."},
        "next": {"type": "string", "format": "uri", "description": "The address to ask next, now or later."},
        "has_more": {"type": "boolean", "description": "Whether `next` has something to tell already."},
        "head": {"type": "string", "description": "The seq at which the ledger ended."},
        "epoch": {"type": "string", "format": "uuid", "description": "Changes when the ledger was restored."},
    },
    "required": ["changes", "since", "next", "has_more", "head", "epoch"],
}
