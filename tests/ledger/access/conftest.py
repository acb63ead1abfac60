"""Readers with addresses of their own, keys, and a counter in which a minute passes in no time."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.test import Client
from django.utils import timezone

from ledger.access import keys, limits
from ledger.access.keys import Issued
from ledger.access.limits import Counter


@pytest.fixture(autouse=True)
def nothing_counted_and_nothing_remembered() -> Iterator[None]:
    keys.forget()
    limits.complain.told_at.clear()
    counter = limits.counter_at(settings.RATE_LIMIT_STORAGE_URL)
    assert counter is not None
    counter.storage.reset()
    counter.rests_until = 0.0
    yield
    keys.forget()


@pytest.fixture
def counter() -> Counter:
    """The one that the middleware uses."""
    found = limits.counter_at(settings.RATE_LIMIT_STORAGE_URL)
    assert found is not None
    return found


@pytest.fixture
def later(counter: Counter) -> Callable[[float], None]:
    """So many seconds pass for everything that is counted."""

    def pass_(seconds: float) -> None:
        client: Any = counter.storage.storage
        for name in client.keys("LIMITS:*"):
            left = client.pttl(name) - int(seconds * 1000)
            client.pexpire(name, left) if left > 0 else client.delete(name)

    return pass_


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def issue(db: None, now: datetime) -> Callable[..., Issued]:
    def make(**overrides: Any) -> Issued:
        fields: dict[str, Any] = {
            "name": "Border monitor", "contact": "data@monitor.example", "note": "", "scopes": ["read", "bulk"],
            "requests_per_minute": None, "expires_at": None, "by": None, "now": now - timedelta(days=30), **overrides,
        }  # fmt: skip
        return keys.issue(**fields)

    return make


@pytest.fixture
def few(settings: LazySettings) -> None:
    """Five requests a minute without a key, twenty with one."""
    settings.ANONYMOUS_REQUESTS_PER_MINUTE = 5
    settings.KEY_REQUESTS_PER_MINUTE = 20
    settings.TRUSTED_PROXIES = 0


@pytest.fixture
def reader(few: None, db: None) -> Client:
    return Client(REMOTE_ADDR="192.0.2.7")
