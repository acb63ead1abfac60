"""A document's bytes are kept at once, and its source waits to be read."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from sources.addresses import canonical_url
from sources.intake import Incoming, IntakeError, receive, requeue
from sources.models import Capture, CapturedBytes, Source

NOW = datetime(2026, 1, 5, tzinfo=UTC)
LIMIT = 1_000


def take_in(body: bytes = b"A clash was reported.", **fields: str) -> tuple[Source, bool]:
    received = receive(Incoming(body, Capture.Method.PASTE, **fields), by=None, now=NOW, limit_bytes=LIMIT)  # type: ignore[arg-type]  # only text fields are passed here
    return received.source, received.fresh


@pytest.mark.django_db
def test_it_is_queued_with_its_bytes() -> None:
    source, fresh = take_in()
    assert (source.state, fresh) == (Source.State.QUEUED, True)
    assert source.captures.get().content.body() == b"A clash was reported."


@pytest.mark.django_db
def test_the_same_bytes_are_the_same_source() -> None:
    first, _ = take_in()
    assert take_in() == (first, False)
    assert Capture.objects.count() == 1


@pytest.mark.django_db
def test_new_words_at_a_known_address_are_read_again() -> None:
    source, _ = take_in(url="https://outlet.example/a?utm_source=x")
    Source.objects.update(state=Source.State.READ)
    again, fresh = take_in(b"Corrected: two clashes.", url="https://outlet.example/a#top")
    assert (again, fresh) == (source, True)
    source.refresh_from_db()
    assert (source.state, source.captures.count()) == (Source.State.QUEUED, 2)


@pytest.mark.django_db
def test_an_original_comes_in_beside_our_retelling_of_it() -> None:
    retelling = Source.objects.create(url="https://outlet.example/a", retelling=True)
    original, fresh = take_in(url="https://outlet.example/a")
    assert fresh
    assert original != retelling


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "fields", "message"),
    [
        (b"", {}, "The file is empty"),
        (b" \n\t", {}, "The file is empty"),
        (b"x" * (LIMIT + 1), {}, "the limit is"),
        (b"A clash.", {"url": "ftp://outlet.example/a"}, "should start with https://"),
    ],
)
def test_bad_input_is_refused_and_leaves_nothing(body: bytes, fields: dict[str, str], message: str) -> None:
    with pytest.raises(IntakeError, match=message):
        take_in(body, **fields)
    assert not Source.objects.exists()
    assert not CapturedBytes.objects.exists()


@pytest.mark.django_db
def test_captures_are_never_changed() -> None:
    source, _ = take_in()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        source.captures.update(tool="something else")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        source.captures.all().delete()


@pytest.mark.django_db
def test_a_failed_source_can_be_read_again() -> None:
    source, _ = take_in()
    Source.objects.update(state=Source.State.FAILED, attempts=5, message="no text")
    requeue(source)
    source.refresh_from_db()
    assert (source.state, source.attempts, source.message) == (Source.State.QUEUED, 0, "")


@pytest.mark.django_db(transaction=True)
def test_two_who_bring_the_same_bytes_at_once_get_one_source() -> None:
    found: list[int] = []

    def bring() -> None:
        try:
            found.append(take_in()[0].pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=bring) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == Source.objects.count() == Capture.objects.count() == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Outlet.Example/a?utm_source=x&id=7#top", "https://outlet.example/a?id=7"),
        ("http://outlet.example", "http://outlet.example/"),
        (" https://outlet.example/a?fbclid=1 ", "https://outlet.example/a"),
    ],
)
def test_one_article_has_one_address(url: str, expected: str) -> None:
    assert canonical_url(url) == expected
