"""The API's own description: the OpenAPI document, and a page to browse it that keeps to the strict CSP."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView

from ledger.api.answers import AcceptHeaderOnly, PublicView
from ledger.api.schema import components

HERE = Path(__file__).parent
SCRIPT = (HERE / "docs.js").read_text()
PAGE = Engine().from_string((HERE / "docs.html").read_text())
SWAGGER = "drf_spectacular_sidecar/swagger-ui-dist"


class SchemaView(PublicView, SpectacularJSONAPIView):
    content_negotiation_class = AcceptHeaderOnly
    # The library's only hook moves enums into components of their own, under names that nobody chose.
    custom_settings = {"APPEND_COMPONENTS": {"schemas": components()}, "POSTPROCESSING_HOOKS": []}

    @extend_schema(exclude=True)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]  # the library's


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
