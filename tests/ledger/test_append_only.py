"""The database itself refuses to change or remove what was published."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, connection, transaction

from ledger.models import Edition

Make = Callable[..., Any]
COLUMNS = ("record_id", "op", "note", "reason_code", "merged_into", "document", "document_sha256", "chain")


@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_of_an_edition_can_be_changed(publish: Make, make_incident: Make, db: None, column: str) -> None:
    publish(make_incident())
    with pytest.raises(Error, match="never changed"), transaction.atomic():
        Edition.objects.update(**{column: "x"})


def test_an_edition_cannot_be_deleted(publish: Make, make_incident: Make, db: None) -> None:
    publish(make_incident())
    with pytest.raises(Error, match="Cannot delete"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_edition")
    assert Edition.objects.count() == 1


def test_the_end_of_an_edition_is_written_once(publish: Make, make_incident: Make, db: None) -> None:
    incident = make_incident()
    publish(incident)
    publish({**incident, "title": "Corrected"})
    with pytest.raises(Error, match="never changed"), transaction.atomic():
        Edition.objects.filter(seq=1).update(superseded_by=None)


def test_a_document_goes_only_with_a_redaction(publish: Make, make_incident: Make, db: None) -> None:
    publish(make_incident())
    with pytest.raises(Error, match="never changed"), transaction.atomic():
        Edition.objects.update(document=None)
