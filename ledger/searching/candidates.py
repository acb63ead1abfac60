"""The newest incidents that hold what is sought, found within a bounded time however frequent its words are.

PostgreSQL cannot be left to choose: it takes a word it has never seen for one in two hundred, walks the list by date
to find it, and reads a million rows. So its estimate of *frequent* words, of which it keeps statistics, decides here.
The way that is taken changes how long the answer takes, never the answer.
"""

import orjson
from django.db import connection

from ledger.search import search_query

MOST = 100
# From so many matches on, sorting all of them takes longer than walking the list by date until a page is full.
FREQUENT = 20_000
PATIENCE = 4  # the walk ends at so many times the length at which it should have been full

ESTIMATE = "EXPLAIN (FORMAT JSON) SELECT 1 FROM ledger_incidententry WHERE search @@ %(query)s::tsquery"
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


def newest(typed: str, seq: int, most: int = MOST) -> list[int]:
    """The editions, newest incident first, as the register stood at `seq`."""
    query = search_query(typed)
    if not query:
        return []
    asked: dict[str, str | int] = {"query": query, "seq": seq, "most": most}
    expected = _expected(query)
    if expected >= FREQUENT:
        walked = PATIENCE * most * max(1, seq // expected)
        found = _seqs(WALK, {**asked, "walked": walked})
        if len(found) == most:
            return found
    return _seqs(LOOKUP, asked)


def _expected(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(ESTIMATE, {"query": query})
        plan = cursor.fetchone()[0]
    tree = orjson.loads(plan) if isinstance(plan, str) else plan
    return int(tree[0]["Plan"]["Plan Rows"])


def _seqs(statement: str, asked: dict[str, str | int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return [seq for (seq,) in cursor.fetchall()]
