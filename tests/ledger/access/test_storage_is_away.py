"""A counter that does not answer stops nobody."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from limits import RateLimitItemPerMinute
from limits.strategies import SlidingWindowCounterRateLimiter

from ledger.access.checks import limits_are_counted
from ledger.access.limits import REST_SECONDS, Counter, Limit
from ledger.access.storage import understood

LIMIT = Limit("anonymous", "192.0.2.7", 5)


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_reading_stays_open_and_the_log_says_so_once(
    reader: Client, settings: LazySettings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.RATE_LIMIT_STORAGE_URL = f"redis+socket://{tmp_path}/nobody.sock"
    responses = [reader.get("/api/v1/incidents/") for _ in range(8)]
    assert 429 not in [response.status_code for response in responses]
    assert "RateLimit" not in responses[0]
    assert len([record for record in caplog.records if "does not answer" in record.getMessage()]) == 1


def test_it_is_asked_again_after_a_rest(tmp_path: Path) -> None:
    clock = Clock()
    counter = Counter(f"valkey+unix://{tmp_path}/nobody.sock", clock)
    assert counter.take(LIMIT, 1) is None
    assert counter.rests_until == clock.seconds + REST_SECONDS


def test_a_dead_address_costs_little(tmp_path: Path) -> None:
    counter = Counter("valkey://192.0.2.1:6379/0")  # an address that the standards keep free for examples
    started = time.monotonic()
    assert [counter.take(LIMIT, 1) for _ in range(1000)] == [None] * 1000
    assert time.monotonic() - started < 1.0


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("redis+socket:///run/valkey.sock?virtual_host=0", "valkey+unix:///run/valkey.sock?db=0"),
        ("redis://broker:6379/1", "valkey://broker:6379/1"),
        ("redis://:pass%40word@broker:6379/1", "valkey://:pass%40word@broker:6379/1"),
        ("rediss://broker/0?ssl_cert_reqs=CERT_REQUIRED", "valkeys://broker/0?ssl_cert_reqs=required"),
        ("valkey://broker/2", "valkey://broker/2"),
        ("amqp://user:word@broker//", None),
        ("", None),
    ],
)
def test_the_brokers_address_is_understood(url: str, address: str | None) -> None:
    assert understood(url) == address


def test_an_operator_is_told_that_nothing_is_counted(settings: LazySettings) -> None:
    settings.RATE_LIMIT_STORAGE_URL = "amqp://user:word@broker//"
    settings.ANONYMOUS_REQUESTS_PER_MINUTE = 5
    assert [check.id for check in limits_are_counted()] == ["access.W001"]
    settings.ANONYMOUS_REQUESTS_PER_MINUTE = settings.KEY_REQUESTS_PER_MINUTE = 0
    assert limits_are_counted() == []


def test_a_server_that_was_started_anew_learns_how_to_count(reader: Client, counter: Counter) -> None:
    client: Any = counter.storage.storage
    client.script_flush()
    assert [reader.get("/api/v1/incidents/")["RateLimit"] for _ in range(2)] == [
        '"anonymous";r=4;t=60',
        '"anonymous";r=3;t=60',
    ]


def test_it_counts_like_the_library(counter: Counter, later: Callable[[float], None]) -> None:
    """The keys in one way there and back are the library's own."""
    limit = Limit("anonymous", "192.0.2.55", 50)
    item = RateLimitItemPerMinute(50)
    library = SlidingWindowCounterRateLimiter(counter.storage)
    for _ in range(30):
        counter.take(limit, 1)
    later(80.5)
    verdict = counter.take(limit, 10)
    assert verdict is not None
    assert verdict.remaining == library.get_window_stats(item, "anonymous", "192.0.2.55").remaining == 21
