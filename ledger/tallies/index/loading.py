"""The rows of a span of editions by each of their values, grouped by PostgreSQL: one query, without a transaction."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import connection

from ledger.entries import OPEN_TOP
from ledger.tallies.cells import AREAS

AT_ONCE = 500  # between two lots of rows, other threads have their turn


class Quality(NamedTuple):
    """SQL over a row's columns; where it makes several values of one row, those that fit. NULL is no value."""

    value: str
    fits: str = "true"


class Found(NamedTuple):
    """The rows, each in four bytes, that have this value of this quality."""

    name: str
    value: str
    rows: memoryview


def _list(column: str) -> Quality:
    return Quality(f"unnest({column})")


def _marks(column: str) -> Quality:
    """What anybody was: ":role"."""
    return Quality(f"unnest({column})", "starts_with(value, ':')")


def _if(condition: str, value: str = "''") -> Quality:
    return Quality(f"CASE WHEN {condition} THEN {value} END")


def _month(column: str) -> str:
    return f"(date_part('year', {column})::int * 12 + date_part('month', {column})::int - 1)"


def _day(column: str) -> str:
    return f"date_part('day', {column})::int"


def _number(harm: str) -> dict[str, Quality]:
    """A top that has no end counts as its bottom, as in every sum (ledger/tallies/harms.py)."""
    low, high = f"{harm}_low", f"{harm}_high"
    return {
        f"{harm}_low": _if(f"{low} > 0", low),
        f"{harm}_top": Quality(f"nullif(CASE WHEN {high} >= {OPEN_TOP} THEN {low} ELSE {high} END, 0)"),
    }


ROWS, ENDED, ENDED_BY, GONE = "rows", "ended", "ended by", "gone"
NUMBERS: Mapping[str, Quality] = {**_number("killed"), **_number("injured")}
QUALITIES: Mapping[str, Quality] = {
    ROWS: Quality("''"),
    "type": Quality("unnest(ARRAY[type_code, nullif(parent_code, type_code)])"),
    **{name: Quality(name) for name in ("lane", "precision", "place_precision")},
    "country": _list("countries"),
    "region": _list("regions"),
    "district": _list("districts"),
    "place": _list("place_ids"),
    "actor": _list("actor_ids"),
    "actor_kind": _list("actor_kinds"),
    "role": _marks("actor_roles"),
    "facility": _list("facility_ids"),
    "facility_kind": _list("facility_kinds"),
    "relation": _marks("facility_relations"),
    "publisher": _list("domains"),
    "tag": _list("tags"),
    "area": _if(f"place_precision IN {AREAS}", "json_build_array(place_precision, admin1, admin2)::text"),
    "any_point": Quality("unnest(longitudes) || ' ' || unnest(latitudes)"),
    "point": Quality("longitude || ' ' || latitude"),
    **{f"{harm}_open": _if(f"{harm}_high >= {OPEN_TOP}") for harm in ("killed", "injured")},
    **{f"{harm}_unknown": _if(f"{harm}_high IS NULL") for harm in ("killed", "injured")},
    "single_day": _if("earliest = latest"),
    "single_month": _if(f"{_month('earliest')} = {_month('latest')}"),
    "single_year": _if("date_part('year', earliest) = date_part('year', latest)"),
    "single_decade": _if("date_part('year', earliest)::int / 10 = date_part('year', latest)::int / 10"),
    **{f"{column}_month": Quality(_month(column)) for column in ("earliest", "latest")},
    **{f"{column}_day": Quality(_day(column)) for column in ("earliest", "latest")},
    # Nearly always they are the ends of the span.
    "certain_first_month": _if("certain_first <> latest", _month("certain_first")),
    "certain_first_day": _if("certain_first <> latest", _day("certain_first")),
    "certain_last_month": _if("certain_last <> earliest", _month("certain_last")),
    "certain_last_day": _if("certain_last <> earliest", _day("certain_last")),
    **NUMBERS,
}
COLUMNS = """seq, type_code, parent_code, lane, precision, place_precision, countries, regions, districts, place_ids,
    actor_ids, actor_kinds, actor_roles, facility_ids, facility_kinds, facility_relations, domains, tags, admin1,
    admin2, longitudes, latitudes, longitude, latitude, killed_low, killed_high, injured_low, injured_high,
    earliest, latest, certain_first, certain_last"""
# Both lists in the same order.
ENDS = """SELECT '{name}', '', string_agg(int4send({column}::int4), ''::bytea ORDER BY superseded_by, seq)
    FROM ledger_incidententry WHERE superseded_by > %(after)s AND superseded_by <= %(last)s"""
# Of a redacted record, all editions up to then have lost their rows.
REDACTED = f"""SELECT '{GONE}', '', string_agg(int4send(gone.seq::int4), ''::bytea)
    FROM ledger_edition AS redaction JOIN ledger_edition AS gone USING (record, record_id)
    WHERE redaction.op = 'redact' AND redaction.seq > %(after)s AND redaction.seq <= %(last)s
      AND record = 'incident' AND gone.redacted_by IS NOT NULL"""  # noqa: S608 - a name of ours


def _statement() -> str:
    parts = [
        f"""SELECT '{name}', value::text, string_agg(int4send(seq::int4), ''::bytea)
        FROM (SELECT seq, {quality.value} AS value FROM entry) AS had
        WHERE value IS NOT NULL AND {quality.fits} GROUP BY value"""  # noqa: S608 - names of ours
        for name, quality in QUALITIES.items()
    ]
    ends = [ENDS.format(name=ENDED, column="seq"), ENDS.format(name=ENDED_BY, column="superseded_by")]
    return f"""WITH entry AS MATERIALIZED (
        SELECT {COLUMNS} FROM ledger_incidententry WHERE seq > %(after)s AND seq <= %(last)s
    ) {" UNION ALL ".join([*parts, *ends, REDACTED])}"""  # noqa: S608 - as above


STATEMENT = _statement()


def loaded(after: int, last: int) -> list[Found]:
    """What came, ended and was redacted after one seq and up to another."""
    found: list[Found] = []
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"after": after, "last": last})
        while rows := cursor.fetchmany(AT_ONCE):
            found += [Found(*row) for row in rows if row[2] is not None]
    return found
