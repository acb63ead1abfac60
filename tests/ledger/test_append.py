"""append(): what it numbers, what it leaves alone, and what it ends."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from ledger.append import append
from ledger.documents import IncidentDocument
from ledger.models import Edition, IncidentEntry, LedgerHead
from ledger.verify import ledger_faults

Publish = Callable[..., list[Edition]]
Make = Callable[..., Any]


@pytest.mark.django_db
def test_numbers_are_gap_free_from_one(publish: Publish, make_incident: Make, make_actor: Make) -> None:
    publish(make_incident(), make_actor())
    publish(make_incident())
    assert list(Edition.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]
    assert LedgerHead.objects.get().seq == 3


@pytest.mark.django_db
def test_an_unchanged_document_appends_nothing(publish: Publish, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    head = LedgerHead.objects.get()
    assert publish(incident) == []
    assert Edition.objects.count() == 1
    assert LedgerHead.objects.get().chain == head.chain


@pytest.mark.django_db
def test_an_empty_list_appends_nothing(publish: Publish) -> None:
    assert publish() == []


@pytest.mark.django_db
def test_the_first_edition_publishes_and_the_next_revises(publish: Publish, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    publish({**incident, "title": "Corrected"}, note="The title named the wrong district.")
    assert [(e.number, e.op) for e in Edition.objects.order_by("seq")] == [(1, "publish"), (2, "revise")]


@pytest.mark.django_db
def test_the_document_is_kept_as_its_canonical_bytes(publish: Publish, make_incident: Make) -> None:
    edition = publish(make_incident(title="Шоҳин"))[0]
    assert '"title":"Шоҳин"' in (Edition.objects.get(seq=edition.seq).document or "")


@pytest.mark.django_db
def test_a_tombstone_has_no_entry_and_ends_the_earlier_one(
    publish: Publish, make_incident: Make, withdraw: Callable[..., Edition]
) -> None:
    incident = make_incident()
    publish(incident)
    tombstone = withdraw(incident, reason_code="duplicate")
    assert (tombstone.op, tombstone.reason_code) == ("withdraw", "duplicate")
    assert not IncidentEntry.objects.current().exists()
    assert IncidentEntry.objects.get().superseded_by == tombstone.seq
    assert not IncidentEntry.objects.filter(pk=tombstone.seq).exists()


@pytest.mark.django_db
def test_a_record_can_return_after_its_withdrawal(
    publish: Publish, make_incident: Make, withdraw: Callable[..., Edition]
) -> None:
    incident = make_incident()
    publish(incident)
    withdraw(incident)
    again = publish(incident)[0]
    assert (again.op, again.number) == ("publish", 3)


@pytest.mark.django_db
def test_two_editions_of_one_record_in_one_call_follow_each_other(publish: Publish, make_incident: Make) -> None:
    first: IncidentDocument = make_incident()
    editions = publish(first, {**first, "title": "At once corrected"})
    assert [e.number for e in editions] == [1, 2]
    assert [e.superseded_by for e in Edition.objects.order_by("seq")] == [2, None]
    assert [e.superseded_by for e in IncidentEntry.objects.order_by("pk")] == [2, None]


@pytest.mark.django_db
def test_what_was_current_at_an_earlier_head_can_be_read(publish: Publish, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    publish({**incident, "title": "Corrected"})
    assert [e.seq for e in Edition.objects.as_of(1)] == [1]
    assert [e.seq for e in Edition.objects.as_of(2)] == [2]
    assert [e.seq for e in Edition.objects.as_of(None)] == [2]


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_work_outside_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        append([])


@pytest.mark.django_db
def test_an_earlier_edition_ends_at_the_first_of_two_that_follow_in_one_call(
    publish: Publish, make_incident: Make
) -> None:
    first: IncidentDocument = make_incident()
    publish(first)
    publish({**first, "title": "Corrected"}, {**first, "title": "Corrected again"})
    assert [e.superseded_by for e in Edition.objects.order_by("seq")] == [2, 3, None]
    assert list(IncidentEntry.objects.order_by("pk").values_list("superseded_by", flat=True)) == [2, 3, None]
    assert list(ledger_faults()) == []
