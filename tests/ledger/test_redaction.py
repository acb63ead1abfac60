"""A redacted document's bytes go; its hash stays, the chain verifies, and nothing is left that could serve it."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.db import connection, transaction

from ledger import redaction
from ledger.chain import canonical, sha256
from ledger.models import Edition, IncidentEntry, LedgerHead
from ledger.redaction import Mention, NothingToRedact, mentions_of, was_redacted
from ledger.verify import ledger_faults

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(publish: Make, make_incident: Make) -> dict[str, Any]:
    """Published, corrected once; another incident stands between the two editions."""
    document: dict[str, Any] = make_incident()
    publish(document, make_incident())
    corrected = {**document, "summary": "Two camps were hit."}
    publish(corrected, note="It was two camps.")
    return corrected


def texts_of(document: Any) -> list[str | None]:
    return list(
        Edition.objects.of_record("incident", document["id"]).order_by("seq").values_list("document", flat=True)
    )


def test_every_document_of_the_record_goes_and_a_tombstone_stays(incident: Any, redact: Make) -> None:
    hashes = list(Edition.objects.order_by("seq").values_list("document_sha256", flat=True))
    edition = redact(incident)
    *earlier, tombstone = texts_of(incident)
    assert earlier == [None, None]
    assert orjson.loads(tombstone or "") == {
        "record": "incident", "id": incident["id"], "slug": "", "withdrawn": True, "reason_code": "legal",
        "merged_into": None,
    }  # fmt: skip
    assert (edition.op, edition.number, edition.is_tombstone) == ("redact", 3, True)
    assert list(Edition.objects.filter(seq__lt=4).order_by("seq").values_list("document_sha256", flat=True)) == hashes
    assert set(Edition.objects.filter(document=None).values_list("redacted_by", flat=True)) == {4}
    assert list(ledger_faults()) == []


def test_no_filter_row_keeps_its_words(incident: Any, redact: Make) -> None:
    redact(incident)
    assert not IncidentEntry.objects.filter(record_id=incident["id"]).exists()
    assert IncidentEntry.objects.count() == 1


def test_the_words_are_nowhere_in_the_ledgers_tables(incident: Any, publish: Make, redact: Make) -> None:
    publish({**incident, "title": "Xylographer"}, note="")
    redact(incident)
    with connection.cursor() as cursor:
        for table in ("edition", "incidententry", "recordentry", "ledgerhead"):
            cursor.execute(f"SELECT count(*) FROM ledger_{table} AS t WHERE t::text ILIKE '%%xylographer%%'")
            assert cursor.fetchone() == (0,)


def test_the_current_document_can_be_kept(incident: Any, redact: Make) -> None:
    edition = redact(incident, earlier=True)
    assert [text is not None for text in texts_of(incident)] == [False, False, True]
    assert orjson.loads(edition.document or "") == incident
    assert not edition.is_tombstone
    assert IncidentEntry.objects.get(record_id=incident["id"]).pk == edition.seq
    assert list(ledger_faults()) == []


def test_what_was_kept_can_be_corrected_and_redacted_later(incident: Any, publish: Make, redact: Make) -> None:
    redact(incident, earlier=True)
    (corrected,) = publish({**incident, "summary": "Three."}, note="Three.")
    assert corrected.op == "revise"
    redact(incident)
    assert [text is not None for text in texts_of(incident)] == [False, False, False, False, True]
    assert list(ledger_faults()) == []


@pytest.mark.parametrize("earlier", [False, True])
def test_repeating_it_appends_nothing(incident: Any, redact: Make, earlier: bool) -> None:
    first = redact(incident, earlier=earlier)
    assert redact(incident, earlier=earlier).seq == first.seq == LedgerHead.objects.get().seq


def test_a_withdrawn_record_can_be_redacted(incident: Any, withdraw: Make, redact: Make) -> None:
    withdraw(incident)
    redact(incident)
    assert texts_of(incident)[:-1] == [None, None, None]
    assert list(ledger_faults()) == []


def test_a_merged_record_still_says_into_which(incident: Any, make_incident: Make, merge: Make, redact: Make) -> None:
    survivor = make_incident()
    merge(incident, into=survivor)
    edition = redact(incident)
    assert edition.merged_into == survivor["id"]
    assert list(ledger_faults()) == []


def test_what_was_redacted_can_be_published_again(incident: Any, publish: Make, redact: Make) -> None:
    redact(incident)
    (edition,) = publish({**incident, "summary": "Without names."})
    assert (edition.op, edition.number) == ("publish", 4)
    assert list(ledger_faults()) == []


def test_what_had_to_go_is_known_by_its_hash(incident: Any, redact: Make) -> None:
    digest = sha256(canonical(incident))
    assert not was_redacted("incident", incident["id"], digest)
    redact(incident)
    assert was_redacted("incident", incident["id"], digest)
    assert not was_redacted("incident", incident["id"], sha256(canonical({**incident, "summary": "Without names."})))


def test_what_was_never_public_cannot_be_redacted(make_incident: Make, redact: Make) -> None:
    with pytest.raises(NothingToRedact):
        redact(make_incident())


def test_a_withdrawn_record_has_nothing_to_keep(incident: Any, withdraw: Make, redact: Make) -> None:
    withdraw(incident)
    with pytest.raises(NothingToRedact):
        redact(incident, earlier=True)


def test_an_interrupted_redaction_leaves_everything(incident: Any) -> None:
    with transaction.atomic():
        redaction.redact("incident", incident["id"], note="x", reason_code="legal")
        transaction.set_rollback(True)
    assert None not in texts_of(incident)
    assert list(ledger_faults()) == []


@pytest.mark.django_db(transaction=True)
def test_it_needs_a_transaction(incident: Any) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        redaction.redact("incident", incident["id"], note="x", reason_code="legal")


def test_a_filter_row_that_survives_is_a_fault(incident: Any, redact: Make) -> None:
    row = IncidentEntry.objects.filter(record_id=incident["id"]).first()
    redact(incident)
    assert row is not None
    row.save(force_insert=True)
    assert [fault.seq for fault in ledger_faults()] == [row.pk]


def test_other_documents_that_name_it_are_listed(
    incident: Any, publish: Make, withdraw: Make, make_timeline: Make
) -> None:
    entries = [{"id": incident["id"], "note": ""}]
    first, second = make_timeline(entries=entries), make_timeline(slug="second", entries=entries)
    publish(first, second)
    withdraw(second)
    assert mentions_of(incident["id"]) == [
        Mention("timeline", first["id"], current=True), Mention("timeline", second["id"], current=False),
    ]  # fmt: skip
