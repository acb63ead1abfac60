"""manage.py verify_ledger: what it says and how it ends."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from ledger.models import LedgerHead

Make = Callable[..., Any]


def run() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("verify_ledger", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db(transaction=True)
def test_it_counts_the_editions_and_names_the_head(publish: Make, make_incident: Make) -> None:
    publish(make_incident(), make_incident())
    out, err = run()
    assert out.startswith("2 editions checked, 0 faults; head 2, chain ")
    assert err == ""


@pytest.mark.django_db(transaction=True)
def test_an_empty_ledger_is_whole() -> None:
    assert run()[0] == "0 editions checked, 0 faults; the ledger is empty\n"


@pytest.mark.django_db(transaction=True)
def test_it_ends_with_one_and_a_line_for_each_fault(publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    LedgerHead.objects.update(chain="0" * 64)
    err = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("verify_ledger", stdout=StringIO(), stderr=err)
    assert end.value.code == 1
    assert err.getvalue().splitlines()[0].startswith("seq 1: ")
