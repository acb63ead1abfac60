"""The addresses of /api/v1/."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path, re_path

from ledger.api.description import docs, docs_script, schema
from ledger.api.following import ChangesView, EditionsView
from ledger.api.schema import described_changes, described_detail, described_editions, described_list, describes_root
from ledger.api.views import DetailView, ListView, RootView, nothing_here
from ledger.documents import KINDS, Kind
from ledger.kinds import PLURALS


def _view(kind: Kind, base: type, described: Callable[[Kind], Callable[[Any], Any]]) -> Any:
    view: Any = type(f"{kind.title()}{base.__name__}", (base,), {"kind": kind})
    return described(kind)(view).as_view()


def _of(kind: Kind) -> list[URLPattern]:
    name = PLURALS[kind]
    editions = _view(kind, EditionsView, described_editions)
    return [
        path(f"{name}/", _view(kind, ListView, described_list), name=f"api-{kind}-list"),
        path(f"{name}/<str:id>/", _view(kind, DetailView, described_detail), name=f"api-{kind}-detail"),
        path(f"{name}/<str:id>/editions/", editions, name=f"api-{kind}-editions"),
    ]


urlpatterns = [
    path("", describes_root()(RootView).as_view(), name="api-root"),
    path("changes/", described_changes()(ChangesView).as_view(), name="api-changes"),
    path("schema/", schema, name="api-schema"),
    path("docs/", docs, name="api-docs"),
    path("docs/page.js", docs_script, name="api-docs-script"),
    *(pattern for kind in KINDS for pattern in _of(kind)),
    # Only addresses that end in a slash, so that one without is still sent to its twin.
    re_path(r"^.*/$", nothing_here),
]
