"""The public site's addresses, each of them in every language. Records are found by id; the words after it are for
people."""

from django.urls import path, re_path, register_converter

from ledger.about import views as about_views
from ledger.charts import views as chart_views
from ledger.citations.views import citation_page
from ledger.documents import Kind
from ledger.embeds import views as embed_views
from ledger.feeds import pages as feed_pages
from ledger.files import page as data_page
from ledger.maps import views as map_views
from ledger.pages import indexes, record_views, views
from ledger.pictures import views as picture_views
from ledger.searching import views as search_views

COLLECTIONS: dict[str, Kind] = {
    "incidents": "incident",
    "actors": "actor",
    "facilities": "facility",
    "sources": "source",
    "places": "place",
}


class CollectionConverter:
    regex = "|".join(COLLECTIONS)

    def to_python(self, value: str) -> Kind:
        return COLLECTIONS[value]

    def to_url(self, value: Kind) -> str:
        return next(collection for collection, kind in COLLECTIONS.items() if kind == value)


class IdConverter:
    regex = "[0-9a-hjkmnp-tv-z]{10}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CollectionConverter, "collection")
register_converter(IdConverter, "id")

app_name = "pages"
urlpatterns = [
    path("", views.register, name="register"),
    path("about/", about_views.overview, name="about"),
    path("about/design/", about_views.design, name="design"),
    path("about/<slug:name>/", about_views.text, name="about_page"),
    path("actors/", indexes.index, {"kind": "actor"}, name="actors"),
    path("facilities/", indexes.index, {"kind": "facility"}, name="facilities"),
    path("places/", indexes.index, {"kind": "place"}, name="places"),
    path("sources/", indexes.index, {"kind": "source"}, name="sources"),
    path("timelines/", indexes.index, {"kind": "timeline"}, name="timelines"),
    path("timelines/<slug:slug>/", record_views.timeline, name="timeline"),
    path("<collection:kind>/<id:record_id>/", record_views.record_by_id, name="record"),
    path("<collection:kind>/<id:record_id>/<slug:slug>/", record_views.record, name="record_page"),
    path("map/", map_views.map_page, name="map"),
    path("map/clusters.json", map_views.clusters_file, name="map_clusters"),
    path("charts/", chart_views.charts, name="charts"),
    re_path(r"^charts/(?P<name>[a-z-]+)[.](?P<ending>svg|png|csv)$", chart_views.file, name="chart"),
    path("pictures/register.png", picture_views.register_picture, name="register_picture"),
    path("pictures/<collection:kind>/<id:record_id>.png", picture_views.record_picture, name="picture"),
    path("pictures/timelines/<slug:slug>.png", picture_views.timeline_picture, name="timeline_picture"),
    path("search/", search_views.search, name="search"),
    path("search/suggestions.json", search_views.suggestions, name="suggestions"),
    path("embed/timeline/", embed_views.timeline, name="embed_timeline"),
    path("embed/map/", embed_views.map_of, name="embed_map"),
    path("embed/incident/<id:record_id>/", embed_views.incident, name="embed_incident"),
    path("feeds/", feed_pages.feeds, name="feeds"),
    path("corrections/", feed_pages.corrections, name="corrections"),
    path("data/", data_page.data, name="data"),
    path("cite/", citation_page, name="cite"),
]
