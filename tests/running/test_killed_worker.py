"""A worker that is killed loses nothing: the lease runs out, the sweep rings again, the import completes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from incidents.models import Suggestion
from pipeline.data import Document
from pipeline.known import load_lexicon
from pipeline.suggest import read
from sources.models import Source

pytestmark = pytest.mark.broker


@pytest.fixture
def seed(shared: Path) -> Path:
    return next((shared / "data" / "seed").glob("000_*.txt"))


def test_an_import_completes_after_kill_9_in_the_middle(
    register: None, start: Callable[..., object], seed: Path, wait_until: Callable[..., None],
    read_to_the_end: Callable[[], None],
) -> None:  # fmt: skip
    worker = start("worker", "--concurrency", "1", "--loglevel", "info")
    call_command("import_article", str(seed), wait=0)
    wait_until(lambda: Source.objects.filter(state="reading").exists(), "nobody began to read")
    with transaction.atomic():
        # The worker cannot finish while this transaction holds the row, so it is surely killed in the middle.
        source = Source.objects.select_for_update().get()
        assert source.state == "reading"
        worker.kill()  # type: ignore[attr-defined]  # the fixture's Process
    assert not Suggestion.objects.exists()
    start("worker", "--concurrency", "1", "--loglevel", "info")
    start("beat", "--loglevel", "info", "--schedule", str(worker.log.parent / "schedule"))  # type: ignore[attr-defined]  # as above
    read_to_the_end()
    source.refresh_from_db()
    assert (source.state, source.attempts) == ("read", 2)
    assert Suggestion.objects.count() >= 3


def test_two_workers_that_are_rung_at_once_read_it_once(
    register: None, start: Callable[..., object], seed: Path, read_to_the_end: Callable[[], None]
) -> None:
    from config.celery import app

    for _ in range(2):
        start("worker", "--concurrency", "2", "--loglevel", "info")
    call_command("import_article", str(seed), wait=0)
    source = Source.objects.get()
    for _ in range(8):
        app.send_task("pipeline.tasks.read_source", args=[source.pk])
    read_to_the_end()
    source.refresh_from_db()
    assert source.attempts == 1
    alone = read(Document(seed.read_bytes()), load_lexicon())
    assert Suggestion.objects.count() == len(alone.incidents)


def test_what_waits_in_the_queue_is_read_when_a_worker_comes(
    register: None, start: Callable[..., object], seed: Path, read_to_the_end: Callable[[], None]
) -> None:
    call_command("import_article", str(seed), wait=0)
    assert Source.objects.get().state == "queued"
    start("worker", "--concurrency", "1", "--loglevel", "info")
    read_to_the_end()
    assert Source.objects.get().state == "read"
