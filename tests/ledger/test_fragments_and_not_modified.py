"""What is answered without asking the documents: 304 in front of the framework, and records kept in memory."""

import threading
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import psycopg2
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from ledger.caching import current_head, etag_for, head_of, mark
from ledger.fragments import Fragments
from ledger.middleware import AnswersInMemory, NotModified

pytestmark = pytest.mark.django_db(transaction=True)  # within a transaction the short way is not taken
Make = Callable[..., Any]
ADDRESSES = (
    "/", "/about/", "/?q=camp", "/corrections/", "/feeds/", "/standing/1.css", "/api/v1/", "/api/v1/incidents/",
    "/api/v1/incidents/n000000001/", "/api/v1/incidents/n000000001/editions/", "/api/v1/changes/",
    "/feeds/incidents.atom", "/data/incidents.csv", "/ogc/collections", "/sitemap.xml", "/cite.bib?page=/",
)  # fmt: skip


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: Any, address: str, held: str = "", method: str = "GET") -> Answer:
    parts = urlsplit(address)
    environ: dict[str, Any] = {
        "HTTP_HOST": "testserver", "PATH_INFO": parts.path, "QUERY_STRING": parts.query, "REQUEST_METHOD": method,
    }  # fmt: skip
    setup_testing_defaults(environ)
    if held:
        environ["HTTP_IF_NONE_MATCH"] = held
    told: list[Any] = []
    answer = application(environ, lambda status, headers, *_: told.append((status, headers)))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    status, headers = told[0]
    return Answer(int(status.split()[0]), dict(headers), body)


def mark_of(address: str) -> str:
    head, parts = current_head(), urlsplit(address)
    return mark(str(head.epoch), head.seq, parts.path, parts.query)


@pytest.fixture
def served() -> NotModified:
    from config.wsgi import application

    return application


@pytest.fixture
def asked() -> NotModified:
    """Around an application that answers 200 to whatever reaches it."""

    def application(_environ: Any, start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [])
        return [b"from the application"]

    return NotModified(application)


