"""A redaction among other publishers misses no edition that was appended while it waited."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from ledger.models import Edition, IncidentEntry
from ledger.verify import ledger_faults

Make = Callable[..., Any]


@pytest.mark.django_db(transaction=True)
def test_nothing_said_before_it_survives(publish: Make, make_incident: Make, redact: Make) -> None:
    document = make_incident()
    publish(document)

    def correct(number: int) -> None:
        try:
            publish({**document, "summary": f"Correction {number}."}, note="Corrected.")
        finally:
            connection.close()

    def destroy(_: int) -> int:
        try:
            return int(redact(document).seq)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        corrections = [pool.submit(correct, number) for number in range(20)]
        redactions = [pool.submit(destroy, number) for number in range(6)]
        more = [pool.submit(correct, number) for number in range(20, 40)]
    assert all(done.exception() is None for done in [*corrections, *more])
    last = max(redaction.result() for redaction in redactions)
    assert not Edition.objects.filter(seq__lt=last, document__isnull=False).exists()
    assert not IncidentEntry.objects.filter(edition__lt=last).exists()
    assert list(ledger_faults()) == []
