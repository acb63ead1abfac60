"""The addresses below /data/."""

from django.urls import re_path

from ledger.files import views
from ledger.files.kinds import KINDS_BY_NAME

app_name = "files"
NAME = f"(?P<name>{'|'.join(KINDS_BY_NAME)})"

urlpatterns = [
    re_path(rf"^{NAME}\.(?P<ending>csv|jsonl|geojson)$", views.live_file, name="live"),
    re_path(rf"^{NAME}\.schema\.json$", views.schema, name="schema"),
]
