"""A page follows from its address and the ledger's head: whoever has it is told so from the head alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ledger import caching

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def test_an_unchanged_page_is_answered_from_the_head_alone(
    reader: Client, publish: Make, make_incident: Make, django_assert_num_queries: Make
) -> None:
    publish(make_incident())
    etag = reader.get("/").headers["ETag"]
    with django_assert_num_queries(1):
        response = reader.get("/", headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == etag
    assert "stale-while-revalidate" in response.headers["Cache-Control"]


def test_every_edition_changes_every_page(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    etag = reader.get("/about/").headers["ETag"]
    publish(make_incident())
    assert reader.get("/about/", headers={"If-None-Match": etag}).status_code == 200


def test_each_address_has_a_mark_of_its_own(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    marks = {reader.get(address).headers["ETag"] for address in ("/", "/?q=a", "/?q=b", "/about/", "/actors/")}
    assert len(marks) == 5


def test_another_release_makes_other_marks(
    reader: Client, publish: Make, make_incident: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(make_incident())
    before = reader.get("/").headers["ETag"]
    monkeypatch.setattr("ledger.caching.release", lambda: "another")
    assert reader.get("/").headers["ETag"] != before


@pytest.mark.parametrize(
    "made_of",
    [
        "ledger/pages/views.py", "templates/pages/map.html", "locale/fa/LC_MESSAGES/django.mo", "about/ru/method.md",
        "ledger/pictures/fonts/sans.ttf", "static/daftar/basemap/world.json", "static/daftar/tokens.css",
    ],
)  # fmt: skip
def test_a_release_is_another_by_anything_that_pages_are_made_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_of: str
) -> None:
    assert (caching.CHECKOUT / made_of).exists()
    monkeypatch.setattr(caching, "CHECKOUT", tmp_path)
    before = caching.release.__wrapped__()
    (tmp_path / made_of).parent.mkdir(parents=True)
    (tmp_path / made_of).write_text("other")
    assert caching.release.__wrapped__() != before


@pytest.mark.parametrize("path", ["/incidents/0000000000/", "/nothing/", "/?as_of=99"])
def test_a_page_that_is_missing_may_not_be_kept_as_current(reader: Client, path: str) -> None:
    response = reader.get(path)
    assert response.status_code == 404
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(reader: Client, method: str) -> None:
    assert getattr(reader, method)("/").status_code == 405
