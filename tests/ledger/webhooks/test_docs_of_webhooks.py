"""What docs/webhooks.md tells receivers is so."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from ledger.models import Edition
from ledger.webhooks import control, queue, schedule
from ledger.webhooks.messages import TEST, TYPES
from ledger.webhooks.models import Webhook
from ledger.webhooks.signing import GRACE, secret_from
from tests.ledger.webhooks.conftest import CHANGES, KEY, Clock
from tests.ledger.webhooks.receiver import Receiver

DOCS = (Path(__file__).resolve().parents[3] / "docs" / "webhooks.md").read_text()


def test_the_receivers_code_takes_our_messages(
    webhook: Webhook, publish_some: Callable[[int], list[Edition]], work: Callable[[], int], receiver: Receiver,
    clock: Clock,
) -> None:  # fmt: skip
    (code,) = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    publish_some(1)
    control.send_test(webhook, now=clock())
    work()
    woken: list[str] = []
    secret = secret_from(webhook.salt, KEY)
    assert [names["take"](secret, m.headers, m.body, woken.append) for m in receiver.received] == [204, 204]
    assert woken == [CHANGES]
    assert names["take"](secret, receiver.received[0].headers, b"{}", woken.append) == 401


def test_the_table_of_attempts_is_the_schedule() -> None:
    rows = re.findall(r"^\| (\d+) \| (\d+) (seconds|minutes|hours) \|$", DOCS, re.MULTILINE)
    assert [int(attempt) for attempt, _, _ in rows] == list(range(2, schedule.ATTEMPTS + 1))
    assert tuple(timedelta(**{unit: int(number)}) for _, number, unit in rows) == schedule.DELAYS


def test_every_type_is_listed() -> None:
    assert all(f"`{name}`" in DOCS for name in [*TYPES.values(), TEST])


def test_the_periods_are_those_of_the_code() -> None:
    assert (GRACE.days, queue.KEPT.days, schedule.SWITCH_OFF_AFTER.days) == (7, 30, 5)
    assert schedule.HOLDS[-1] == timedelta(minutes=30)
    assert timedelta(seconds=90) == queue.LEASE
