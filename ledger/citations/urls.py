"""The addresses of citations."""

from django.urls import path, re_path

from ledger.citations import views
from ledger.citations.formats import FORMATS

app_name = "citations"
urlpatterns = [
    path("cite/", views.citation_page, name="page"),
    re_path(rf"^cite\.(?P<ending>{'|'.join(FORMATS)})$", views.citation_file, name="file"),
]
