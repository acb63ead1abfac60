"""The addresses below /ogc/: as OGC API - Features gives them, without a slash at their end."""

from django.urls import path

from ledger.features import views

app_name = "features"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("conformance", views.conformance, name="conformance"),
    path("api", views.api, name="api"),
    path("collections", views.collections, name="collections"),
    path("collections/<str:name>", views.collection, name="collection"),
    path("collections/<str:name>/schema", views.schema, name="schema"),
    path("collections/<str:name>/items", views.items, name="items"),
    path("collections/<str:name>/items/<str:feature_id>", views.item, name="item"),
]
