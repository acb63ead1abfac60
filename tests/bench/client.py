"""A keep-alive HTTP/1.1 client that costs next to nothing: raw sockets, no parsing beyond what a body's end needs."""

import socket
from collections.abc import Iterator
from typing import NamedTuple

PIECE = 262_144


class Answer(NamedTuple):
    status: int
    headers: bytes
    body: bytes

    def header(self, name: str) -> str:
        for line in self.headers.split(b"\r\n"):
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.lower().encode():
                return value.strip().decode("latin-1")
        return ""


class Connection:
    """One connection to one server. An answer is read whole before the next question is asked."""

    def __init__(self, port: int, timeout: float = 600) -> None:
        self._port, self._timeout = port, timeout
        self._open()

    def _open(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), self._timeout)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def close(self) -> None:
        self._socket.close()

    def fileno(self) -> int:
        return self._socket.fileno()

    def send(self, request: bytes) -> None:
        self._socket.sendall(request)

    def get(self, request: bytes) -> Answer:
        """A server closes a connection that was idle for long; then the question is asked on a new one."""
        try:
            self.send(request)
            return self.receive()
        except ConnectionError:
            self.close()
            self._open()
            self.send(request)
            return self.receive()

    def receive(self) -> Answer:
        head = self._head()
        return Answer(int(head[9:12]), head, b"".join(self._pieces(head)))

    def stream(self, request: bytes) -> tuple[int, Iterator[bytes]]:
        """The status, and the body piece by piece, so that a file is never held whole."""
        self.send(request)
        head = self._head()
        return int(head[9:12]), self._pieces(head)

    def _head(self) -> bytes:
        received = self._rest
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        self._rest = received[end + 4 :]
        return received[:end]

    def _pieces(self, head: bytes) -> Iterator[bytes]:
        lowered = head.lower()
        if head[9:12] in (b"304", b"204"):
            return iter(())
        if b"transfer-encoding: chunked" in lowered:
            return self._chunks()
        _, found, after = lowered.partition(b"content-length:")
        if not found:
            raise ValueError("an answer without a length")
        return self._counted(int(after.split(b"\r\n", 1)[0]))

    def _counted(self, length: int) -> Iterator[bytes]:
        first, self._rest = self._rest[:length], self._rest[length:]
        missing = length - len(first)
        yield first
        while missing:
            piece = self._more(min(missing, PIECE))
            missing -= len(piece)
            yield piece

    def _chunks(self) -> Iterator[bytes]:
        while True:
            while (end := self._rest.find(b"\r\n")) < 0:
                self._rest += self._more()
            size = int(self._rest[:end].split(b";")[0], 16)
            self._rest = self._rest[end + 2 :]
            yield from self._counted(size)
            while len(self._rest) < 2:
                self._rest += self._more()
            self._rest = self._rest[2:]
            if size == 0:
                return

    def _more(self, limit: int = PIECE) -> bytes:
        piece = self._socket.recv(limit)
        if not piece:
            raise ConnectionError("the server closed the connection")
        return piece


def get_request(address: str, headers: dict[str, str] | None = None) -> bytes:
    lines = [f"GET {address} HTTP/1.1", "Host: 127.0.0.1", *(f"{k}: {v}" for k, v in (headers or {}).items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
