"""One run: fill, check, measure in rounds, print and write."""

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import extensions

from config.startup import ensure_services
from ledger import tallies
from ledger.caching import current_head
from ledger.selection import read_selection
from ledger.tallies.index.keeping import KEEPER
from ledger.verify import ledger_faults
from tests.bench import results
from tests.bench.checking import Faults, differs_from_peer, sound
from tests.bench.client import Connection, get_request
from tests.bench.database import address_of, prepare
from tests.bench.files import FileTiming, measure_files
from tests.bench.filling import fill
from tests.bench.measuring import MOST, ROUNDS, Asked, Timing, measure
from tests.bench.operations import LIST, Operation, among, in_turn, operations, register_of, walk_agrees
from tests.bench.pages import page_operations
from tests.bench.peer import asked_of, ids_of, make_copy
from tests.bench.reading_ahead import read_ahead
from tests.bench.results import Figure
from tests.bench.servers import datasette, product

FOLDER = Path(__file__).resolve().parents[2] / "bench"
VERIFIED_UP_TO = 100_000  # reading every edition twice takes minutes
ONLY = "these operations, or all whose names begin so, but no files and no peer; prints, and writes no results"
PEERED = ("list_page", "list_walk", "not_modified")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures the ledger and its API.")
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", type=_names, default=(), metavar="NAME,NAME", help=ONLY)
    parser.add_argument("--fresh", action="store_true", help="fill again, though a filled database is kept")
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("SMALL", "LARGE"), help="compare two result files")
    options = parser.parse_args(arguments)
    return _compare(*options.compare) if options.compare else _run(options)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _compare(small: Path, large: Path) -> int:
    """Whether lists and pages are as fast in a large register as in a small one, and pages quick in the large one."""
    first, second = (json.loads(path.read_text()) for path in (small, large))
    pages = second.get("pages", [])
    by_name = {one["name"]: one for one in second["operations"]}
    timed = [(name, by_name[name]["p50_ms"], by_name[name]["p95_ms"]) for name in pages]
    found = [*results.compared(first, second, [*second["lists"], *pages]), *results.quick(timed)]
    print(results.told(found))
    return 0 if all(one.holds for one in found) else 1


def _run(options: argparse.Namespace) -> int:
    ensure_services()
    print(f"{options.incidents:,} incidents, seed {options.seed}")
    kept = _Kept(settings.DATA_DIR / "bench-filling.json")
    name = prepare(options.incidents, options.seed, fresh=options.fresh, fill=partial(_fill, options, kept))
    with closing(psycopg2.connect(address_of(name))) as database:
        database.autocommit = True
        version = f"{database.server_version // 10_000}.{database.server_version % 10_000}"
        machine = results.machine(version)
        print(read_ahead(database))
        measured = _measure(name, database, options.rounds, options.only)
    content = {"n": options.incidents, "seed": options.seed, "about": results.HEADER, "machine": machine}
    content |= {"filling": kept.read(name), **measured.details}
    if options.only:
        return _report_some(measured)
    _write(content, measured)
    status = _report(content, measured)
    if options.incidents <= VERIFIED_UP_TO and "verified_per_second" not in content["filling"]:
        _verify(kept, name)
        _write(content | {"filling": kept.read(name)}, measured)
    return status


def _write(content: Mapping[str, Any], measured: "_Measured") -> None:
    for path in (FOLDER / "results.json", FOLDER / f"results-{content['n']}.json"):
        results.write(path, content, measured.figures.values())


@dataclass
class _Measured:
    figures: dict[str, Figure]
    timings: dict[str, Timing]
    files: dict[str, FileTiming]
    faults: Faults
    details: dict[str, Any]


def _measure(name: str, database: extensions.connection, rounds: int, only: Sequence[str]) -> _Measured:
    if only:
        with product(address_of(name)) as (port, worker):
            return _requests(port, database, None, "", rounds, only)
    copy = make_copy(address_of(name), settings.DATA_DIR / f"{name}.sqlite")
    with product(address_of(name)) as (port, worker), datasette(copy) as peer_port:
        measured = _requests(port, database, peer_port, copy.stem, rounds)
        _files(measured, port, worker, database, rounds)
    return measured


