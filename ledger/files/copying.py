"""COPY from PostgreSQL to whoever reads: in a thread, on a connection of its own, in chunks, with flat memory."""

import contextlib
import queue
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import psycopg2
from django.db import connection

from ledger.files.statements import Statement

CHUNK_BYTES = 256 * 1024
CHUNKS_WAITING = 8
# A reader on a slow line gets an hour; one who takes nothing for two minutes has gone.
STATEMENT_SECONDS = 3600
STALLED_SECONDS = 120.0
LOOK_EVERY_SECONDS = 1.0
SETTINGS = f"SET statement_timeout = '{STATEMENT_SECONDS}s'; SET client_connection_check_interval = '1s'"

BINARY_HEADER_BYTES = 19
# What stands before the one column of a row: the number of columns, and its length.
ROW_HEADER_BYTES = 6

Take = Callable[[bytes], object]


class ReaderGone(Exception):
    """Nobody takes the lines any more."""


class Rows:
    """What COPY writes to, row by row; hands on chunks of whole rows. CSV rows get the line end of RFC 4180."""

    end = b"\r\n"

    def __init__(self, take: Take) -> None:
        self._take = take
        self._rows: list[bytes] = []
        self._bytes = 0
        self.count = 0

    def write(self, row: bytes) -> None:
        self._add(row[:-1])

    def finish(self) -> None:
        if self._rows:
            self._take(self._joined())

    def _add(self, row: bytes) -> None:
        self._rows.append(row)
        self._bytes += len(row)
        if self._bytes >= CHUNK_BYTES:
            self._take(self._joined())
            self._rows, self._bytes = [], 0

    def _joined(self) -> bytes:
        self.count += len(self._rows)
        return self.end.join(self._rows) + self.end


class BinaryRows(Rows):
    """Rows of one text column in COPY's binary format, which nothing has to be unescaped from. They bring their
    own line ends."""

    end = b""

    def __init__(self, take: Take) -> None:
        super().__init__(take)
        self._begun = False

    def write(self, row: bytes) -> None:
        if not self._begun:
            self._begun, row = True, row[BINARY_HEADER_BYTES:]
        # The trailer is shorter than the header of a row. This runs once a row: a call more would cost as much again.
        if len(row) > ROW_HEADER_BYTES:
            self._rows.append(row[ROW_HEADER_BYTES:])
            self._bytes += len(row) - ROW_HEADER_BYTES
            if self._bytes >= CHUNK_BYTES:
                self._take(self._joined())
                self._rows, self._bytes = [], 0


def copy(cursor: Any, statement: Statement, take: Take) -> int:
    """Runs the statement on psycopg2's cursor, gives the chunks to `take`; returns the number of rows."""
    query = cursor.mogrify(statement.sql, statement.parameters)
    rows = (BinaryRows if "binary" in statement.options else Rows)(take)
    cursor.copy_expert(b"COPY (" + query + b") TO STDOUT (" + statement.options.encode() + b")", rows)
    rows.finish()
    return rows.count


class Copying:
    """An iterator over the chunks of a running COPY. It raises what the COPY raised: a file that broke off must not
    look like one that ended. close() stops the COPY and gives its connection back."""

    def __init__(self, statement: Statement) -> None:
        self._chunks: queue.Queue[bytes | BaseException | None] = queue.Queue(CHUNKS_WAITING)
        self._closed = threading.Event()
        # Not Django's connection: that one belongs to this thread, which goes on to other requests.
        self._connection = psycopg2.connect(**connection.get_connection_params())
        self._thread = threading.Thread(target=self._run, args=[statement], name="copy", daemon=True)
        self._thread.start()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        chunk = None if self._closed.is_set() else self._next()
        if isinstance(chunk, bytes):
            return chunk
        self.close()
        if chunk is not None:
            raise chunk
        raise StopIteration

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Safe to call twice, and before the first chunk was taken."""
        if self._closed.is_set():
            return
        self._closed.set()
        with contextlib.suppress(psycopg2.Error):
            self._connection.cancel()
        with contextlib.suppress(queue.Empty):
            self._chunks.get_nowait()  # makes room for a thread that waits for it

    def _next(self) -> bytes | BaseException | None:
        while True:
            try:
                return self._chunks.get(timeout=LOOK_EVERY_SECONDS)
            except queue.Empty:
                if not self._thread.is_alive() and self._chunks.empty():
                    return ReaderGone("the COPY was given up while nobody took its chunks")

    def _run(self, statement: Statement) -> None:
        end: BaseException | None = None
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(SETTINGS)
                copy(cursor, statement, self._take)
        except Exception as error:  # whatever it was: the reader's thread raises it
            end = error
        finally:
            self._connection.close()
        if not self._closed.is_set():
            with contextlib.suppress(queue.Full):
                self._chunks.put(end, timeout=STALLED_SECONDS)

    def _take(self, chunk: bytes) -> None:
        if self._closed.is_set():
            raise ReaderGone
        try:
            self._chunks.put(chunk, timeout=STALLED_SECONDS)
        except queue.Full:
            # psycopg2 reads what is left to the end before it lets an error through.
            self._connection.cancel()
            raise ReaderGone from None
