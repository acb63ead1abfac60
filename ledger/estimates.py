"""How many rows PostgreSQL expects to hold what is sought, and the way that it has to be made to take for few.

It takes a word that it has never seen for one in two hundred. With a limit it then walks the list by date to find the
first of them, and reads every row of a million. Of *frequent* words it keeps statistics, and its walk is right.
"""

from functools import lru_cache
from typing import Any

import orjson
from django.db import connection, models
from django.db.models import F, Func

# From so many matches on, sorting all of them takes longer than walking the list until a page is full.
FREQUENT = 20_000


@lru_cache(maxsize=1_000)
def expected(table: str, query: str) -> int:
    """`query` is a tsquery as text. One page asks a dozen times. That an answer grows old costs time and nothing else:
    a word has to gain twenty thousand incidents before another way would have been quicker."""
    with connection.cursor() as cursor:
        statement = f'EXPLAIN (FORMAT JSON) SELECT 1 FROM "{table}" WHERE search @@ %s::tsquery'  # noqa: S608 - a name of ours
        cursor.execute(statement, [query])
        plan = cursor.fetchone()[0]
    tree = orjson.loads(plan) if isinstance(plan, str) else plan
    return int(tree[0]["Plan"]["Plan Rows"])


class AmongMatches(Func):
    """Whether a row is one of those that the search index gives: an array, which is made first, and which the planner
    cannot turn back into a condition to be checked row by row."""

    template = (
        "%(expressions)s = ANY(ARRAY(SELECT found.seq FROM %(table)s AS found WHERE found.search @@ %%s::tsquery))"
    )
    output_field = models.BooleanField()

    def __init__(self, table: str, query: str) -> None:
        super().__init__(F("pk"), table=f'"{table}"')
        self.query = query

    def as_sql(self, compiler: Any, connection: Any, *parts: Any, **context: Any) -> tuple[str, tuple[Any, ...]]:
        sql, bound = super().as_sql(compiler, connection, *parts, **context)
        return sql, (*bound, self.query)
