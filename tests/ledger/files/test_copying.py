"""COPY in a thread: flat memory, and an end that cannot be taken for another one."""

import json
import threading
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import psycopg2
import pytest
from django.db import connection

from ledger.files import copying
from ledger.files.copying import CHUNK_BYTES, Copying, ReaderGone
from ledger.files.statements import Statement

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]
ENDLESS = "SELECT repeat('x', 1000) || E'\\n' FROM (SELECT generate_series(1, %s) AS t) AS t"


def endless(rows: int = 50_000_000) -> Statement:
    return Statement(ENDLESS, (rows,), "FORMAT binary")


def backends() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY (%%'")
        return int(cursor.fetchone()[0])


def within_a_second(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 1.0
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def test_memory_stays_flat() -> None:
    tracemalloc.start()
    total, lines = 0, 0
    for chunk in Copying(endless(60_000)):
        total += len(chunk)
        lines += chunk.count(b"\n")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (total, lines) == (60_000 * 1001, 60_000)
    assert peak < CHUNK_BYTES * 24


def test_a_reader_that_goes_away_stops_it() -> None:
    running = Copying(endless())
    next(running)
    assert backends() == 1
    running.close()
    assert within_a_second(lambda: backends() == 0)
    assert within_a_second(lambda: not running._thread.is_alive())


def test_a_reader_that_goes_away_before_the_first_row_stops_it() -> None:
    running = Copying(Statement("SELECT pg_sleep(60)::text", (), "FORMAT binary"))
    assert within_a_second(lambda: backends() == 1)
    running.close()
    assert within_a_second(lambda: backends() == 0)


def test_a_failure_in_the_middle_is_raised() -> None:
    breaking = (
        "SELECT repeat('x', 1000) || (1 / (200000 - t))::text || E'\\n' FROM (SELECT generate_series(1, %s) AS t) AS t"
    )
    running = Copying(Statement(breaking, (300_000,), "FORMAT binary"))
    assert len(next(running)) >= CHUNK_BYTES
    with pytest.raises(psycopg2.errors.DivisionByZero):
        list(running)


def test_a_reader_that_takes_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STALLED_SECONDS", 0.1)
    running = Copying(endless())
    assert within_a_second(lambda: not running._thread.is_alive())
    with pytest.raises(ReaderGone):
        list(running)


def test_many_at_once_do_not_meet() -> None:
    sums: dict[int, int] = {}

    def read(rows: int) -> None:
        sums[rows] = sum(chunk.count(b"\n") for chunk in Copying(endless(rows)))

    threads = [threading.Thread(target=read, args=[rows]) for rows in (1, 5_000, 20_000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sums == {1: 1, 5_000: 5_000, 20_000: 20_000}


def test_many_chunks_of_csv_and_geojson_are_whole(download: Make, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident(summary="Words. " * 400) for _ in range(400)))
    assert download("/data/incidents.csv").count(b"\r\n") == 401
    assert len(json.loads(download("/data/incidents.geojson"))["features"]) == 400
    assert len(download("/data/incidents.jsonl").splitlines()) == 400
