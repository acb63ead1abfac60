"""The SQL whose rows are the lines of a file. PostgreSQL writes whole lines, so that nothing here touches a record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import EmptyResultSet

from ledger.files.columns import MOMENT, SITE, TABLES, Column
from ledger.selection import Selection

Format = Literal["csv", "jsonl", "geojson"]
Variant = Literal["machine", "spreadsheet"]

FORMATS: tuple[Format, ...] = ("csv", "jsonl", "geojson")
EDITION = ("seq", "number", "op", "at", "document_sha256", "document")
# What a spreadsheet would take for a formula, and the mark that it takes for "this is text".
FORMULA, AS_TEXT = r"^[-=+@\t\r]", "''''"


@dataclass(frozen=True, slots=True)
class Statement:
    """A query with its parameters, and how COPY shall write its rows."""

    sql: str
    parameters: tuple[Any, ...]
    options: str


def statement(selection: Selection, format_: Format, *, site: str, variant: Variant = "machine") -> Statement:
    rows, parameters = _rows(selection)
    write, options = WRITERS[format_]
    before, after = write(selection, rows, variant).split(rows)
    in_order = (*[site] * before.count(SITE), *parameters, *[site] * after.count(SITE))
    return Statement(f"{before.replace(SITE, '%s')}{rows}{after.replace(SITE, '%s')}", in_order, options)


def header(columns: Sequence[Column]) -> bytes:
    return ",".join(column.name for column in columns).encode() + b"\r\n"


def _rows(selection: Selection) -> tuple[str, tuple[Any, ...]]:
    """The chosen editions in their order, as a table `t`."""
    chosen = selection.ordered().values_list(*(f"edition__{column}" for column in EDITION))
    try:
        sql, parameters = chosen.query.sql_with_params()
    except EmptyResultSet:  # a timeline that lists nothing, for one
        sql, parameters = chosen.model.objects.filter(pk=0).values_list(
            *(f"edition__{column}" for column in EDITION)
        ).query.sql_with_params()  # fmt: skip
    return f"({sql}) AS t ({', '.join(EDITION)})", parameters


def _parsed(rows: str) -> str:
    """The same with the document as jsonb, parsed once: without the OFFSET each column would parse it again."""
    return f"(SELECT t.*, t.document::jsonb AS d FROM {rows} OFFSET 0) AS t"  # noqa: S608 - our own columns; what is asked for goes in as parameters


def _lines(_selection: Selection, rows: str, _variant: Variant) -> str:
    """What ledger.rendering.spliced() makes, byte for byte. right() is quick, substr() counts every character."""
    return f"""
        SELECT '{{"edition":{{"seq":"' || t.seq || '","number":' || t.number || ',"op":"' || t.op
            || '","at":"' || {MOMENT} || '","document_sha256":"' || t.document_sha256 || '"}},'
            || right(t.document, -1) || E'\\n'
        FROM {rows}"""  # noqa: S608 - our own columns; what is asked for goes in as parameters


def _table(selection: Selection, rows: str, variant: Variant) -> str:
    table = TABLES[selection.kind]
    shown = ", ".join(_cell(column, variant) for column in table.columns)
    return f"SELECT {shown} FROM {_parsed(rows)} {table.joins}"  # noqa: S608 - our own columns; what is asked for goes in as parameters


def _cell(column: Column, variant: Variant) -> str:
    if variant == "machine" or column.type != "string":
        return column.sql
    cell = f"({column.sql})"
    return f"CASE WHEN {cell} ~ E'{FORMULA}' THEN {AS_TEXT} || {cell} ELSE {cell} END"


def _features(selection: Selection, rows: str, _variant: Variant) -> str:
    """One feature a line; a line that ends in a line feed alone, so that the next may be set off by a comma."""
    table = TABLES[selection.kind]
    shown = ", ".join(
        f"{column.sql} AS {column.name}" for column in table.columns if column.name not in ("longitude", "latitude")
    )
    point = f"t.d #>> '{{{table.point}}}'"
    return f"""
        SELECT '{{"type":"Feature","id":"' || (t.d ->> 'id') || '","geometry":'
            || coalesce('{{"type":"Point","coordinates":' || ({point}) || '}}', 'null')
            || ',"properties":' || row_to_json(properties) || E'}}\\n'
        FROM {_parsed(rows)} {table.joins}
        CROSS JOIN LATERAL (SELECT {shown} OFFSET 0) AS properties"""  # noqa: S608 - our own columns; what is asked for goes in as parameters


WRITERS: dict[Format, tuple[Callable[[Selection, str, Variant], str], str]] = {
    "csv": (_table, "FORMAT csv"),
    "jsonl": (_lines, "FORMAT binary"),
    "geojson": (_features, "FORMAT binary"),
}
