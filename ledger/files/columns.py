"""What a CSV holds: one table per kind of record, from which the SQL, the Table Schema and the page's words follow.

Each column is an SQL expression over `t`: the edition's columns, and the document as `t.d` (jsonb).
"""

from dataclasses import dataclass
from typing import Any, Literal

from ledger.documents import CEILING, FLOOR, Kind

Type = Literal["string", "integer", "number", "date", "datetime", "boolean"]

# Joins the values of a column that holds several; inside a value it is written as a slash.
SEPARATOR = "|"
SEVERAL = f"several, joined by {SEPARATOR}"
HARMS = ("killed", "injured", "captured", "missing")


@dataclass(frozen=True, slots=True)
class Column:
    """`required` says that it is never empty."""

    name: str
    type: Type
    sql: str
    description: str
    required: bool = False

    @property
    def field(self) -> dict[str, Any]:
        """As a field of a Frictionless Table Schema."""
        shown: dict[str, Any] = {"name": self.name, "type": self.type, "description": self.description}
        if self.type == "datetime":
            shown["format"] = "%Y-%m-%dT%H:%M:%S.%fZ"
        if self.required:
            shown["constraints"] = {"required": True}
        return shown


@dataclass(frozen=True, slots=True)
class Table:
    """`joins` are lateral joins that a row's lists are read through, once for all columns of a list."""

    columns: tuple[Column, ...]
    joins: str
    point: str = ""

    @property
    def schema(self) -> dict[str, Any]:
        return {"fields": [column.field for column in self.columns], "missingValues": [""], "primaryKey": "id"}


def _text(name: str, path: str, description: str, *, required: bool = False) -> Column:
    return Column(name, "string", f"nullif(t.d #>> '{{{path}}}', '')", description, required)


def _integer(name: str, path: str, description: str) -> Column:
    return Column(name, "integer", f"(t.d #>> '{{{path}}}')::bigint", description)


def _flag(name: str, path: str, description: str) -> Column:
    """As the word true or false, as Table Schema reads it: COPY would write a boolean as t or f."""
    return Column(name, "boolean", f"t.d #>> '{{{path}}}'", description)


def _bound(name: str, path: str, unknown: str, description: str) -> Column:
    return Column(name, "date", f"nullif(t.d #>> '{{{path}}}', '{unknown}')", description)


def _listed(name: str, join: str, description: str) -> Column:
    return Column(name, "string", f"{join}.{name}", f"{description}; {SEVERAL}")


def _joined(value: str) -> str:
    return f"string_agg(coalesce(replace({value}, '{SEPARATOR}', '/'), ''), '{SEPARATOR}')"


def _join(path: str, alias: str, **columns: str) -> str:
    """A lateral join over the objects of a list; `columns` are names of their members."""
    chosen = ", ".join(f"{_joined(f'item ->> {member!r}')} AS {name}" for name, member in columns.items())
    return f"CROSS JOIN LATERAL (SELECT {chosen} FROM jsonb_array_elements(t.d -> '{path}') AS item) AS {alias}"  # noqa: S608 - our own columns; what is asked for goes in as parameters


def _words_join(path: str, alias: str) -> str:
    """The same over a list of plain words."""
    elements = f"jsonb_array_elements_text(t.d -> '{path}') AS item"
    return f"CROSS JOIN LATERAL (SELECT {_joined('item')} AS {path} FROM {elements}) AS {alias}"  # noqa: S608 - our own columns; what is asked for goes in as parameters


def _edition_and_title(kind: Kind, title: str) -> tuple[Column, ...]:
    return (
        Column("id", "string", "t.d ->> 'id'", "Permanent id of the record", required=True),
        Column("edition_seq", "integer", "t.seq", "Number of the edition in the ledger", required=True),
        Column("edition_number", "integer", "t.number", "Counts the editions of this record from 1", required=True),
        Column("edition_at", "datetime", MOMENT, "When the edition was published, in UTC", required=True),
        Column("url", "string", ADDRESSES[kind], "The record's page", required=True),
        _text("title" if title == "title" else "name", title, "Title" if title == "title" else "Name", required=True),
    )


def _figures(harm: str) -> tuple[Column, ...]:
    words = {"low": "at least", "best": "best figure", "high": "at most"}
    return tuple(
        _integer(f"{harm}_{bound}", f"totals,{harm},{bound}", f"People {harm}, {said}; empty: unknown, never zero")
        for bound, said in words.items()
    )


