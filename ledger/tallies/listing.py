"""Counting by what an incident has several of. Each value is in a row's list once."""

from ledger.documents import Kind
from ledger.tallies.counting import Tally
from ledger.tallies.reading import Reading

COLUMNS = {
    "country": "countries", "district": "districts", "actor": "actor_ids", "facility": "facility_ids",
    "publisher": "domains", "source": "source_ids", "tag": "tags",
}  # fmt: skip
KINDS: dict[str, Kind] = {"actor": "actor", "facility": "facility", "source": "source"}


def by_value(
    reading: Reading, name: str, *, columns: tuple[str, ...] = (), measures: tuple[str, ...] = (), role: str = ""
) -> Tally:
    """`role` counts only those who had it, and is for actors and facilities; their lists then hold "id:role"."""
    column, own, where = COLUMNS[name], "value", ""
    asked: tuple[str, ...] = ()
    merges: tuple[list[str], ...] = ()
    if role:
        column = "actor_roles" if name == "actor" else "facility_relations"
        own, where, asked = "split_part(value, ':', 1)", "WHERE split_part(value, ':', 2) = %s", (role,)
    select, same = f"SELECT {own}", ""
    survivors = reading.survivors.get(KINDS[name]) if name in KINDS else None
    if survivors:
        select = f"SELECT DISTINCT coalesce(survivor, {own})"
        same = f"LEFT JOIN unnest(%s::varchar[], %s::varchar[]) AS same (id, survivor) ON same.id = {own}"
        merges = (list(survivors), list(survivors.values()))
    each = f"CROSS JOIN LATERAL ({select} FROM unnest(entry.{column}) AS one (value) {same} {where}) AS own (value)"
    label = f"values/{name}/{role}/{len(measures)}"
    return Tally(label, (column, *columns), ("own.value",), measures, each, (*merges, *asked))
