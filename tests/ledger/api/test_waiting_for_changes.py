"""A consumer that waits hears of a change within a second, and holds up nobody else."""

import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from django.db import connection

from ledger import waiting

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_change_ends_the_waiting(live_server: Any, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    since = httpx.get(f"{live_server.url}/api/v1/changes/").json()["since"]
    incident, published = make_incident(), []

    def publish_later() -> None:
        time.sleep(0.7)
        publish(incident)
        published.append(time.monotonic())
        connection.close()

    writer = threading.Thread(target=publish_later)
    writer.start()
    body = httpx.get(f"{live_server.url}/api/v1/changes/?wait=20&since={since}", timeout=30).json()
    heard = time.monotonic()
    writer.join()
    assert [change["id"] for change in body["changes"]] == [incident["id"]]
    assert heard - published[0] < 1


def test_what_does_not_fit_does_not_end_it(live_server: Any, publish: Make, make_incident: Make) -> None:
    publish(make_incident(countries=["TJ"]))
    address = f"{live_server.url}/api/v1/changes/?record=incident&country=KG"
    since = httpx.get(address).json()["since"]

    def publish_later() -> None:
        time.sleep(0.3)
        publish(make_incident(countries=["TJ"]))
        connection.close()

    writer = threading.Thread(target=publish_later)
    writer.start()
    started = time.monotonic()
    body = httpx.get(f"{address}&wait=2&since={since}", timeout=30).json()
    writer.join()
    assert body["changes"] == []
    assert time.monotonic() - started >= 2
    assert body["head"] == "2"


def test_where_there_is_no_place_left_the_answer_comes_at_once(
    live_server: Any, publish: Make, make_incident: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(make_incident())
    since = httpx.get(f"{live_server.url}/api/v1/changes/").json()["since"]
    monkeypatch.setattr(waiting, "_places", threading.BoundedSemaphore(1))
    with waiting.place_to_wait() as free:
        assert free
        started = time.monotonic()
        assert httpx.get(f"{live_server.url}/api/v1/changes/?wait=20&since={since}").json()["changes"] == []
        assert time.monotonic() - started < 5


def test_a_waiting_reader_is_not_told_that_nothing_changed(
    live_server: Any, publish: Make, make_incident: Make
) -> None:
    publish(make_incident())
    since = httpx.get(f"{live_server.url}/api/v1/changes/").json()["since"]
    address = f"{live_server.url}/api/v1/changes/?wait=1&since={since}"
    started = time.monotonic()
    response = httpx.get(address, headers={"If-None-Match": httpx.get(address).headers.get("ETag", 'W/"none"')})
    assert (response.status_code, "ETag" in response.headers) == (200, False)
    assert time.monotonic() - started >= 2
