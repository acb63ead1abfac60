"""Started once, used by everybody, stopped with the last."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from kombu import Connection

from config.embedded import EmbeddedServicesError, Service, ensure
from tests.config.installation import Installation


def test_the_first_start_makes_a_utf8_database(
    make_installation: Callable[[Path], Installation], tmp_path: Path
) -> None:
    installation = make_installation(tmp_path / "data")
    installation.hold(Service.DATABASE)
    assert installation.query("SHOW server_encoding") == [("UTF8",)]
    assert installation.query("SELECT to_tsvector('simple', '«Душанбе»، تهران')::text") == [("'душанбе':1 'تهران':2",)]
    assert not installation.services.valkey_socket.exists()


def test_a_second_process_uses_the_same_servers(installation: Installation) -> None:
    installation.hold()
    before = [installation.pid_of(service) for service in Service]
    installation.hold()
    assert [installation.pid_of(service) for service in Service] == before


def test_many_at_once_start_one_of_each(installation: Installation) -> None:
    holders = [installation.hold(wait=False) for _ in range(4)]
    for holder in holders:
        installation.wait_for(holder)
    masters = [line for line in installation.processes() if "/bin/postgres -D" in line]
    brokers = [line for line in installation.processes() if "valkey-server" in line]
    assert (len(masters), len(brokers)) == (1, 1)


def test_the_last_one_out_leaves_no_process(installation: Installation, eventually: Callable[..., bool]) -> None:
    first, second = installation.hold(), installation.hold()
    installation.let_go(first)
    assert installation.query("SELECT 1") == [(1,)]
    installation.let_go(second)
    assert eventually(lambda: not installation.processes()), installation.processes()
    assert not (installation.services.data(Service.DATABASE) / "postmaster.pid").exists()


def test_a_service_that_only_one_process_wants_stops_with_it(
    installation: Installation, eventually: Callable[..., bool]
) -> None:
    installation.hold(Service.DATABASE)
    both = installation.hold()
    installation.let_go(both)
    assert eventually(lambda: not installation.services.valkey_socket.exists())
    assert installation.query("SELECT 1") == [(1,)]


FORKING = """
import os, sys, time
from pathlib import Path
from config.embedded import ensure
ensure(Path(sys.argv[1]))
child = os.fork()
ensure(Path(sys.argv[1]))
if child == 0:
    os._exit(0)
os.waitpid(child, 0)
print("ready", flush=True)
sys.stdin.read()
"""


def test_a_forked_child_ends_without_ending_its_parents_hold(installation: Installation) -> None:
    installation.hold(program=FORKING)
    time.sleep(3)  # longer than the servers linger
    status = installation.run("status")
    assert status.returncode == 0
    assert "not in use" not in status.stdout


def test_queued_work_survives_a_stop(installation: Installation) -> None:
    holder = installation.hold(Service.BROKER)
    with Connection(installation.services.broker_url) as connection:
        connection.SimpleQueue("reading").put({"source": 7})
    installation.run("stop")
    installation.let_go(holder)
    installation.hold(Service.BROKER)
    with Connection(installation.services.broker_url) as connection:
        message = connection.SimpleQueue("reading").get(timeout=2)
    assert message.payload == {"source": 7}
    message.ack()


def test_stop_is_for_people_and_leaves_nothing(installation: Installation) -> None:
    installation.hold()
    assert installation.run("status").returncode == 0
    assert installation.run("stop").returncode == 0
    assert installation.processes() == []
    assert installation.run("status").returncode == 3


def test_a_deleted_directory_takes_its_servers_along(
    make_installation: Callable[[Path], Installation], tmp_path: Path, eventually: Callable[..., bool]
) -> None:
    installation = make_installation(tmp_path / "data")
    installation.hold(Service.BROKER)
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    moved = Installation(tmp_path / "elsewhere")
    assert eventually(lambda: not installation.processes() and not moved.processes())


def test_a_start_that_fails_says_why(make_installation: Callable[[Path], Installation], tmp_path: Path) -> None:
    installation = make_installation(tmp_path / "data")
    broken = installation.services.data(Service.DATABASE)
    broken.mkdir(parents=True)
    (broken / "PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedServicesError, match=r"did not start(.|\n)*database\.log"):
        ensure(installation.directory, {Service.DATABASE})


def test_a_long_path_works(make_installation: Callable[[Path], Installation], tmp_path: Path) -> None:
    installation = make_installation(tmp_path / ("long" * 30) / "data")
    installation.hold(Service.BROKER)
    assert installation.broker().ping()
    assert installation.services.sockets.parent == Path("/tmp")
    assert installation.services.sockets.stat().st_mode & 0o077 == 0


def test_a_clients_interrupt_does_not_reach_the_servers(installation: Installation) -> None:
    holder = installation.hold()
    os.kill(holder.pid, signal.SIGINT)
    holder.communicate()
    assert installation.query("SELECT 1") == [(1,)]
