"""Entries can be written anew from the documents, whatever has become of them."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from ledger.models import IncidentEntry, RecordEntry
from ledger.rebuilding import rebuild_entries
from ledger.verify import ledger_faults

Make = Callable[..., Any]

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(publish: Make, make_incident: Make, make_actor: Make, withdraw: Make) -> None:
    """A corrected incident, a withdrawn one, an actor."""
    incident, gone = make_incident(), make_incident()
    publish(incident, gone, make_actor())
    publish({**incident, "title": "Attack on a camp"})
    withdraw(gone)


def test_it_fills_what_a_migration_left_empty(register: None) -> None:
    IncidentEntry.objects.update(search_text="", regions=[], facility_kinds=[], actor_kinds=[])
    RecordEntry.objects.update(search_text="", place_ids=["p000000001"])
    assert rebuild_entries() == 4
    assert list(ledger_faults()) == []


def test_it_writes_nothing_twice(register: None) -> None:
    assert rebuild_entries() == rebuild_entries(everything=True) == 0


def test_it_compares_everything_if_asked(register: None) -> None:
    IncidentEntry.objects.filter(pk=1).update(superseded_by=None, cells=[1])
    RecordEntry.objects.all().delete()
    assert rebuild_entries() == 0
    assert rebuild_entries(everything=True) == 2
    assert list(ledger_faults()) == []


def test_the_command_says_how_many(register: None) -> None:
    RecordEntry.objects.update(search_text="")
    said = StringIO()
    call_command("rebuild_entries", stdout=said)
    assert said.getvalue() == "1 rows written.\n"
