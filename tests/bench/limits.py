"""What no answer can beat on the same machine: the bare SQL for the same rows through psycopg2, COPY for files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2 import extensions

COLUMNS = """edition.seq, entry.record_id, edition.number, edition.op, edition.at, edition.document_sha256,
    edition.document"""
JOINED = "JOIN ledger_edition AS edition USING (seq)"
BY_DATE = "ORDER BY earliest DESC, latest DESC, entry.record_id DESC LIMIT 100"
CURRENT = "entry.superseded_by IS NULL"
HEAD = "SELECT epoch, seq, chain FROM ledger_ledgerhead"
CHANGES = """SELECT seq, record_id, record, number, op, at, note, reason_code, merged_into, document_sha256,
    chain, document FROM ledger_edition WHERE seq > %s AND superseded_by IS NULL ORDER BY seq LIMIT 500"""
DETAIL = """SELECT seq, record_id, number, op, at, document_sha256, document FROM ledger_edition
    WHERE record = 'incident' AND record_id = %s AND superseded_by IS NULL"""
COPY = f"""COPY (SELECT edition.document FROM ledger_incidententry AS entry {JOINED}
    WHERE {CURRENT} AND edition.document IS NOT NULL) TO STDOUT"""


@dataclass(frozen=True)
class Question:
    """One statement. The second column of its rows is the record's id, if rows are records."""

    statement: str
    values: tuple[object, ...] = ()

    def rows(self, database: extensions.connection) -> list[tuple[Any, ...]]:
        with database.cursor() as cursor:
            cursor.execute(self.statement, self.values)
            return cursor.fetchall()


def incidents(where: str = CURRENT, values: Sequence[object] = ()) -> Question:
    return Question(
        f"SELECT {COLUMNS} FROM ledger_incidententry AS entry {JOINED} WHERE {where} {BY_DATE}", tuple(values)
    )


def records(kind: str) -> Question:
    return Question(
        f"""SELECT {COLUMNS} FROM ledger_recordentry AS entry {JOINED}
        WHERE {CURRENT} AND entry.record = %s ORDER BY sort_name, entry.record_id LIMIT 100""",
        (kind,),
    )


class NullSink:
    """Takes what COPY writes and keeps nothing."""

    def write(self, piece: bytes) -> int:
        return len(piece)


def copy(database: extensions.connection) -> int:
    """Copies every current incident's document into nothing; returns how many there were."""
    with database.cursor() as cursor:
        cursor.copy_expert(COPY, NullSink())
        return cursor.rowcount
