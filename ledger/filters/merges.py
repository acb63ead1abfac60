"""Which ids stand for the same record: an id that was merged, and those that were merged into the same."""

from django.db import connection

from ledger.documents import Kind

# Both ways along the redirects that stood at that seq. UNION drops what was found already, so that a circle ends.
FAMILY = """
WITH RECURSIVE redirect AS NOT MATERIALIZED (
    SELECT record_id, merged_into FROM ledger_edition
    WHERE record = %(record)s AND merged_into <> '' AND seq <= %(as_of)s
      AND (superseded_by IS NULL OR superseded_by > %(as_of)s)
), above (id) AS (
    SELECT %(id)s::varchar
    UNION SELECT redirect.merged_into FROM above JOIN redirect ON redirect.record_id = above.id
), family (id) AS (
    SELECT id FROM above
    UNION SELECT redirect.record_id FROM family JOIN redirect ON redirect.merged_into = family.id
)
SELECT id FROM family ORDER BY id
"""


def same_as(record: Kind, record_id: str, as_of: int) -> list[str]:
    """All ids of the record as of that seq, the given one among them. One query."""
    with connection.cursor() as cursor:
        cursor.execute(FAMILY, {"record": record, "id": record_id, "as_of": as_of})
        return [id_ for (id_,) in cursor.fetchall()]
