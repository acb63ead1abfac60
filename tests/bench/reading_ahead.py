"""The machine's memory as that of a server which has been up for a while: its tables' files have been read before.

A register of ten thousand is in memory as soon as it is filled; one of a million is on the disk until somebody reads
it, and a comparison of the two would measure the disk.
"""

import psutil
from psycopg2 import extensions

SHARE_OF_MEMORY = 0.5
# What lists and pages read: rows, indexes, and the documents that are kept out of line. (Of entries, only texts that
# nothing but a change of their index reads are.)
FILES = """
WITH heap AS (SELECT oid, reltoastrelid, relname FROM pg_class WHERE relname IN
    ('ledger_edition', 'ledger_incidententry', 'ledger_recordentry')),
file AS (
    SELECT oid FROM heap
    UNION SELECT reltoastrelid FROM heap WHERE relname = 'ledger_edition'
    UNION SELECT indexrelid FROM pg_index
        WHERE indrelid IN (SELECT oid FROM heap UNION SELECT reltoastrelid FROM heap)
)
SELECT oid::regclass::text, pg_relation_size(oid) FROM file
"""


def read_ahead(database: extensions.connection) -> str:
    """Reads them into the system's memory, unless they would not fit; says which."""
    with database.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
        cursor.execute(FILES)
        files = cursor.fetchall()
        size = sum(number for _, number in files)
        if size > SHARE_OF_MEMORY * psutil.virtual_memory().total:
            return f"{size / 1e9:.1f} GB of tables, too large to be read ahead: figures include the disk"
        for name, _ in files:
            cursor.execute("SELECT pg_prewarm(%s::regclass, 'read')", [name])
    return f"{size / 1e9:.1f} GB of tables read once beforehand"
