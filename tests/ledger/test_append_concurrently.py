"""Eight publishers who pause, roll back and overlap leave no gap, and a reader who polls meanwhile misses nothing."""

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from ledger.models import Edition, LedgerHead
from ledger.verify import ledger_faults

Make = Callable[..., Any]
PUBLISHERS, ROUNDS = 8, 12


class ChangedMind(Exception):
    """A publisher rolls back."""


def publish_now_and_then(number: int, publish: Make, documents: list[Any]) -> int:
    """How many editions this publisher committed."""
    chance, committed = random.Random(number), 0
    try:
        for round_ in range(ROUNDS):
            batch = [{**document, "summary": f"Round {round_} of {number}"} for document in documents]
            try:
                with transaction.atomic():
                    time.sleep(chance.uniform(0, 0.01))
                    editions = publish(*batch[: chance.randint(1, len(batch))])
                    time.sleep(chance.uniform(0, 0.02))
                    if chance.random() < 0.25:
                        raise ChangedMind
                committed += len(editions)
            except ChangedMind:
                continue
    finally:
        connection.close()
    return committed


def poll_until(done: threading.Event) -> list[int]:
    """Every seq that a reader sees who only ever asks for what comes after the last one."""
    seen: list[int] = []
    try:
        finished = False
        while not finished:
            finished = done.is_set()
            seen += Edition.objects.after(seen[-1] if seen else 0).values_list("seq", flat=True)
            time.sleep(0.002)
    finally:
        connection.close()
    return seen


@pytest.mark.django_db(transaction=True)
def test_no_gap_is_left_and_no_edition_is_missed(publish: Make, make_incident: Make, make_actor: Make) -> None:
    shared = make_actor()  # everybody's: its editions must still count 1, 2, 3
    with ThreadPoolExecutor(PUBLISHERS + 1) as pool:
        done = threading.Event()
        reader = pool.submit(poll_until, done)
        publishers = [
            pool.submit(publish_now_and_then, number, publish, [make_incident(), shared, make_incident()])
            for number in range(PUBLISHERS)
        ]
        committed = sum(publisher.result(timeout=60) for publisher in publishers)
        done.set()
        seen = reader.result(timeout=60)
    assert seen == list(range(1, committed + 1))
    assert LedgerHead.objects.get().seq == committed == Edition.objects.count()
    assert list(ledger_faults()) == []
