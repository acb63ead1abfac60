"""What stands once for the whole site, whatever the language."""

from django.urls import path

from ledger.embeds.oembed import oembed
from ledger.pages import views

app_name = "site"
urlpatterns = [
    path("standing/<int:seq>.css", views.standing_style, name="standing"),
    path("oembed", oembed, name="oembed"),
    path("robots.txt", views.robots, name="robots"),
]