def _requests(
    port: int, database: extensions.connection, peer_port: int | None, copy: str, rounds: int, only: Sequence[str] = ()
) -> _Measured:
    client, register = Connection(port), register_of(database)
    etag = client.get(get_request(LIST)).header("ETag")
    pages = page_operations(register)
    asked = among(pages, only)
    if not only or not asked:
        asked = among([*operations(register, etag), *pages], only)
    _wait_for_the_index(client)
    chosen, faults = sound(client, database, asked)
    if not only and not walk_agrees(client, register):
        faults["deep_page"] = "the API's cursors are not those that were asked with"
    if peer_port and (different := differs_from_peer(client, ids_of(peer_port, copy))):
        faults["peer"] = different
    own = {one.name: _asked(client, port, one) for one in chosen}
    limits = {one.name: _limit(database, one) for one in chosen if one.limits}
    peers = asked_of(peer_port, copy) if peer_port else {}
    # What is compared stands side by side.
    pairs = [
        asked
        for one in chosen
        for asked in (own[one.name], limits.get(one.name), *(peers.values() if one.name == PEERED[0] else ()))
        if asked
    ]
    measure(pairs, rounds, _say)
    figures = {
        name: results.figure_of(
            name, asked.timing, limits[name].timing if name in limits else None,
            peers["best"].timing if peers and name in PEERED else None,
        )
        for name, asked in own.items()
    }  # fmt: skip
    details = {
        "lists": [one.name for one in chosen if one.is_list],
        "pages": [one.name for one in pages],
        "limits": {name: {"p50_ms": round(one.timing.p50, 3)} for name, one in limits.items()},
        "peer": {way: asdict(results.figure_of(way, one.timing, None, None)) for way, one in peers.items()},
    }
    timings = {name: asked.timing for name, asked in own.items()}
    return _Measured(figures, timings, {}, faults, details)


def _wait_for_the_index(client: Connection) -> None:
    """The first who counts has an index made in the background (ledger/tallies/index/): in the server's process and in
    this one, at the same time, so that the server's is there a little after ours."""
    started = time.perf_counter()
    client.get(get_request("/"))
    tallies.total(read_selection("incident", {}, current_head()))
    if KEEPER.thread is not None:
        KEEPER.thread.join()
        time.sleep((time.perf_counter() - started) / 4)
    _say(f"  waited {time.perf_counter() - started:.0f} s for the index in memory")


def _files(
    measured: _Measured, port: int, worker: psutil.Process, database: extensions.connection, rounds: int
) -> None:
    measured.files, copied, faults = measure_files(port, worker, database, rounds, _say)
    measured.faults |= faults
    measured.figures |= {name: results.figure_of_file(name, one, copied) for name, one in measured.files.items()}
    measured.details["files"] = {name: one.told() for name, one in measured.files.items()}
    measured.details["limits"]["copy"] = {"rows_per_second": round(copied.rows_per_second)}


def _asked(client: Connection, port: int, operation: Operation) -> Asked:
    most = operation.most or MOST

    def first() -> None:
        for request in operation.first:
            client.get(request)
        for call in operation.first_calls:
            call()

    if operation.calls:
        calling = in_turn(operation.calls)
        return Asked(operation.name, lambda: calling()(), before=first, most=most)
    following = in_turn(operation.requests)
    load = following if operation.most is None else None
    return Asked(operation.name, lambda: client.get(following()), load, port, first, most)


def _limit(database: extensions.connection, operation: Operation) -> Asked:
    following = in_turn(operation.limits)
    return Asked(operation.name, lambda: following().rows(database))


def _fill(options: argparse.Namespace, kept: "_Kept", name: str) -> None:
    print("Filling (once; the database is kept for the next run)")
    filled = fill(options.incidents, options.seed, _say)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()), pg_total_relation_size('ledger_edition')")
        whole, editions = cursor.fetchone()
    kept.write(name, {
        "editions": filled.editions, "seconds": round(filled.seconds, 1),
        "editions_per_second": round(filled.editions / filled.seconds),
        "peak_memory_mb": round(psutil.Process().memory_info().rss / 1e6),
        "database_mb": round(whole / 1e6), "editions_mb": round(editions / 1e6),
    })  # fmt: skip


def _verify(kept: "_Kept", name: str) -> None:
    """Once for each filled ledger: verifying reads everything."""
    known = kept.read(name)
    started = time.perf_counter()
    faults = len(list(ledger_faults()))
    speed = round(known["editions"] / (time.perf_counter() - started))
    _say(f"verify_ledger: {speed:,} editions a second, {faults} faults")
    kept.write(name, known | {"verified_per_second": speed, "verified_faults": faults})


def _report(content: Mapping[str, Any], measured: _Measured) -> int:
    for title in ("machine", "filling", "files", "peer"):
        print(f"\n{title}: " + json.dumps(content[title], ensure_ascii=False))
    print("\n" + results.table(measured.figures.values()) + "\n")
    print(results.told(results.promises(measured.figures, measured.timings, measured.files)))
    return _report_pages(measured)


def _report_some(measured: _Measured) -> int:
    print("\n" + results.table(measured.figures.values()) + "\n")
    return _report_pages(measured)


def _report_pages(measured: _Measured) -> int:
    timed = (measured.figures[name] for name in measured.details["pages"] if name in measured.figures)
    print(results.told(results.quick((one.name, one.p50_ms, one.p95_ms) for one in timed)))
    for name, fault in measured.faults.items():
        print(f"NOT MEASURED   {name}: {fault}")
    return 1 if measured.faults else 0


def _say(line: str) -> None:
    print(line, flush=True)


class _Kept:
    """How filling went, for runs that find the database filled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._path.read_text()).get(name, {}) if self._path.exists() else {}
        return found

    def write(self, name: str, figures: Mapping[str, Any]) -> None:
        everything = json.loads(self._path.read_text()) if self._path.exists() else {}
        self._path.write_text(json.dumps({**everything, name: figures}))
