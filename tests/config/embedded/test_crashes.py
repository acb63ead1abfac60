"""`kill -9` of each process in turn: data and queue survive, and the next use works."""

import os
import signal
from collections.abc import Callable

import pytest

from config.embedded import Service
from config.embedded.locks import is_locked
from tests.config.installation import Installation


def remember(installation: Installation) -> None:
    installation.query("CREATE TABLE IF NOT EXISTS memory (word text)")
    installation.query("TRUNCATE memory; INSERT INTO memory VALUES ('kept')")
    installation.broker().set("memory", "kept")


def assert_remembered(installation: Installation) -> None:
    installation.hold()
    assert installation.query("SELECT word FROM memory") == [("kept",)]
    assert installation.broker().get("memory") == b"kept"


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def test_a_killed_holder_no_longer_holds(installation: Installation, eventually: Callable[..., bool]) -> None:
    holder = installation.hold()
    remember(installation)
    kill(holder.pid)
    holder.communicate()
    assert eventually(lambda: not installation.processes()), installation.processes()
    assert_remembered(installation)


@pytest.mark.parametrize("service", list(Service))
def test_a_killed_server_comes_back(
    installation: Installation, service: Service, eventually: Callable[..., bool]
) -> None:
    installation.hold()
    remember(installation)
    before = installation.pid_of(service)
    kill(before)
    assert eventually(lambda: installation.run("status").returncode == 0)
    assert installation.pid_of(service) != before
    assert_remembered(installation)


def test_a_killed_keeper_is_succeeded_and_the_servers_never_notice(
    installation: Installation, eventually: Callable[..., bool]
) -> None:
    holder = installation.hold()
    before = [installation.pid_of(service) for service in Service]
    keeper = installation.keeper()
    kill(keeper)
    assert eventually(lambda: is_locked(installation.services.keeper_lock) and installation.keeper() not in (0, keeper))
    assert [installation.pid_of(service) for service in Service] == before
    installation.let_go(holder)
    assert eventually(lambda: not installation.processes()), installation.processes()


def test_a_new_keeper_adopts_servers_that_lost_both(
    installation: Installation, eventually: Callable[..., bool]
) -> None:
    holder = installation.hold()
    remember(installation)
    before = [installation.pid_of(service) for service in Service]
    keepers = [line for line in installation.processes() if "config.embedded keep" in line]
    assert len(keepers) == 2
    for line in keepers:
        os.kill(int(line.split()[0]), signal.SIGSTOP)
    for line in keepers:
        kill(int(line.split()[0]))
    assert eventually(lambda: not is_locked(installation.services.keeper_lock))
    second = installation.hold()
    assert [installation.pid_of(service) for service in Service] == before
    for each in (holder, second):
        installation.let_go(each)
    assert eventually(lambda: not installation.processes()), installation.processes()


def test_everything_killed_at_once_recovers(installation: Installation, eventually: Callable[..., bool]) -> None:
    holder = installation.hold()
    remember(installation)
    for line in installation.processes():
        os.kill(int(line.split()[0]), signal.SIGSTOP)
    for line in installation.processes():
        kill(int(line.split()[0]))
    kill(holder.pid)
    holder.communicate()
    assert eventually(lambda: not installation.processes())
    assert_remembered(installation)


def test_a_stale_pid_file_with_a_number_that_is_in_use_again(installation: Installation) -> None:
    stale = installation.services.data(Service.DATABASE) / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{installation.services.data(Service.DATABASE)}\n")
    installation.hold(Service.DATABASE)
    assert installation.query("SELECT 1") == [(1,)]


def test_an_initdb_that_was_cut_off_is_done_again(
    make_installation: Callable[..., Installation], tmp_path_factory: pytest.TempPathFactory
) -> None:
    directory = tmp_path_factory.mktemp("cut-off")
    installation = make_installation(directory / "data")
    half = installation.services.data(Service.DATABASE).with_name("postgresql.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    installation.hold(Service.DATABASE)
    assert installation.query("SELECT 1") == [(1,)]
    assert not half.exists()
