"""The OpenAPI description, made from the TypedDicts of ledger/documents.py and shapes.py and from the table of
filters, so that it cannot say anything else than the code does."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from ledger import documents
from ledger.api.problems import MEDIA_TYPE
from ledger.api.shapes import EditionEnvelope, Merged, Problem, Root
from ledger.api.views import DEFAULT_LIMIT, MAX_LIMIT, PLURALS
from ledger.documents import Kind
from ledger.filters import ID, Filter, filters_of

Schema = dict[str, Any]

DOCUMENTS: dict[Kind, type] = {
    "incident": documents.IncidentDocument,
    "actor": documents.ActorDocument,
    "facility": documents.FacilityDocument,
    "place": documents.PlaceDocument,
    "source": documents.SourceDocument,
    "timeline": documents.TimelineDocument,
}
PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
}


def components() -> dict[str, Schema]:
    """Every named shape: the documents, what they hold, and the answers that carry them."""
    shapes: dict[str, Schema] = {}
    for root in (*DOCUMENTS.values(), EditionEnvelope, Problem, Merged, Root):
        for shape in _reachable(root):
            shapes[shape.__name__] = _object(shape)
    for kind, document in DOCUMENTS.items():
        shapes[f"{_title(kind)}Answer"] = _answer(_object(document))
        shapes[f"{_title(kind)}List"] = _list(f"{_title(kind)}Answer")
    return shapes


def described(kind: Kind, *, detail: bool) -> Callable[[Any], Any]:
    """Decorates a view with its parameters and every answer it can give."""
    title, name = _title(kind), PLURALS[kind]
    if detail:
        get = extend_schema(
            operation_id=f"get_{kind}",
            summary=f"One {kind}",
            description="The current edition, whose document is the one that the ledger holds, to the byte.",
            tags=[name],
            parameters=[_parameter("id", "path", "The record's permanent id.", _pattern_of_id())],
            responses={
                **_answers({200: f"{title}Answer", 308: "Merged"}),
                **_problems({400: "An unknown parameter.", 404: "Never published.", 410: "Withdrawn, and why."}),
            },
        )
    else:
        get = extend_schema(
            operation_id=f"list_{name}",
            summary=f"All {name}, page by page",
            description="Follow `next` to its end: the whole walk is read as of the `head` at which it began.",
            tags=[name],
            parameters=[*map(_of_filter, filters_of(kind)), *_PAGING],
            responses={
                **_answers({200: f"{title}List"}),
                **_problems({400: "A parameter cannot be obeyed.", 410: "A cursor from before a restore."}),
            },
        )
    return _decorating_get(get)


def describes_root() -> Callable[[Any], Any]:
    get = extend_schema(
        operation_id="root",
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
        "properties": {key: _schema(hint) for key, hint in hints.items()},
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


def _list(answer: str) -> Schema:
    properties = {
        "results": {"type": "array", "items": _reference(answer)},
        "next": {"type": ["string", "null"], "format": "uri", "description": "The next page; null on the last."},
        "head": {"type": "string", "description": "The seq as of which the whole walk is read."},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _answers(names: Mapping[int, str]) -> dict[tuple[int, str], OpenApiResponse]:
    words = {200: "", 308: "Merged into the record at Location."}
    answers = {
        (status, "application/json"): OpenApiResponse(_reference(name), description=words[status])
        for status, name in names.items()
    }
    answers[304, "application/json"] = OpenApiResponse(description="Not modified: If-None-Match holds the ETag.")
    return answers


def _problems(words: Mapping[int, str]) -> dict[tuple[int, str], OpenApiResponse]:
    always = {405: "Only GET, HEAD and OPTIONS.", 406: "Only JSON is spoken here.", 500: "Our fault; it was logged."}
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


_PAGING = [
    _parameter(
        "limit",
        "query",
        "How many records a page holds.",
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    ),
    _parameter("cursor", "query", "From an earlier answer's `next`; opaque.", {"type": "string"}),
]
