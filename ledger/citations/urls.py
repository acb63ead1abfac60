"""The addresses of citations as files."""

from django.urls import re_path

from ledger.citations import views
from ledger.citations.formats import FORMATS

app_name = "citations"
urlpatterns = [
    re_path(rf"^cite\.(?P<ending>{'|'.join(FORMATS)})$", views.citation_file, name="file"),
]
