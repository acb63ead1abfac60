"""Whatever is done to the tables behind the ledger's back, verification names the seq."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from ledger.models import Edition, LedgerHead
from ledger.verify import ledger_faults

Make = Callable[..., Any]

ENVELOPE = {
    "record": "'actor'",
    "record_id": "'n000000099'",
    "number": "number + 7",
    "op": "'revise'",
    "at": "at - interval '1 second'",
    "note": "note || '.'",
    "reason_code": "'law'",
    "merged_into": "'n000000099'",
    "document_sha256": "repeat('0', 64)",
    "chain": "repeat('0', 64)",
    "document": "replace(document, 'Night', 'night')",
}
FILTER_COLUMNS = {
    "earliest": "earliest - 1",
    "type_code": "'riots'",
    "countries": "'{CN}'",
    "killed_high": "killed_high + 1",
    "place_ids": "'{}'",
    "search_text": "search_text || ' more'",
    "longitude": "NULL",
    "superseded_by": "99",
}


@pytest.fixture
def register(db: None, publish: Make, make_incident: Make, make_actor: Make, withdraw: Make) -> None:
    """Five editions: 1 to 3 are incidents, 4 corrects the first, 5 withdraws the second."""
    first, second, third = (make_incident() for _ in range(3))
    publish(first, second, third)
    publish({**first, "summary": "Corrected."}, note="The summary named another camp.")
    withdraw(second)


def tamper(statement: str) -> None:
    """As someone with the keys to the database would: past every trigger."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


def faulty() -> set[int]:
    return {fault.seq for fault in ledger_faults()}


@pytest.mark.usefixtures("register")
def test_an_untouched_ledger_has_no_fault() -> None:
    assert list(ledger_faults()) == []


@pytest.mark.django_db
def test_an_empty_ledger_has_no_fault() -> None:
    assert list(ledger_faults()) == []


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("seq", [1, 3])
@pytest.mark.parametrize("column", ENVELOPE)
def test_a_changed_column_is_found(column: str, seq: int) -> None:
    tamper(f"UPDATE ledger_edition SET {column} = {ENVELOPE[column]} WHERE seq = {seq}")
    assert seq in faulty()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("value", ["NULL", "3"])
def test_another_end_of_an_edition_is_found(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX edition_one_is_current")
    tamper(f"UPDATE ledger_edition SET superseded_by = {value} WHERE seq = 1")
    assert 1 in faulty()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_removed_row_is_found(seq: int) -> None:
    tamper(f"DELETE FROM ledger_incidententry WHERE seq = {seq}")
    tamper(f"DELETE FROM ledger_edition WHERE seq = {seq}")
    assert seq in faulty()


@pytest.mark.usefixtures("register")
def test_an_inserted_row_is_found() -> None:
    edition = Edition.objects.get(seq=3)
    edition.seq, edition.record_id = 6, "n000000099"
    edition.save(force_insert=True)
    assert 6 in faulty()


@pytest.mark.usefixtures("register")
def test_a_head_that_was_moved_is_found() -> None:
    LedgerHead.objects.update(seq=7)
    assert faulty() == {6}


@pytest.mark.usefixtures("register")
def test_a_head_that_is_gone_is_found() -> None:
    LedgerHead.objects.all().delete()
    assert faulty() == {1}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("column", FILTER_COLUMNS)
def test_a_changed_filter_row_is_found(column: str) -> None:
    tamper(f"UPDATE ledger_incidententry SET {column} = {FILTER_COLUMNS[column]} WHERE seq = 3")
    assert faulty() == {3}


@pytest.mark.usefixtures("register")
def test_a_missing_filter_row_is_found() -> None:
    tamper("DELETE FROM ledger_incidententry WHERE seq = 3")
    assert faulty() == {3}


@pytest.mark.usefixtures("register")
def test_a_filter_row_that_brings_back_a_withdrawn_record_is_found() -> None:
    tamper("UPDATE ledger_incidententry SET seq = 5 WHERE seq = 3")
    assert faulty() == {3, 5}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("seq", range(1, 6))
def test_a_document_that_vanished_without_a_redaction_is_found(seq: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ledger_edition DROP CONSTRAINT edition_missing_is_redacted")
    tamper(f"UPDATE ledger_edition SET document = NULL WHERE seq = {seq}")
    assert seq in faulty()
