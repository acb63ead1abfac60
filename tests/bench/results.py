"""From timings to figures: the table that is printed, the file that is written, the promises that hold or do not."""

import json
import platform
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.bench.files import FileTiming
from tests.bench.measuring import Timing

PAGE_P50_MS, PAGE_P95_MS = 100, 300
HEADER = {
    "ratios": "each in the middle one of the rounds: what is compared was timed one right after the other",
    "p50_ms": "median over rounds of the round's median, one question at a time; for files the whole file",
    "p95_ms": "the same for the 95th percentile",
    "per_second": "answers a second of one web process under four connections; for files rows a second; null for "
    "what may be asked once only, or is counted without a request",
    "ratio_to_limit": "speed relative to the bare SQL (its p50 / ours) or to COPY (rows a second); 1 is the limit",
    "ratio_to_peer": "answers a second relative to those of Datasette's list of the same rows, at its best",
}


@dataclass(frozen=True)
class Figure:
    name: str
    p50_ms: float
    p95_ms: float
    per_second: float | None
    ratio_to_limit: float | None
    ratio_to_peer: float | None


@dataclass(frozen=True)
class Promise:
    words: str
    figure: str
    holds: bool | None  # None: it could not be measured


def figure_of(name: str, own: Timing, limit: Timing | None, peer: Timing | None) -> Figure:
    ratio = round(own.times_as_fast_as(limit), 3) if limit else None
    against = round(own.times_as_many_as(peer), 2) if peer else None
    rate = None if own.per_second is None else round(own.per_second, 1)
    return Figure(name, round(own.p50, 3), round(own.p95, 3), rate, ratio, against)


def figure_of_file(name: str, own: FileTiming, limit: FileTiming) -> Figure:
    milliseconds = sorted(1_000 * seconds for seconds in own.seconds)
    ratio = round(own.rows_per_second / limit.rows_per_second, 3)
    return Figure(
        name, round(statistics.median(milliseconds), 1), round(milliseconds[-1], 1), round(own.rows_per_second, 1),
        ratio, None,
    )  # fmt: skip


def machine(database_version: str) -> dict[str, Any]:
    model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "processor": model[0].partition(":")[2].strip() if model else platform.processor(),
        "cores": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "postgresql": database_version,
        "load_at_start": round(psutil.getloadavg()[0], 2),
    }


def promises(
    figures: Mapping[str, Figure], timings: Mapping[str, Timing], files: Mapping[str, FileTiming]
) -> list[Promise]:
    file = files.get("jsonl_file")
    flat = f"memory grew by {max(file.growth):.1f} MB" if file else ""
    return [
        _at_least("list page of 100, answers a second against Datasette at its best", figures, "list_page", 5),
        _at_least("304, answers a second against Datasette's list at its best", figures, "not_modified", 20),
        _at_most("deep page against the first page, p50", timings, "deep_page", 1.2),
        _at_most("as-of page against the first page, p50", timings, "as_of", 1.5),
        Promise(
            "JSON Lines file at least 0.7 of COPY in rows a second, with flat memory",
            f"{figures['jsonl_file'].ratio_to_limit} of COPY, {flat}" if file else "not measured",
            (figures["jsonl_file"].ratio_to_limit or 0) >= 0.7 and file.flat if file else None,
        ),
    ]


def quick(figures: Iterable[tuple[str, float, float]]) -> list[Promise]:
    """What readers ask for, by name, p50 and p95 in milliseconds: each within a tenth of a second as a rule."""
    words = f"within {PAGE_P50_MS} ms p50 and {PAGE_P95_MS} ms p95"
    return [
        Promise(f"{name}: {words}", f"{p50:.1f} ms, {p95:.1f} ms", p50 <= PAGE_P50_MS and p95 <= PAGE_P95_MS)
        for name, p50, p95 in figures
    ]


def compared(small: Mapping[str, Any], large: Mapping[str, Any], lists: Iterable[str]) -> list[Promise]:
    """The median of each of `lists` in the larger register against that in the smaller one."""
    before, after = ({one["name"]: one for one in results["operations"]} for results in (small, large))
    found = []
    for name in lists:
        words = f"{name}: p50 at {large['n']:,} within 1.5 times that at {small['n']:,}"
        if name in before and name in after:
            first, second = before[name]["p50_ms"], after[name]["p50_ms"]
            ratio = second / first
            found.append(Promise(words, f"{first} ms, {second} ms: {ratio:.2f} times", ratio <= 1.5))
        else:
            found.append(Promise(words, "not measured", None))
    return found


def table(figures: Iterable[Figure]) -> str:
    lines = [f"{'operation':<26}{'p50 ms':>11}{'p95 ms':>11}{'per second':>13}{'of limit':>10}{'of peer':>9}"]
    for one in figures:
        limit = f"{one.ratio_to_limit:.2f}" if one.ratio_to_limit is not None else "-"
        peer = f"{one.ratio_to_peer:.1f}x" if one.ratio_to_peer is not None else "-"
        lines.append(
            f"{one.name:<26}{one.p50_ms:>11,.2f}{one.p95_ms:>11,.2f}{_rate(one.per_second):>13}{limit:>10}{peer:>9}"
        )
    return "\n".join(lines)


def _rate(per_second: float | None) -> str:
    if per_second is None:
        return "-"
    return f"{per_second:,.0f}" if per_second >= 100 else f"{per_second:,.1f}"


def told(found: Iterable[Promise]) -> str:
    verdicts = {True: "holds", False: "DOES NOT HOLD", None: "NOT MEASURED"}
    return "\n".join(f"{verdicts[one.holds]:<14} {one.words}: {one.figure}" for one in found)


def write(path: Path, content: Mapping[str, Any], figures: Iterable[Figure]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({**content, "operations": [asdict(one) for one in figures]}, indent=1) + "\n")


def _at_least(words: str, figures: Mapping[str, Figure], name: str, least: float) -> Promise:
    ratio = figures[name].ratio_to_peer if name in figures else None
    if ratio is None:
        return Promise(f"{words}: at least {least} times", "not measured", None)
    return Promise(f"{words}: at least {least} times", f"{ratio:.1f} times", ratio >= least)


def _at_most(words: str, timings: Mapping[str, Timing], name: str, most: float) -> Promise:
    if name not in timings or "list_page" not in timings:
        return Promise(f"{words}: within {most} times", "not measured", None)
    ratio = timings["list_page"].times_as_fast_as(timings[name])
    return Promise(f"{words}: within {most} times", f"{ratio:.2f} times", ratio <= most)
