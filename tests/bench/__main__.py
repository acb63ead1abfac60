"""`make bench`: fills a database of its own with synthetic incidents and times what the public asks for.

Not a test: figures depend on the machine, so they are printed beside the bare SQL that they cannot beat.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from functools import partial

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - as above
from django.test import Client  # noqa: E402 - as above

from config.startup import ensure_services  # noqa: E402 - Django must be set up first
from ledger.append import PendingEdition, append  # noqa: E402 - as above
from ledger.chain import canonical  # noqa: E402 - as above
from ledger.documents import IncidentDocument  # noqa: E402 - as above
from ledger.entries import entry_for  # noqa: E402 - as above
from ledger.verify import ledger_faults  # noqa: E402 - as above
from tests.bench.synthetic import incident  # noqa: E402 - as above

BATCH = 500
PAGE = """
    SELECT edition.document FROM ledger_incidententry AS entry JOIN ledger_edition AS edition USING (seq)
    WHERE entry.superseded_by IS NULL ORDER BY earliest DESC, latest DESC, entry.record_id DESC LIMIT 50
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    ensure_services()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        measure(options.incidents, options.seed)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(count: int, seed: int) -> None:
    started = time.perf_counter()
    for first in range(0, count, BATCH):
        _append([incident(seed, number) for number in range(first, min(first + BATCH, count))])
    filled = time.perf_counter() - started
    print(f"{count} editions appended in batches of {BATCH}: {count / filled:,.0f} a second")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(headers={"host": "localhost"})

    def ask(address: str) -> None:
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} did not answer: its timing would mean nothing")

    bare = timed("newest 50 documents, bare SQL", _bare_page)
    for label, address in (("API list", "/api/v1/incidents/"), ("timeline page", "/")):
        timed(label, partial(ask, address), limit=bare)
    started = time.perf_counter()
    faults = len(list(ledger_faults()))
    print(f"verify_ledger: {count / (time.perf_counter() - started):,.0f} editions a second, {faults} faults")


def _append(documents: list[IncidentDocument]) -> None:
    with transaction.atomic():
        append(
            [
                PendingEdition("incident", document["id"], "upsert", canonical(document), entry_for(document))
                for document in documents
            ]
        )


def _bare_page() -> None:
    with connection.cursor() as cursor:
        cursor.execute(PAGE)
        cursor.fetchall()


def timed(label: str, act: Callable[[], object], *, limit: float | None = None, runs: int = 50) -> float:
    """Prints and returns the median in milliseconds, and how many times the limit that is."""
    act()
    figures = []
    for _ in range(runs):
        started = time.perf_counter()
        act()
        figures.append((time.perf_counter() - started) * 1_000)
    median = statistics.median(figures)
    ratio = f", {median / limit:.1f} times the bare SQL" if limit else ""
    print(f"{label}: p50 {median:.2f} ms, p95 {sorted(figures)[int(runs * 0.95) - 1]:.2f} ms{ratio}")
    return median


if __name__ == "__main__":
    main()
