"""The API's own description: the OpenAPI document, and a page to browse it that keeps to the strict CSP."""

from functools import cache
from pathlib import Path

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import Context, Engine
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings

from ledger.api.headers import completed
from ledger.api.schema import components
from ledger.filters import BadParameter
from ledger.serving import failed, opened

HERE = Path(__file__).parent
SCRIPT = (HERE / "docs.js").read_text()
PAGE = Engine().from_string((HERE / "docs.html").read_text())
SWAGGER = "drf_spectacular_sidecar/swagger-ui-dist"


@require_safe
def schema(request: HttpRequest) -> HttpResponseBase:
    """The same for every state of the ledger."""
    for name in request.GET:
        error = BadParameter(name, f"There is no parameter {name!r} here.")
        return opened(failed(request, error))
    return opened(HttpResponse(description(), content_type="application/vnd.oai.openapi+json"))


@cache
def description() -> bytes:
    """The OpenAPI document. The library's only hook moves enums into components under names that nobody chose."""
    settings = {"APPEND_COMPONENTS": {"schemas": components()}, "POSTPROCESSING_HOOKS": []}
    with patched_settings(settings):
        document = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # the library's
    return orjson.dumps(completed(document), option=orjson.OPT_INDENT_2)


@require_safe
def docs(_request: HttpRequest) -> HttpResponse:
    """The library's own template holds an inline style, which the CSP would refuse."""
    addresses = {
        "schema": reverse("api-schema"),
        "script": reverse("api-docs-script"),
        "bundle": static(f"{SWAGGER}/swagger-ui-bundle.js"),
        "style": static(f"{SWAGGER}/swagger-ui.css"),
        "icon": static(f"{SWAGGER}/favicon-32x32.png"),
    }
    return HttpResponse(PAGE.render(Context(addresses)))


@require_safe
def docs_script(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCRIPT, content_type="text/javascript; charset=utf-8")
