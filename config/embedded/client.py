"""What a process that needs the servers does: hold them, start their keeper if there is none, wait."""

import contextlib
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Set
from pathlib import Path

import psycopg2

from config.embedded.layout import EmbeddedServices, Service, services_for
from config.embedded.locks import Lock, is_locked, is_shared

CHECKOUT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60.0
FSYNC_VARIABLE = "DAFTAR_EMBEDDED_FSYNC"

_held: dict[Path, Lock] = {}


class EmbeddedServicesError(RuntimeError):
    """The embedded servers did not start; the message says why and where the log is."""


def ensure(directory: Path, which: Set[Service] = frozenset(Service)) -> EmbeddedServices:
    """Returns when the servers in `which` accept connections; they live at least as long as this process.

    Safe to call again, in forked children and in many processes at once. Raises EmbeddedServicesError.
    """
    services = services_for(directory)
    if not which:
        return services
    started_at = time.time()
    try:
        _make_directories(services)
        for service in which:
            _hold(services.holders_lock(service))
        _wait_for(services, which, started_at)
    except OSError as error:
        raise EmbeddedServicesError(f"{services.directory} cannot be used: {error}") from error
    return services


def release(directory: Path) -> None:
    """Gives up this process's hold, and waits for the servers to stop unless others use them."""
    services = services_for(directory)
    for service in Service:
        held = _held.pop(services.holders_lock(service), None)
        if held is not None and held.is_of_this_file():
            held.close()
    deadline = time.monotonic() + SECONDS_TO_START
    while is_locked(services.keeper_lock) and time.monotonic() < deadline:
        # Locked exclusively, it is the keeper's: it is stopping the server.
        if any(is_shared(path) and not is_locked(path) for path in map(services.holders_lock, Service)):
            return
        time.sleep(0.1)


def is_ready(services: EmbeddedServices, service: Service) -> bool:
    return _database_answers(services) if service is Service.DATABASE else _broker_answers(services)


def _make_directories(services: EmbeddedServices) -> None:
    # As root the servers run as somebody else, who has to pass through to the folders that are theirs.
    mode = 0o711 if os.geteuid() == 0 else 0o700
    services.directory.mkdir(mode=mode, parents=True, exist_ok=True)
    if services.directory.stat().st_uid == os.geteuid():
        services.directory.chmod(mode)
    for folder in (services.keeper_lock.parent, services.log("keeper").parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    services.sockets.mkdir(mode=0o700, exist_ok=True)
    _refuse_foreign_sockets(services.sockets)


def _refuse_foreign_sockets(sockets: Path) -> None:
    """Below /tmp anybody could have made the directory first, to be taken for our database."""
    found = sockets.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077:
        raise EmbeddedServicesError(f"{sockets} is not a private directory. Remove it.")
    if os.geteuid() not in (0, found.st_uid):
        raise EmbeddedServicesError(f"{sockets} belongs to another user.")


def _hold(path: Path) -> None:
    held = _held.get(path)
    if held is not None and held.is_of_this_file():
        return
    lock = Lock(path)
    lock.acquire(shared=True, wait=True)
    _held[path] = lock


def _wait_for(services: EmbeddedServices, which: Set[Service], started_at: float) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        if not is_locked(services.keeper_lock):
            _start_keeper(services)
        missing = [service for service in which if not is_ready(services, service)]
        if not missing:
            return
        for service in missing:
            _raise_reported_failure(services, service, started_at)
        if time.monotonic() > deadline:
            raise EmbeddedServicesError(_describe(services, missing[0], "it does not answer"))
        time.sleep(0.05)


def _start_keeper(services: EmbeddedServices) -> None:
    """The started process forks and ends at once, so no zombie of the keeper stays with a long-lived caller."""
    command = [sys.executable, "-m", "config.embedded", "keep", str(services.directory)]
    kept = {name: os.environ[name] for name in ("PATH", FSYNC_VARIABLE) if name in os.environ}
    with services.log("keeper").open("ab") as log:
        subprocess.run(  # noqa: S603 - this very interpreter and package
            command,
            cwd=CHECKOUT,
            env=kept | {"PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=True,
            timeout=SECONDS_TO_START,
            start_new_session=True,
        )


def _raise_reported_failure(services: EmbeddedServices, service: Service, since: float) -> None:
    with contextlib.suppress(FileNotFoundError):
        report = services.failure(service)
        if report.stat().st_mtime >= since:
            raise EmbeddedServicesError(_describe(services, service, report.read_text()))


def _describe(services: EmbeddedServices, service: Service, reason: str) -> str:
    log = services.log(service)
    tail = log.read_text(errors="replace").splitlines()[-5:] if log.exists() else []
    return "\n".join([f"The embedded {service} did not start: {reason}", f"Log: {log}", *tail])


def _database_answers(services: EmbeddedServices) -> bool:
    database = services.database
    try:
        psycopg2.connect(
            host=database.host,
            port=database.port,
            dbname=database.name,
            user=database.user,
            connect_timeout=3,
        ).close()
    except psycopg2.OperationalError:
        return False
    return True


def _broker_answers(services: EmbeddedServices) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(3)
            connection.connect(str(services.valkey_socket))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
