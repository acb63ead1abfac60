"""The addresses of what leads others here: sitemaps, and the register for TimelineJS."""

from django.urls import path, re_path

from ledger.discovery import views
from ledger.kinds import KINDS_BY_PLURAL
from ledger.timelinejs import timeline

app_name = "discovery"
urlpatterns = [
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemaps/pages-1.xml", views.sitemap_pages, name="sitemap_pages"),
    re_path(
        rf"^sitemaps/(?P<name>{'|'.join(KINDS_BY_PLURAL)})-(?P<number>[1-9][0-9]{{0,9}})\.xml$",
        views.numbered_sitemap,
        name="sitemap",
    ),
    path("data/incidents.timelinejs", timeline, name="timelinejs"),
]
