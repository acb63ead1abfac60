"""Where everything lives, and under which addresses the servers answer. Pure: starts and touches nothing."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

# sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing NUL included.
LONGEST_SOCKET_PATH = 103
# libpq reads a comma in a host as two hosts; blanks and percent signs would need quoting in a URL.
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")
POSTGRESQL_PORT = 5432
POSTGRESQL_SOCKET = f".s.PGSQL.{POSTGRESQL_PORT}"
VALKEY_SOCKET = "valkey.sock"


class Service(StrEnum):
    DATABASE = "database"
    BROKER = "broker"


SETTING_THAT_REPLACES = {Service.DATABASE: "DATABASE_URL", Service.BROKER: "CELERY_BROKER_URL"}


@dataclass(frozen=True, kw_only=True)
class Database:
    """`host` is the directory of the Unix socket, as libpq and Django's HOST take it; no password."""

    host: str
    port: int
    name: str
    user: str


@dataclass(frozen=True, kw_only=True)
class EmbeddedServices:
    directory: Path
    sockets: Path
    database: Database
    broker_url: str

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / VALKEY_SOCKET

    @property
    def keeper_lock(self) -> Path:
        return self.directory / "locks" / "keeper"

    def data(self, service: Service) -> Path:
        return self.directory / ("postgresql" if service is Service.DATABASE else "valkey")

    def log(self, name: str) -> Path:
        return self.directory / "logs" / f"{name}.log"

    def holders_lock(self, service: Service) -> Path:
        """Shared by every process that uses the server; exclusive while it is being stopped for good."""
        return self.directory / "locks" / f"{service}.holders"

    def server_lock(self, service: Service) -> Path:
        """Inherited by the server and all its children: free means that none of them is left."""
        return self.directory / "locks" / f"{service}.server"

    def failure(self, service: Service) -> Path:
        return self.directory / "locks" / f"{service}.failure"


def needed(environment: Mapping[str, str]) -> frozenset[Service]:
    """The services that the environment does not point elsewhere."""
    return frozenset(
        service for service, setting in SETTING_THAT_REPLACES.items() if not environment.get(setting, "").strip()
    )


def services_for(directory: Path) -> EmbeddedServices:
    """The addresses of the servers that keep their data in `directory` (normally `<checkout>/.daftar`)."""
    directory = directory.expanduser().resolve()
    sockets = socket_directory(directory)
    return EmbeddedServices(
        directory=directory,
        sockets=sockets,
        database=Database(host=str(sockets), port=POSTGRESQL_PORT, name="daftar", user="daftar"),
        broker_url=f"redis+socket://{sockets / VALKEY_SOCKET}?virtual_host=0",
    )


def socket_directory(directory: Path) -> Path:
    """Beside the data, or below /tmp where that path is too long or too odd for a socket.

    The fallback must not depend on TMPDIR or XDG_RUNTIME_DIR: a cron job has neither and must find
    the same servers.
    """
    sockets = directory / "sockets"
    longest = max(len(bytes(sockets / name)) for name in (POSTGRESQL_SOCKET, VALKEY_SOCKET))
    if longest <= LONGEST_SOCKET_PATH and PLAIN_PATH.fullmatch(str(sockets)):
        return sockets
    digest = hashlib.sha256(bytes(directory)).hexdigest()[:16]
    return Path("/tmp") / f"daftar-{digest}"  # noqa: S108 - owner and mode are checked before use
