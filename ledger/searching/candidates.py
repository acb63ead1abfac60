"""The newest incidents that hold what is sought, found within a bounded time however frequent its words are.

The way that is taken (ledger/estimates.py) changes how long the answer takes, never the answer.
"""

from django.db import connection

from ledger.estimates import FREQUENT, expected
from ledger.search import search_query

MOST = 100
PATIENCE = 4  # the walk ends at so many times the length at which it should have been full

WALK = """
SELECT seq FROM (
    SELECT seq, earliest, latest, record_id, search FROM ledger_incidententry
    WHERE seq <= %(seq)s AND (superseded_by IS NULL OR superseded_by > %(seq)s)
    ORDER BY earliest DESC, latest DESC, record_id DESC, seq DESC LIMIT %(walked)s
) AS newest WHERE search @@ %(query)s::tsquery
ORDER BY earliest DESC, latest DESC, record_id DESC, seq DESC LIMIT %(most)s
"""
# MATERIALIZED keeps the limit from the planner, who would walk for it.
LOOKUP = """
WITH matched AS MATERIALIZED (
    SELECT seq, earliest, latest, record_id FROM ledger_incidententry
    WHERE search @@ %(query)s::tsquery AND seq <= %(seq)s AND (superseded_by IS NULL OR superseded_by > %(seq)s)
) SELECT seq FROM matched ORDER BY earliest DESC, latest DESC, record_id DESC, seq DESC LIMIT %(most)s
"""
# Whether there is any: the search index alone says where to look, and one row that is current will do. The settings end
# with the transaction that all of it makes up.
ANY = """
SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),
    set_config('enable_indexonlyscan', 'off', true);
SELECT seq FROM ledger_incidententry
WHERE search @@ %(query)s::tsquery AND seq <= %(seq)s AND (superseded_by IS NULL OR superseded_by > %(seq)s) LIMIT 1
"""


def are_there(typed: str, seq: int) -> bool:
    """Whether any incident held it, as the register stood at `seq`."""
    query = search_query(typed)
    # In the caller's transaction the settings would outlast the question.
    if not query or connection.in_atomic_block or expected("ledger_incidententry", query) >= FREQUENT:
        return bool(newest(typed, seq, most=1))
    return bool(_seqs(ANY, {"query": query, "seq": seq}))


def newest(typed: str, seq: int, most: int = MOST) -> list[int]:
    """The editions, newest incident first, as the register stood at `seq`."""
    query = search_query(typed)
    if not query:
        return []
    asked: dict[str, str | int] = {"query": query, "seq": seq, "most": most}
    matches = expected("ledger_incidententry", query)
    if matches >= FREQUENT:
        walked = PATIENCE * most * max(1, seq // matches)
        found = _seqs(WALK, {**asked, "walked": walked})
        if len(found) == most:
            return found
    return _seqs(LOOKUP, asked)


def _seqs(statement: str, asked: dict[str, str | int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return [seq for (seq,) in cursor.fetchall()]
