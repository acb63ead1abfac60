"""Whole registers as files: how many rows a second, and whether the server's memory stays flat meanwhile."""

import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import psutil
from psycopg2 import extensions

from tests.bench import limits
from tests.bench.client import Connection, get_request
from tests.bench.servers import MemoryWatch

ROUNDS = 3
# What a server may hold of a file at a time; a register of any size fits many times over.
FLAT_MB = 16.0
FEATURE = re.compile(rb'"type": ?"Feature"')
FORMATS = ("csv", "jsonl", "geojson")


@dataclass
class FileTiming:
    name: str
    rows: int = 0
    size: int = 0
    seconds: list[float] = field(default_factory=list)
    growth: list[float] = field(default_factory=list)
    peak: float = 0.0

    @property
    def rows_per_second(self) -> float:
        return self.rows / statistics.median(self.seconds)

    @property
    def flat(self) -> bool:
        return max(self.growth) <= FLAT_MB

    def remember(self, memory: MemoryWatch) -> None:
        self.growth.append(memory.growth)
        self.peak = max(self.peak, memory.peak)

    def told(self) -> dict[str, object]:
        return {
            "rows": self.rows, "megabytes": round(self.size / 1e6, 1), "peak_memory_mb": round(self.peak, 1),
            "memory_growth_mb": round(max(self.growth), 1), "flat": self.flat,
        }  # fmt: skip


def measure_files(
    port: int, worker: psutil.Process, database: extensions.connection, rounds: int, report: Callable[[str], None]
) -> tuple[dict[str, FileTiming], FileTiming, dict[str, str]]:
    """The files by operation, the limit, and what is wrong with those that cannot be timed."""
    copied = FileTiming("copy")
    timings = {f"{extension}_file": FileTiming(f"/data/incidents.{extension}") for extension in FORMATS}
    faults: dict[str, str] = {}
    rounds = min(rounds, ROUNDS)
    for number in range(1, rounds + 1):
        report(f"  files, round {number} of {rounds}")
        started = time.perf_counter()
        copied.rows = limits.copy(database)
        copied.seconds.append(time.perf_counter() - started)
        for name, timing in timings.items():
            if name not in faults:
                fault = _read(port, worker, timing, copied.rows)
                if fault:
                    faults[name] = fault
    return {name: timing for name, timing in timings.items() if name not in faults}, copied, faults


def _read(port: int, worker: psutil.Process, timing: FileTiming, expected: int) -> str:
    """Reads the file once. Returns what is wrong with it, or nothing. Rows are counted the first time only, since
    counting would slow the reader down."""
    if not timing.seconds:
        # The first reading tells most about memory: nothing that was freed before can be used again.
        with MemoryWatch(worker) as first:
            status, rows = _counted(port, timing.name)
        if status != 200:
            return "missing" if status == 404 else f"answered {status}"
        if rows != expected:
            return f"holds {rows:,} rows, the ledger {expected:,}"
        timing.rows = rows
        timing.remember(first)
    connection = Connection(port)
    try:
        with MemoryWatch(worker) as memory:
            started = time.perf_counter()
            _, pieces = connection.stream(get_request(timing.name))
            timing.size = sum(map(len, pieces))
            timing.seconds.append(time.perf_counter() - started)
    finally:
        connection.close()
    timing.remember(memory)
    return ""


def _counted(port: int, address: str) -> tuple[int, int]:
    connection = Connection(port)
    try:
        status, pieces = connection.stream(get_request(address))
        return status, _rows(address, pieces) if status == 200 else 0
    finally:
        connection.close()


def _rows(address: str, pieces: Iterator[bytes]) -> int:
    if address.endswith(".jsonl"):
        return sum(piece.count(b"\n") for piece in pieces)
    if address.endswith(".csv"):
        return _lines_outside_quotes(pieces) - 1
    return sum(len(FEATURE.findall(piece)) for piece in _whole_members(pieces))


def _lines_outside_quotes(pieces: Iterator[bytes]) -> int:
    """A line end within quotes belongs to a value; a doubled quote opens and closes again."""
    lines, quoted = 0, False
    for piece in pieces:
        for number, part in enumerate(piece.split(b'"')):
            quoted = quoted if number == 0 else not quoted
            lines += 0 if quoted else part.count(b"\n")
    return lines


def _whole_members(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut after a brace, so that nothing that is looked for stands across a cut."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"}") + 1
        rest = text[cut:]
        yield text[:cut]
    yield rest
