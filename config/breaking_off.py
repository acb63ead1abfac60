"""A streamed answer that fails halfway has to look like it: its connection is cut before the body is ended.

granian ends a body the same way whether its iterator was exhausted or raised, so half a file would reach its reader as
a whole one. It does not tell the application which socket it serves either: the reader's address is all there is.
"""

import os
import socket
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]


class BreaksOff:
    """A WSGI application around Django: streamed answers of it are watched, others pass as they are."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer = self.application(environ, start_response)
        if getattr(answer, "streaming", False):
            return Watched(answer, environ.get("REMOTE_ADDR", ""), environ.get("SERVER_PORT", ""))
        return answer


class Watched:
    def __init__(self, answer: Iterable[bytes], reader: str, port: str) -> None:
        self._answer, self._pieces, self._reader, self._port = answer, iter(answer), reader, port

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except StopIteration:
            raise
        except BaseException:  # whatever it was, the reader must not take the half for the whole; it goes on
            cut_connections(self._reader, self._port)
            raise

    def close(self) -> None:
        close = getattr(self._answer, "close", None)
        if close is not None:
            close()


def cut_connections(reader: str, port: str) -> None:
    """Shuts the connections of one address to this process's port: the failed one, and with it any other that this
    reader (or the proxy in front) has open to this process. Those are asked again; half a file is not."""
    for descriptor in _open_sockets():
        # Closed meanwhile by another thread, or not a connection.
        with suppress(OSError), socket.socket(fileno=os.dup(descriptor)) as connection:
            if connection.family not in (socket.AF_INET, socket.AF_INET6):
                continue
            if connection.getpeername()[0] == reader and str(connection.getsockname()[1]) == port:
                connection.shutdown(socket.SHUT_RDWR)


def _open_sockets() -> list[int]:
    """/dev/fd is there on Linux and on macOS."""
    found = []
    for descriptor in Path("/dev/fd").iterdir():
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(int(descriptor.name)).st_mode):
                found.append(int(descriptor.name))
    return found