@pytest.fixture(autouse=True)
def _register(publish: Make, make_incident: Make) -> None:
    publish(make_incident(id="n000000001"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_short_way_answers_as_the_framework_does(served: NotModified, asked: NotModified, address: str) -> None:
    first = ask(served, address)
    etag = first.headers["ETag"]
    long, short = ask(served.application, address, etag), ask(asked, address, etag)
    assert (long.status, short.status, short.body) == (304, 304, b"")
    assert short.headers["ETag"] == long.headers["ETag"] == etag == mark_of(address)
    assert short.headers["Cache-Control"] == long.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert "Accept-Encoding" in short.headers["Vary"]
    assert short.headers["Access-Control-Allow-Origin"] == "*"


def test_the_next_edition_makes_another_answer(served: NotModified, publish: Make, make_incident: Make) -> None:
    etag = ask(served, "/").headers["ETag"]
    publish(make_incident())
    answer = ask(served, "/", etag)
    assert answer.status == 200
    assert answer.headers["ETag"] != etag


def test_strong_weak_and_listed_marks_are_one(asked: NotModified) -> None:
    weak = mark_of("/")
    strong = weak.removeprefix("W/")
    for held in (weak, strong, f'"other", {weak}', f'{strong}, W/"other"'):
        assert ask(asked, "/", held).status == 304
    for held in ("*", '"other"', mark_of("/about/")):
        assert ask(asked, "/", held).status == 200


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/?next=/", "/healthz", "/static/daftar/site.css"])
def test_what_does_not_follow_from_the_head_is_left_alone(asked: NotModified, address: str) -> None:
    assert ask(asked, address, mark_of(address)).status == 200


def test_whoever_waits_is_not_sent_away(asked: NotModified) -> None:
    address = "/api/v1/changes/?since=abc&wait=30"
    assert ask(asked, address, mark_of(address)).status == 200


def test_only_reading_is_cut_short(asked: NotModified) -> None:
    assert ask(asked, "/", mark_of("/"), method="HEAD").status == 304
    assert ask(asked, "/", mark_of("/"), method="POST").status == 200


def test_a_connection_that_died_falls_back(served: NotModified) -> None:
    etag = ask(served, "/").headers["ETag"]
    with psycopg2.connect(**connection.get_connection_params()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    other.close()
    assert ask(served, "/", etag).status == 304
    assert ask(served, "/", etag).status == 304


def test_a_thread_without_a_connection_opens_one(served: NotModified) -> None:
    etag = mark_of("/")
    connection.close()
    assert ask(served, "/", etag).status == 304


def test_an_answer_is_made_once_for_a_head(served: NotModified, django_assert_num_queries: Make) -> None:
    first = ask(served, "/api/v1/incidents/?q=camp")
    with django_assert_num_queries(1):
        again = ask(served, "/api/v1/incidents/?q=camp")
    assert (again.status, again.headers, again.body) == (200, first.headers, first.body)


def test_an_answer_in_memory_is_of_its_head(served: NotModified, publish: Make, make_actor: Make) -> None:
    address = "/api/v1/actors/?fields=name"
    assert b"Shohin" not in ask(served, address).body
    publish(make_actor(name="Shohin SM"))
    assert b"Shohin" in ask(served, address).body
    assert b"Shohin" not in ask(served, f"{address}&as_of=1").body


def test_files_and_refusals_are_not_kept_in_memory(served: NotModified, django_assert_num_queries: Make) -> None:
    for address, status in (("/api/v1/incidents/?nonsense=1", 400), ("/data/", 200), ("/data/incidents.jsonl", 200)):
        first, again = ask(served, address), ask(served, address)
        assert (first.status, again.status, again.body) == (status, status, first.body)


def test_what_readers_send_along_counts_as_memory(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a header of 60 KB with each small answer would fill the machine."""
    monkeypatch.setattr("ledger.middleware.MEGABYTES", 0.1)
    memory = AnswersInMemory(
        lambda request: HttpResponse("small", headers={"ETag": etag_for(request, head_of(request))})
    )
    for number in range(5):
        memory(rf.get("/about/", HTTP_ACCEPT_ENCODING=f"{number}" + "a" * 60_000))
    assert len(memory._kept) == 1


def test_records_are_read_once_and_keep_their_order(
    publish: Make, make_actor: Make, django_assert_num_queries: Make
) -> None:
    publish(*(make_actor(name=f"Actor {number}") for number in range(3)))
    fragments = Fragments(1_000_000)
    with django_assert_num_queries(1):
        read = fragments.of("one", [4, 2, 3])
    assert [f'"seq":"{seq}"'.encode() in text for seq, text in zip((4, 2, 3), read, strict=True)] == [True] * 3
    with django_assert_num_queries(0):
        assert fragments.of("one", [3, 4]) == [read[2], read[0]]


def test_after_a_restore_a_seq_is_read_anew(django_assert_num_queries: Make) -> None:
    fragments = Fragments(1_000_000)
    fragments.of("one", [1])
    with django_assert_num_queries(1):
        fragments.of("two", [1])


def test_the_bytes_are_bounded_and_the_oldest_goes_first(
    publish: Make, make_actor: Make, django_assert_num_queries: Make
) -> None:
    publish(*(make_actor(name=f"Actor {number}") for number in range(3)))
    size = len(Fragments(0).of("one", [2])[0])
    fragments = Fragments(2 * size + size // 2)
    for seq in (2, 3, 2, 4):
        fragments.of("one", [seq])
    with django_assert_num_queries(0):
        fragments.of("one", [2, 4])
    with django_assert_num_queries(1):
        assert len(fragments.of("one", [3])) == 1


def test_what_was_redacted_is_left_out(publish: Make, make_actor: Make, redact: Make, client: Client) -> None:
    actor = make_actor(name="A name to forget")
    publish(actor, make_actor(name="Another"))
    assert b"A name to forget" in client.get("/api/v1/actors/").content  # and so it is in memory
    redact(actor)
    assert b"A name to forget" not in client.get("/api/v1/actors/").content
    assert len(Fragments(1_000_000).of("one", [2, 3])) == 1


def test_threads_that_ask_at_once_are_all_answered(publish: Make, make_actor: Make) -> None:
    publish(*(make_actor(name=f"Actor {number}") for number in range(20)))
    seqs = list(range(2, 22))
    expected = Fragments(0).of("one", seqs)
    fragments = Fragments(3_000)
    answers: list[list[bytes]] = []

    def read() -> None:
        answers.extend(fragments.of("one", seqs) for _ in range(10))
        connection.close()

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 40
    assert all(answer == expected for answer in answers)
