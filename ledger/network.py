"""Calls to addresses that strangers gave us: only to hosts of the public internet, checked at the moment of connecting.

A name may resolve to something else a second later, so what is checked is the very address that is then dialled.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

import httpcore
import httpx

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

GLOBAL_UNICAST = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")
# Python's own tables grew with its versions; these are refused by all of them.
NEVER = tuple(
    ip_network(text)
    for text in (
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata service is one of them
        "192.88.99.0/24",  # relays of 6to4
        "168.63.129.16/32",  # Azure's metadata and name service, on an address that looks public
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "3fff::/20",  # documentation, since RFC 9637
    )
)
FIRST_UNPRIVILEGED_PORT = 1024
DEFAULT_PORTS = {"https": 443, "http": 80}
DIALLED_AT_MOST = 3


class AddressRefused(httpx.ConnectError):
    """Where the call would have gone is not on the public internet."""


class AnswerTooLong(httpx.ReadError):
    """The answer has more bytes than the caller wants to read."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a client may reach, and for how long. `allowed` lets networks through that are not public."""

    schemes: tuple[str, ...]
    allowed: tuple[Network, ...]
    connect_seconds: float
    total_seconds: float
    answer_bytes: int


def guarded_client(
    *,
    user_agent: str,
    schemes: Sequence[str] = ("https",),
    allowed: Sequence[str] = (),
    connect_seconds: float = 5,
    total_seconds: float = 15,
    answer_bytes: int = 65_536,
    verify: ssl.SSLContext | bool = True,
    resolve: Resolve | None = None,
) -> httpx.Client:
    """A client that follows no redirect, knows no proxy, keeps no cookie for later and asks for uncompressed bytes.

    Each request has a connection of its own, so each is checked and has `total_seconds` from the first dial to the last
    byte. A server may still compress what it sends: read with iter_raw() where the sender is not trusted.
    """
    rules = Rules(
        tuple(schemes), tuple(ip_network(text) for text in allowed), connect_seconds, total_seconds, answer_bytes
    )  # fmt: skip
    return httpx.Client(
        transport=GuardedTransport(rules, verify=verify, resolve=resolve or addresses_of),
        headers={"User-Agent": user_agent, "Accept-Encoding": "identity"},
        timeout=httpx.Timeout(total_seconds, connect=connect_seconds),
        trust_env=False,
        follow_redirects=False,
    )


def is_public(address: Address) -> bool:
    """Whether packets to it leave for the public internet, whatever the address is wrapped in."""
    if isinstance(address, IPv6Address):
        return _is_public_v6(address)
    return address.is_global and not address.is_multicast and not address.is_reserved and not _within(address, NEVER)


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address in NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    if address.sixtofour is not None:
        return is_public(address.sixtofour)
    return address in GLOBAL_UNICAST and address.is_global and not _within(address, NEVER)


def _within(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)


def is_port_allowed(scheme: str, port: int) -> bool:
    """Mail, shells and the like listen below 1024: nothing there is a web server but the usual ports."""
    return port == DEFAULT_PORTS.get(scheme) or port >= FIRST_UNPRIVILEGED_PORT


def addresses_of(host: str, port: int) -> list[str]:
    """What the system's resolver says, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves by itself and dials only what it has checked; TLS above it still goes by the host's name."""

    def __init__(self, rules: Rules, resolve: Resolve, dial: httpcore.NetworkBackend | None = None) -> None:
        self._rules = rules
        self._resolve = resolve
        self._dial = dial or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._checked(host, port)[:DIALLED_AT_MOST]
        deadline = time.monotonic() + self._rules.total_seconds
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                stream = self._dial.connect_tcp(
                    address, port, _shorter(timeout, self._rules.connect_seconds / len(addresses)), local_address,
                    socket_options,
                )  # fmt: skip
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, deadline)
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise AddressRefused("a socket of this machine is not on the public internet")

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """All of them or none: a name that mixes public and private addresses is up to something."""
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} was not found: {error}") from error
        for text in addresses:
            address = ip_address(text)
            if not _within(address, self._rules.allowed) and not is_public(address):
                raise AddressRefused(f"{host} leads to {text}, which is not on the public internet")
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A connection that ends at its deadline: a server that sends one byte a minute never runs into a read timeout."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None, too_late: type[httpcore.TimeoutException]) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise too_late("the time for the whole call is over")
        return _shorter(timeout, left)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport, on connections that are checked."""

    def __init__(self, rules: Rules, *, verify: ssl.SSLContext | bool, resolve: Resolve) -> None:
        context = httpx.create_ssl_context(verify=verify, trust_env=False)
        super().__init__(verify=context, trust_env=False)
        self._rules = rules
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=GuardedBackend(rules, resolve),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        scheme, port = request.url.scheme, request.url.port or DEFAULT_PORTS.get(request.url.scheme, 0)
        if scheme not in self._rules.schemes:
            raise AddressRefused(
                f"{scheme or 'an empty scheme'} is not allowed, only {' and '.join(self._rules.schemes)}"
            )
        if not is_port_allowed(scheme, port):
            raise AddressRefused(f"port {port} is not one that web servers use")
        response = super().handle_request(request)
        response.stream = _ShortStream(response.stream, self._rules.answer_bytes)
        return response


class _ShortStream(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream | httpx.AsyncByteStream, limit: int) -> None:
        if not isinstance(stream, httpx.SyncByteStream):
            raise TypeError("this transport is not asynchronous")
        self._stream = stream
        self._limit = limit

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for chunk in self._stream:
            read += len(chunk)
            if read > self._limit:
                raise AnswerTooLong(f"the answer is longer than {self._limit} bytes")
            yield chunk

    def close(self) -> None:
        self._stream.close()


def _shorter(timeout: float | None, seconds: float) -> float:
    return seconds if timeout is None else min(timeout, seconds)
