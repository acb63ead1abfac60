"""Times what is asked, in rounds over everything, so that a busy minute of the machine spoils no single figure."""

import select
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tests.bench.client import Connection

ROUNDS = 5
SECONDS_EACH = 0.5
FEWEST, MOST = 10, 400
CONNECTIONS = 4


@dataclass
class Timing:
    """Milliseconds of single questions, and answers a second under load, by round."""

    medians: list[float] = field(default_factory=list)
    p95s: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def add(self, seconds: Sequence[float]) -> None:
        ordered = sorted(seconds)
        self.medians.append(ordered[len(ordered) // 2] * 1_000)
        self.p95s.append(ordered[int(len(ordered) * 0.95)] * 1_000)

    def times_as_fast_as(self, other: "Timing") -> float:
        """How many times as short a single question took, in the middle one of the rounds."""
        return statistics.median(theirs / own for own, theirs in zip(self.medians, other.medians, strict=True))

    def times_as_many_as(self, other: "Timing") -> float:
        """How many times as many answers there were under load, in the middle one of the rounds."""
        return statistics.median(own / theirs for own, theirs in zip(self.rates, other.rates, strict=True))

    @property
    def p50(self) -> float:
        return statistics.median(self.medians)

    @property
    def p95(self) -> float:
        return statistics.median(self.p95s)

    @property
    def per_second(self) -> float | None:
        """None for what was put under no load."""
        return statistics.median(self.rates) if self.rates else None


@dataclass
class Asked:
    """Something to be timed: `act` does it once; `request` and `port` are given where it can be put under load.
    `before` is done ahead of each round; `most`: how many times a round at most."""

    name: str
    act: Callable[[], object]
    request: Callable[[], bytes] | None = None
    port: int = 0
    before: Callable[[], None] = lambda: None
    most: int = MOST
    timing: Timing = field(default_factory=Timing)


def measure(everything: Iterable[Asked], rounds: int, report: Callable[[str], None]) -> None:
    asked = list(everything)
    for number in range(1, rounds + 1):
        report(f"  round {number} of {rounds}")
        for one in asked:
            one.before()
            one.timing.add(timed(one.act, most=one.most))
            if one.request is not None:
                one.timing.rates.append(under_load(one.port, one.request))


def timed(act: Callable[[], object], seconds: float = SECONDS_EACH, most: int = MOST) -> list[float]:
    """One after the other, as long as `seconds` and as often as is useful. The first warms up and does not count."""
    act()
    figures: list[float] = []
    until = time.perf_counter() + seconds
    while len(figures) < FEWEST or (len(figures) < most and time.perf_counter() < until):
        started = time.perf_counter()
        act()
        figures.append(time.perf_counter() - started)
    return figures


def under_load(port: int, request: Callable[[], bytes], seconds: float = SECONDS_EACH) -> float:
    """Answers a second while every connection always has a question open."""
    connections = [Connection(port) for _ in range(CONNECTIONS)]
    try:
        for connection in connections:
            connection.send(request())
        answered, started = 0, time.perf_counter()
        until = started + seconds
        while answered < FEWEST or time.perf_counter() < until:
            ready, _, _ = select.select(connections, [], [])
            for connection in ready:
                connection.receive()
                connection.send(request())
                answered += 1
        return answered / (time.perf_counter() - started)
    finally:
        for connection in connections:
            connection.close()
