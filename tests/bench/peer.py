"""Datasette, a peer that reads the same rows: the columns that our list shows and sorts by, indexed the same way."""

import sqlite3
from contextlib import closing
from pathlib import Path

import orjson
import psycopg2

from tests.bench.client import Connection, get_request
from tests.bench.measuring import Asked

LIST = "/{name}/incidents.json?_size=100&_sort_desc=sort_key&_shape=array"
# By default; at its best (it counts nothing and suggests nothing); the same with documents as JSON, as ours are.
WAYS = {
    "default": "",
    "best": "&_nocount=1&_nofacet=1&_nosuggest=1",
    "nested": "&_nocount=1&_nofacet=1&_nosuggest=1&_json=document",
}
TABLE = """
    CREATE TABLE incidents (
        seq INTEGER PRIMARY KEY, id TEXT, number INTEGER, op TEXT, at TEXT, document_sha256 TEXT,
        earliest TEXT, latest TEXT, sort_key TEXT, document TEXT
    );
"""
# Datasette sorts by one column, then by the key: this index answers both.
INDEX = "CREATE INDEX incidents_order ON incidents (sort_key DESC, seq)"
ROWS = """
    SELECT edition.seq, entry.record_id, edition.number, edition.op, edition.at::text, edition.document_sha256,
        earliest::text, latest::text, concat_ws('/', earliest, latest, entry.record_id), edition.document
    FROM ledger_incidententry AS entry JOIN ledger_edition AS edition USING (seq)
    WHERE entry.superseded_by IS NULL AND edition.document IS NOT NULL
"""


def make_copy(address: str, path: Path) -> Path:
    """The current incidents as an SQLite file, unless it is there."""
    if path.exists():
        return path
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    target = sqlite3.connect(draft)
    target.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLE}")
    # A named cursor hands the rows over piece by piece.
    with closing(psycopg2.connect(address)) as database, database.cursor("rows") as cursor:
        cursor.execute(ROWS)
        target.executemany(f"INSERT INTO incidents VALUES ({', '.join('?' * 10)})", cursor)
    target.execute(INDEX)
    target.execute("ANALYZE")
    target.commit()
    target.close()
    return draft.rename(path)


def asked_of(port: int, name: str) -> dict[str, Asked]:
    connection = Connection(port)
    return {way: _asked(connection, port, f"datasette_{way}", address) for way, address in _addresses(name).items()}


def _asked(connection: Connection, port: int, name: str, address: str) -> Asked:
    request = get_request(address)
    return Asked(name, lambda: connection.get(request), lambda: request, port)


def _addresses(name: str) -> dict[str, str]:
    return {way: LIST.format(name=name) + parameters for way, parameters in WAYS.items()}


def ids_of(port: int, name: str) -> list[str]:
    connection = Connection(port)
    try:
        answer = connection.get(get_request(_addresses(name)["best"]))
        return [row["id"] for row in orjson.loads(answer.body)]
    finally:
        connection.close()
