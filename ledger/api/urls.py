"""The addresses of /api/v1/."""

from typing import Any

from django.urls import URLPattern, path, re_path

from ledger.api.description import SchemaView, docs, docs_script
from ledger.api.schema import described, describes_root
from ledger.api.views import PLURALS, DetailView, ListView, NothingHere, RootView
from ledger.documents import KINDS, Kind


def _view(kind: Kind, base: type, *, detail: bool) -> Any:
    view: Any = type(f"{kind.title()}{base.__name__}", (base,), {"kind": kind})
    return described(kind, detail=detail)(view).as_view()


def _of(kind: Kind) -> list[URLPattern]:
    name = PLURALS[kind]
    return [
        path(f"{name}/", _view(kind, ListView, detail=False), name=f"api-{kind}-list"),
        path(f"{name}/<str:id>/", _view(kind, DetailView, detail=True), name=f"api-{kind}-detail"),
    ]


urlpatterns = [
    path("", describes_root()(RootView).as_view(), name="api-root"),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("docs/", docs, name="api-docs"),
    path("docs/page.js", docs_script, name="api-docs-script"),
    *(pattern for kind in KINDS for pattern in _of(kind)),
    # Only addresses that end in a slash, so that one without is still sent to its twin.
    re_path(r"^.*/$", NothingHere.as_view()),
]
