"""A file or a pasted text becomes a source that waits to be read, or is refused with a reason on the form."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sources import bell
from sources.models import Source

ADD = "/admin/sources/source/add/"


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The bell is the outermost edge: behind it stands the broker."""
    ids: list[int] = []
    monkeypatch.setattr(bell, "ring", ids.append)
    return ids


def test_a_pasted_text_is_kept_and_the_bell_is_rung(desk: Client, rung: list[int]) -> None:
    given = {"text": "A clash was reported.\r\n", "url": "https://outlet.example/a", "published": "2025-12-26"}
    response = desk.post(ADD, given)
    source = Source.objects.get()
    assert response["Location"] == f"/admin/sources/source/{source.pk}/change/"
    assert (source.state, str(source.published), str(source.added_by)) == ("queued", "2025-12-26", "the-editor")
    assert source.captures.get().content.body() == b"A clash was reported.\r\n"
    assert rung == [source.pk]


def test_a_file_is_kept_to_the_byte(desk: Client, rung: list[int]) -> None:
    file = SimpleUploadedFile("story.html", b"\xff<p>A clash", content_type="text/html")
    desk.post(ADD, {"file": file})
    capture = Source.objects.get().captures.get()
    assert (capture.method, capture.file_name, capture.media_type) == ("upload", "story.html", "text/html")
    assert capture.content.body() == b"\xff<p>A clash"


def test_the_same_bytes_lead_to_the_source_that_is_there(desk: Client, rung: list[int]) -> None:
    desk.post(ADD, {"text": "A clash was reported."})
    page = desk.post(ADD, {"text": "A clash was reported."}).content.decode()
    known = Source.objects.get()
    assert "has this very document already" in page
    assert f'href="/admin/sources/source/{known.pk}/change/"' in page
    assert len(rung) == 1


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, "Choose a file, or paste the text"),
        ({"text": " \n"}, "The file is empty"),
        ({"text": "A clash.", "url": "ftp://outlet.example"}, "should start with https://"),
        ({"text": "A clash.", "published": "yesterday"}, "Enter a valid date"),
        ({"text": "A clash.", "url": "javascript:alert(1)"}, "should start with https://"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    desk: Client, rung: list[int], given: dict[str, str], reason: str
) -> None:
    assert reason in desk.post(ADD, given).content.decode()
    assert not Source.objects.exists()
    assert rung == []


def test_an_empty_file_is_refused(desk: Client, rung: list[int]) -> None:
    assert "The file is empty" in desk.post(ADD, {"file": SimpleUploadedFile("a.txt", b"")}).content.decode()


def test_a_file_and_a_text_are_two_documents(desk: Client, rung: list[int]) -> None:
    both = {"file": SimpleUploadedFile("a.txt", b"One."), "text": "Two."}
    assert "are two documents" in desk.post(ADD, both).content.decode()


def test_a_huge_file_is_refused_before_it_is_read(desk: Client, rung: list[int], settings: Any) -> None:
    settings.IMPORT_LIMIT_BYTES = 1_000_000
    file = SimpleUploadedFile("a.txt", b"x" * 2_000_000)
    page = desk.post(ADD, {"file": file}).content.decode()
    assert "The file has 2 MB; the limit is 1 MB" in page
    assert not Source.objects.exists()


def test_a_visitor_cannot_add(browser_of: Callable[[str], Client], rung: list[int]) -> None:
    response = browser_of("nobody").post(ADD, {"text": "A clash."})
    assert "/admin/login/" in response["Location"]
    assert not Source.objects.exists()