def _point(path: str) -> tuple[Column, Column]:
    said = "WGS 84 degrees, as coarse as the record may be shown"
    return (
        Column("longitude", "number", f"(t.d #>> '{{{path},0}}')::float8", f"Longitude of the first place; {said}"),
        Column("latitude", "number", f"(t.d #>> '{{{path},1}}')::float8", f"Latitude of the first place; {said}"),
    )


MOMENT = """to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
SITE = "{site}"  # the site's address, filled in as a literal by statements.py
ADDRESSES: dict[Kind, str] = {
    "incident": f"{SITE} || '/incidents/' || (t.d ->> 'id') || '/'",
    "actor": f"{SITE} || '/actors/' || (t.d ->> 'id') || '/'",
    "facility": f"{SITE} || '/facilities/' || (t.d ->> 'id') || '/'",
    "place": f"{SITE} || '/places/' || (t.d ->> 'id') || '/'",
    "source": f"{SITE} || '/sources/' || (t.d ->> 'id') || '/'",
    "timeline": f"{SITE} || '/timelines/' || (t.d ->> 'slug') || '/'",
}
_ALIASES = _join("aliases", "aliases", aliases="name")
_ALSO_KNOWN = _listed("aliases", "aliases", "Other names, in any script")

INCIDENTS = Table(
    columns=(
        *_edition_and_title("incident", "title"),
        _text("summary", "summary", "What happened, in a few sentences"),
        _text("type_code", "type,code", "Code of the type of incident", required=True),
        _text("type_name", "type,name", "Name of the type"),
        _text("type_parent", "type,parent", "Code of the type above it"),
        _text("lane", "type,lane", "Violence, diplomacy, forces or other"),
        _text("acled_event_type", "type,acled_event_type", "Nearest event type of ACLED"),
        _text("acled_sub_event_type", "type,acled_sub_event_type", "Nearest sub-event type of ACLED"),
        _integer("ucdp_type_of_violence", "type,ucdp_type_of_violence", "Nearest type of violence of UCDP"),
        _bound("date_earliest", "date,earliest", FLOOR, "First day on which it may have happened"),
        _bound("date_latest", "date,latest", CEILING, "Last day on which it may have happened"),
        _text("date_edtf", "date,edtf", "The date with its doubt, in EDTF (ISO 8601-2)"),
        _text("date_precision", "date,precision", "How exactly the date is known"),
        _text("date_extent", "date,extent", "Whether it lasted throughout, or fell once within the span"),
        _text("date_text", "date,date_text", "The date as a source words it"),
        _text("country", "places,0,country", "Country of the first place, ISO 3166-1 alpha-2"),
        _listed("countries", "countries", "Every country concerned, ISO 3166-1 alpha-2"),
        _text("admin1", "places,0,admin1", "Region of the first place"),
        _text("admin2", "places,0,admin2", "District of the first place"),
        _text("place_id", "places,0,id", "Id of the first place"),
        _text("place_name", "places,0,name", "Name of the first place"),
        _text("place_precision", "places,0,precision", "How exactly the first place is known"),
        *_point("places,0,point"),
        _listed("places", "places", "Names of all places"),
        *(column for harm in HARMS for column in _figures(harm)),
        _listed("actors", "actors", "Names of those who took part"),
        _listed("actor_ids", "actors", "Their ids, in the same order; empty where only a source names them"),
        _listed("actor_roles", "actors", "Their roles, in the same order"),
        _listed("facilities", "facilities", "Names of the facilities concerned"),
        _listed("facility_ids", "facilities", "Their ids, in the same order"),
        Column("source_count", "integer", "jsonb_array_length(t.d -> 'sources')", "How many sources tell of it"),
        _integer("origins", "origins", "How many of them are independent of one another"),
        _listed("source_ids", "sources", "Ids of the sources"),
        _listed("source_urls", "sources", "Their addresses, in the same order"),
        _listed("publishers", "sources", "Their publishers, in the same order"),
        _listed("tags", "tags", "Tags"),
    ),
    joins="\n".join(
        (
            _words_join("countries", "countries"),
            _words_join("tags", "tags"),
            _join("places", "places", places="name"),
            _join("actors", "actors", actors="name", actor_ids="id", actor_roles="role"),
            _join("facilities", "facilities", facilities="name", facility_ids="id"),
            _join("sources", "sources", source_ids="id", source_urls="url", publishers="publisher"),
        )
    ),
    point="places,0,point",
)
ACTORS = Table(
    columns=(
        *_edition_and_title("actor", "name"),
        _text("kind", "kind", "Kind of actor"),
        _text("country", "country", "Country, ISO 3166-1 alpha-2"),
        _text("description", "description", "Description"),
        _ALSO_KNOWN,
        _listed("relations", "relations", "How it stands to other actors"),
        _listed("relation_ids", "relations", "Ids of those actors, in the same order"),
        _listed("relation_names", "relations", "Their names, in the same order"),
    ),
    joins=f"{_ALIASES}\n"
    + _join("relations", "relations", relations="relation", relation_ids="id", relation_names="name"),
)
FACILITIES = Table(
    columns=(
        *_edition_and_title("facility", "name"),
        _text("kind", "kind", "Kind of facility"),
        _text("operator_id", "operator,id", "Id of the actor that runs it"),
        _text("operator_name", "operator,name", "Name of the actor that runs it"),
        _text("opened", "opened", "When it opened, in EDTF"),
        _text("closed", "closed", "When it closed, in EDTF"),
        _text("country", "place,country", "Country, ISO 3166-1 alpha-2"),
        _text("admin1", "place,admin1", "Region"),
        _text("admin2", "place,admin2", "District"),
        _text("place_id", "place,id", "Id of its place"),
        _text("place_name", "place,name", "Name of its place"),
        _text("place_precision", "place,precision", "How exactly its place is known"),
        *_point("place,point"),
        _listed("statuses", "statuses", "What it was over time"),
        _listed("status_starts", "statuses", "From when, in the same order, in EDTF"),
        _listed("status_ends", "statuses", "Until when, in the same order, in EDTF"),
        _text("description", "description", "Description"),
        _ALSO_KNOWN,
    ),
    joins=f"{_ALIASES}\n" + _join("statuses", "statuses", statuses="status", status_starts="start", status_ends="end"),
    point="place,point",
)
PLACES = Table(
    columns=(
        *_edition_and_title("place", "name"),
        _text("kind", "kind", "Kind of place"),
        _text("country", "country", "Country, ISO 3166-1 alpha-2"),
        _listed("within", "within", "Names of the areas around it, nearest first"),
        _listed("within_ids", "within", "Their ids, in the same order"),
        *_point("point"),
        _ALSO_KNOWN,
    ),
    joins=f"{_ALIASES}\n" + _join("within", "within", within="name", within_ids="id"),
    point="point",
)
SOURCES = Table(
    columns=(
        *_edition_and_title("source", "title"),
        _text("kind", "kind", "Kind of source"),
        _text("publisher", "publisher", "Who published it"),
        _text("domain", "domain", "Domain of its address"),
        _text("source_url", "url", "Its address"),
        Column("published", "date", "nullif(t.d ->> 'published', '')", "When it was published"),
        _text("language", "language", "Language, ISO 639"),
        _flag("retelling", "retelling", "Whether the text that we quote is a retelling"),
        _text("origin", "origin", "Id of the source that it repeats, or its own"),
        _text("licence", "licence", "Licence, where one is known"),
        _text("captured_at", "captured_at", "When its text was taken"),
        _text("sha256", "sha256", "SHA-256 of what was taken"),
    ),
    joins="",
)
TIMELINES = Table(
    columns=(
        *_edition_and_title("timeline", "title"),
        _text("description", "description", "Description"),
        Column("incident_count", "integer", "jsonb_array_length(t.d -> 'entries')", "How many incidents it lists"),
        _listed("incident_ids", "entries", "Ids of its incidents, in its own order"),
        _listed("incident_notes", "entries", "What it says of each, in the same order"),
    ),
    joins=_join("entries", "entries", incident_ids="id", incident_notes="note"),
)
TABLES: dict[Kind, Table] = {
    "incident": INCIDENTS,
    "actor": ACTORS,
    "facility": FACILITIES,
    "place": PLACES,
    "source": SOURCES,
    "timeline": TIMELINES,
}
