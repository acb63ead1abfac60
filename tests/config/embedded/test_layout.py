from pathlib import Path

import pytest
from kombu import Connection

from config.embedded import Service, ensure, needed, services_for
from config.embedded.layout import LONGEST_SOCKET_PATH, POSTGRESQL_SOCKET


def test_both_are_needed_on_a_bare_machine() -> None:
    assert needed({}) == frozenset(Service)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"DATABASE_URL": "postgresql://db/daftar"}, {Service.BROKER}),
        ({"CELERY_BROKER_URL": "redis://cache/0"}, {Service.DATABASE}),
        ({"DATABASE_URL": "postgresql://db/daftar", "CELERY_BROKER_URL": "redis://cache/0"}, set()),
        ({"DATABASE_URL": "", "CELERY_BROKER_URL": " "}, set(Service)),
    ],
)
def test_each_address_replaces_its_own_service(environment: dict[str, str], expected: set[Service]) -> None:
    assert needed(environment) == expected


def test_addresses_are_known_without_starting_or_touching_anything(tmp_path: Path) -> None:
    services = services_for(tmp_path / "data")
    assert services == services_for(tmp_path / "data")
    assert services.database.host == str(services.sockets)
    assert list(tmp_path.iterdir()) == []


def test_nothing_starts_when_nothing_is_needed(tmp_path: Path) -> None:
    ensure(tmp_path / "data", needed({"DATABASE_URL": "postgresql://db/x", "CELERY_BROKER_URL": "redis://c"}))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["long" * 30, "two words", "one,two", "دفتر"])
def test_odd_and_long_paths_get_short_sockets(name: str, tmp_path: Path) -> None:
    sockets = services_for(tmp_path / name / ".daftar").sockets
    assert len(bytes(sockets / POSTGRESQL_SOCKET)) <= LONGEST_SOCKET_PATH
    assert sockets != services_for(tmp_path / f"{name}2" / ".daftar").sockets
    assert str(sockets).isascii()


def test_the_broker_address_is_one_that_celery_reads(tmp_path: Path) -> None:
    services = services_for(tmp_path)
    parameters = Connection(services.broker_url).channel
    assert parameters is not None
    assert services.broker_url == f"redis+socket://{services.valkey_socket}?virtual_host=0"
