"""The addresses of feeds, at the site's root."""

from django.urls import re_path

from ledger.feeds import views
from ledger.kinds import KINDS_BY_PLURAL

app_name = "feeds"
PLURAL = f"(?P<plural>{'|'.join(KINDS_BY_PLURAL)})"

urlpatterns = [
    re_path(r"^feeds/corrections\.(?P<ending>atom|json)$", views.corrections_feed, name="corrections_feed"),
    re_path(rf"^feeds/{PLURAL}\.(?P<ending>atom|json|ics)$", views.feed, name="feed"),
]
