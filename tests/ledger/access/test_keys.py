"""Keys are made, recognised, rotated, revoked; their tokens are not kept."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.access import keys
from ledger.access.keys import REMEMBERED_SECONDS, Issued, Memory
from ledger.access.models import ApiKey, State


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def elsewhere(clock: Clock) -> Memory:
    """What another web process remembers."""
    return Memory(clock)


def test_a_token_says_whose_it_is_and_holds_256_random_bits() -> None:
    first, second = keys.make_token(), keys.make_token()
    assert keys.SHAPE.fullmatch(first.text)
    assert first.text.startswith(f"daftar_{first.prefix}_")
    assert len(bytes.fromhex(first.text.rpartition("_")[2])) == 32
    assert first.text != second.text


def test_a_key_is_recognised_by_its_token(issue: Callable[..., Issued]) -> None:
    issued = issue()
    assert keys.recognised(issued.token) == issued.key


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"),
        lambda token: token.upper(),
        lambda token: token + "0",
        lambda token: token.rpartition("_")[0],
        lambda token: "",
        lambda token: "daftar_" + "0" * 12 + "_" + token.rpartition("_")[2],
        lambda token: token + "\n",
    ],
)
def test_anything_but_the_token_is_unknown(issue: Callable[..., Issued], change: Callable[[str], str]) -> None:
    assert keys.recognised(change(issue().token)) is None


def test_a_token_seen_lately_costs_no_query(issue: Callable[..., Issued]) -> None:
    issued = issue()
    keys.recognised(issued.token)
    with CaptureQueriesContext(connection) as queries:
        keys.recognised(issued.token)
    assert len(queries) == 0


def test_another_process_hears_of_a_revocation_within_half_a_minute(
    issue: Callable[..., Issued], elsewhere: Memory, clock: Clock, now: datetime
) -> None:
    key, token = issue()
    assert elsewhere.recognised(token) == key
    keys.revoke(key, now=now)
    clock.seconds += REMEMBERED_SECONDS
    found = elsewhere.recognised(token)
    assert found is not None
    assert found.state(now) is State.REVOKED


def test_this_process_hears_of_it_at_once(issue: Callable[..., Issued], now: datetime) -> None:
    key, token = issue()
    keys.recognised(token)
    keys.revoke(key, now=now)
    found = keys.recognised(token)
    assert found is not None
    assert found.state(now) is State.REVOKED


def test_revoking_twice_keeps_the_first_moment(issue: Callable[..., Issued], now: datetime) -> None:
    key, _ = issue()
    keys.revoke(key, now=now)
    keys.revoke(key, now=now + timedelta(days=1))
    key.refresh_from_db()
    assert key.revoked_at == now


def test_a_flood_of_tokens_does_not_fill_the_memory(
    elsewhere: Memory, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr(keys, "REMEMBERED_AT_MOST", 3)
    for _ in range(10):
        elsewhere.recognised(keys.make_token().text)
    assert len(elsewhere.seen) <= 3


def test_rotating_gives_a_new_token_and_the_old_one_a_week(issue: Callable[..., Issued], now: datetime) -> None:
    old, old_token = issue(scopes=["read"], requests_per_minute=700)
    new, new_token = keys.rotate(old, by=None, now=now)
    found = keys.recognised(old_token)
    assert found == old
    assert found.state(now + timedelta(days=6, hours=23)) is State.ACTIVE
    assert found.state(now + timedelta(days=7)) is State.EXPIRED
    assert keys.recognised(new_token) == new
    assert (new.replaces, new.scopes, new.requests_per_minute, new.expires_at) == (old, ["read"], 700, None)


def test_rotating_does_not_lengthen_the_old_ones_life(issue: Callable[..., Issued], now: datetime) -> None:
    old, _ = issue(expires_at=now + timedelta(days=2))
    new, _ = keys.rotate(old, by=None, now=now)
    old.refresh_from_db()
    assert old.expires_at == now + timedelta(days=2)
    assert new.expires_at == now + timedelta(days=32)


def test_a_leaked_token_is_rotated_without_grace(issue: Callable[..., Issued], now: datetime) -> None:
    old, old_token = issue()
    keys.rotate(old, by=None, now=now, grace=timedelta(0))
    found = keys.recognised(old_token)
    assert found is not None
    assert found.state(now) is State.REVOKED


def test_only_a_key_that_works_is_rotated_and_only_once(issue: Callable[..., Issued], now: datetime) -> None:
    revoked, _ = issue()
    keys.revoke(revoked, now=now)
    expired, _ = issue(expires_at=now)
    rotated, _ = issue()
    keys.rotate(rotated, by=None, now=now)
    for key in (revoked, expired, rotated):
        with pytest.raises(keys.KeyNotActive):
            keys.rotate(key, by=None, now=now)
    assert ApiKey.objects.count() == 4


def test_use_is_noted_once_an_hour(issue: Callable[..., Issued], now: datetime) -> None:
    key, token = issue()
    for minutes in (0, 1, 59, 61):
        keys.forget()  # as if another process took the request
        found = keys.recognised(token)
        assert found is not None
        keys.note_use(found, now=now + timedelta(minutes=minutes))
    key.refresh_from_db()
    assert key.last_used_at == now + timedelta(minutes=61)


def test_the_second_use_of_an_hour_is_not_written(issue: Callable[..., Issued], now: datetime) -> None:
    key, _ = issue()
    keys.note_use(key, now=now)
    with CaptureQueriesContext(connection) as queries:
        keys.note_use(key, now=now + timedelta(minutes=59))
    assert len(queries) == 0
