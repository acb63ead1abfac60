"""A free port, and whether the web process behind an address answers."""

import socket
import urllib.error
import urllib.request
from collections.abc import Mapping

PORTS_TO_TRY = 100


def free_port(host: str, first: int) -> int:
    """The first port from `first` on that nobody listens on."""
    for port in range(first, first + PORTS_TO_TRY):
        with socket.socket() as probe:
            # A port whose last connections are still closing counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port between {first} and {first + PORTS_TO_TRY - 1}")


def answers(address: str, host_header: str, timeout: float = 5) -> bool:
    request = urllib.request.Request(address, headers={"Host": host_header})  # noqa: S310 - our own http address
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310 - as above
            return bool(response.status == 200)
    except (OSError, urllib.error.HTTPError):
        return False


def allowed_host(environment: Mapping[str, str]) -> str:
    """A name that the site accepts: Django refuses a request for any other."""
    first = environment.get("ALLOWED_HOSTS", "").split(",")[0].strip()
    return "localhost" if first in ("", "*") else first.removeprefix(".")
