"""What every operation of the description shares: the keys that may be sent, and what the headers of answers say."""

from typing import Any

from ledger.kinds import PLURALS

Schema = dict[str, Any]

# The empty one comes first: nothing here needs a key.
SECURITY: list[dict[str, list[str]]] = [{}, {"apiKey": []}, {"apiKeyHeader": []}]
SECURITY_SCHEMES: Schema = {
    "apiKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key raises the limit of requests, and opens nothing else.",
    },
    "apiKeyHeader": {
        "type": "apiKey",
        "in": "header",
        "name": "X-API-Key",
        "description": "The same key, for clients that cannot send the other header.",
    },
}


def _header(description: str, *, required: bool = False, **schema: object) -> Schema:
    return {"description": description, "required": required, "schema": {"type": "string", **schema}}


HEADERS: Schema = {
    "ETag": _header("Send it back in If-None-Match: 304 says that nothing has changed."),
    "Link": _header('The next page, as `rel="next"` (RFC 8288).'),
    "Location": _header("The record that lives on.", required=True, format="uri"),
    "Allow": _header("The methods that may be used.", required=True),
    "WWW-Authenticate": _header("What is wrong with the key (RFC 6750).", required=True),
    "Retry-After": _header("Seconds until the next request is answered.", required=True, pattern="^[0-9]+$"),
    "RateLimit": _header("Requests that are left (r), and for how many seconds (t); by the name of the limit."),
    "RateLimit-Policy": _header("Requests (q) that are answered in so many seconds (w); by the name of the limit."),
}
IF_NONE_MATCH: Schema = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of the answer that you have.",
    "schema": {"type": "string"},
}
# Whatever is counted says so.
COUNTED = ("RateLimit", "RateLimit-Policy")
OF_STATUS = {
    "200": ("ETag",),
    "304": ("ETag",),
    "308": ("ETag", "Location"),
    "401": ("WWW-Authenticate",),
    "405": ("Allow",),
    "410": ("ETag",),
    "429": ("Retry-After",),
}
LISTS = {f"list_{plural}" for plural in PLURALS.values()}


def completed(document: Schema) -> Schema:
    """The description with what the library has no place for."""
    paths = {
        path: {method: _told(operation) for method, operation in item.items()}
        for path, item in document["paths"].items()
    }
    components = {**document["components"], "headers": HEADERS, "securitySchemes": SECURITY_SCHEMES}
    return {**document, "security": SECURITY, "paths": paths, "components": components}


def _told(operation: Schema) -> Schema:
    """Without its own `security`, which the library gives it and which would hide that of the whole document."""
    responses = {
        status: {**response, "headers": _references(status, operation["operationId"])}
        for status, response in sorted(operation["responses"].items())
    }
    own = {name: value for name, value in operation.items() if name != "security"}
    return {**own, "parameters": [*operation.get("parameters", ()), IF_NONE_MATCH], "responses": responses}


def _references(status: str, operation_id: str) -> Schema:
    names = [*OF_STATUS.get(status, ()), *COUNTED]
    if status == "200" and operation_id in LISTS:
        names.append("Link")
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
