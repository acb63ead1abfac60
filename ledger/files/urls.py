"""The addresses below /data/."""

from django.urls import path, re_path

from ledger.files import snapshot_views, views
from ledger.kinds import KINDS_BY_PLURAL

app_name = "files"
NAME = f"(?P<name>{'|'.join(KINDS_BY_PLURAL)})"

urlpatterns = [
    re_path(rf"^{NAME}\.(?P<ending>csv|jsonl|geojson)$", views.live_file, name="live"),
    re_path(rf"^{NAME}\.schema\.json$", views.schema, name="schema"),
    path("latest/<str:name>", snapshot_views.latest, name="latest"),
    path("snapshots/<int:seq>/<str:name>", snapshot_views.snapshot_file, name="snapshot"),
]
