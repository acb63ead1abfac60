"""Fills a ledger through append(): one process makes the documents while another appends them."""

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from typing import NamedTuple, cast

import django
from django.db import connection, transaction

from ledger.append import PendingEdition, append
from ledger.chain import canonical
from ledger.documents import Kind, PublicDocument
from ledger.entries import entry_for
from tests.bench.cast import Cast
from tests.bench.synthetic import incident, revised_numbers, withdrawn, withdrawn_numbers

BATCH = 500
REVISED, WITHDRAWN = BATCH // 20, BATCH // 100
FRESH = BATCH - REVISED - WITHDRAWN
AHEAD = 6  # batches that wait to be appended


class Filled(NamedTuple):
    editions: int
    seconds: float


def fill(incidents: int, seed: int, report: Callable[[str], None]) -> Filled:
    started, written = time.perf_counter(), 0
    indexes = _without_indexes()
    batches = -(-incidents // FRESH)
    told = started
    for batch in _made(Cast(seed, incidents), batches):
        with transaction.atomic():
            written += len(append(batch))
        if time.perf_counter() - told > 20:
            told = time.perf_counter()
            report(f"  {written:,} editions, {written / (told - started):,.0f} a second")
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for definition in indexes:
            cursor.execute(definition)
        # What autovacuum would do before long: statistics, visibility, pending entries of the inverted indexes.
        cursor.execute("VACUUM (ANALYZE)")
    return Filled(written, time.perf_counter() - started)


def _without_indexes() -> list[str]:
    """Drops the indexes that only lists read, and returns what makes them: at once is faster than row by row."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('ledger_incidententry', 'ledger_recordentry')
            AND indexname NOT IN (SELECT conname FROM pg_constraint)
        """)
        found: list[tuple[str, str]] = cursor.fetchall()
        for index, _ in found:
            cursor.execute(f'DROP INDEX "{index}"')
    return [definition for _, definition in found]


def _made(cast: Cast, batches: int) -> Iterator[list[PendingEdition]]:
    """The records that incidents refer to, then the incidents, in order, made a few batches ahead."""
    records = [_upsert(document) for document in cast.documents()]
    yield from (records[first : first + BATCH] for first in range(0, len(records), BATCH))
    waiting: deque[Future[list[PendingEdition]]] = deque()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, initializer=django.setup) as pool:
        for number in range(batches):
            waiting.append(pool.submit(incident_batch, cast.seed, cast.incidents, number))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def incident_batch(seed: int, incidents: int, batch: int) -> list[PendingEdition]:
    """New incidents, corrections of earlier ones, and withdrawals of others."""
    cast = _cast(seed, incidents)
    first = batch * FRESH
    fresh = [_upsert(incident(cast, number)) for number in range(first, min(first + FRESH, incidents))]
    revised = [
        _upsert(incident(cast, number, batch), note="A figure was corrected.")
        for number in revised_numbers(cast, batch, first, REVISED)
    ]
    gone = [_tombstone(cast, number) for number in withdrawn_numbers(cast, batch, first, WITHDRAWN)]
    return [*fresh, *revised, *gone]


@cache
def _cast(seed: int, incidents: int) -> Cast:
    return Cast(seed, incidents)


def _upsert(document: PublicDocument, note: str = "") -> PendingEdition:
    kind = cast(Kind, document["record"])
    return PendingEdition(kind, document["id"], "upsert", canonical(document), entry_for(document), note)


def _tombstone(cast: Cast, number: int) -> PendingEdition:
    document = withdrawn(cast, number)
    return PendingEdition(
        "incident", document["id"], "withdraw", canonical(document), note="Its source was retracted.",
        reason_code="unsupported",
    )  # fmt: skip
