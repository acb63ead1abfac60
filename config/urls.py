"""Every address: the public site, its API, files and feeds, the editors' admin, and the health check."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("api/v1/", include("ledger.api.urls")),
    path("ogc/", include("ledger.features.urls")),
    path("", include("ledger.discovery.urls")),
    path("", include("ledger.citations.urls")),
    path("data/", include("ledger.files.urls")),
    path("", include("ledger.feeds.urls")),
    path("", include("ledger.pages.site_urls")),
    *i18n_patterns(path("", include("ledger.pages.urls")), prefix_default_language=False),
]
