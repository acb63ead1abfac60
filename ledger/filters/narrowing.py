"""How a list is narrowed, shared by incidents and records. Each function is one clause of the question."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.functions import Cast

from ledger.documents import Kind
from ledger.estimates import FREQUENT, AmongMatches, expected
from ledger.filters.merges import same_as
from ledger.filters.sets import Narrow, Question
from ledger.grid import Box, Point, boxes_around, covering
from ledger.models import Edition
from ledger.querysets import EntryQuerySet
from ledger.search import name_key, search_query

NO_ID = ""  # no record has it: an empty list would make a query that cannot be handed to COPY


def search(rows: EntryQuerySet, typed: str, _question: Question) -> EntryQuerySet:
    """What holds no word finds nothing."""
    query = search_query(typed)
    if not query:
        return nothing(rows)
    table = rows.model._meta.db_table
    if expected(table, query) < FREQUENT:
        return rows.filter(AmongMatches(table, query))
    return rows.filter(_Matches(F("search"), Cast(Value(query), SearchQueryField())))


def nothing(rows: EntryQuerySet) -> EntryQuerySet:
    return rows.filter(record_id=NO_ID)


def one_of(column: str) -> Narrow:
    """The column holds one of the values."""

    def narrow(rows: EntryQuerySet, values: Sequence[str], _question: Question) -> EntryQuerySet:
        return rows.filter(**{f"{column}__in": list(values)})

    return narrow


def holds_any(column: str) -> Narrow:
    """The column, a list, holds one of the values."""

    def narrow(rows: EntryQuerySet, values: Sequence[str], _question: Question) -> EntryQuerySet:
        return rows.filter(**{f"{column}__overlap": list(values)})

    return narrow


def holds_name(column: str) -> Narrow:
    """The column, a list of name keys, holds the name in whichever letters it is written."""

    def narrow(rows: EntryQuerySet, name: str, _question: Question) -> EntryQuerySet:
        return rows.filter(**{f"{column}__contains": [name_key(name) or NO_ID]})

    return narrow


def refers_to(kind: Kind, column: str) -> Narrow:
    """The column, a list of ids, holds that of the record or of one that is the same."""

    def narrow(rows: EntryQuerySet, record_id: str, question: Question) -> EntryQuerySet:
        return rows.filter(**{f"{column}__overlap": ids_of(kind, record_id, question)})

    return narrow


def ids_of(kind: Kind, record_id: str, question: Question) -> list[str]:
    return same_as(kind, record_id, question.as_of) if question.follows_merges else [record_id]


def changed_since(rows: EntryQuerySet, moment: datetime, question: Question) -> EntryQuerySet:
    """Editions are dated in the order of their numbers, so the first that is late enough says it of all."""
    later = Edition.objects.filter(at__gte=moment, seq__lte=question.as_of).order_by("at", "seq")
    first = later.values_list("seq", flat=True).first()
    return rows.filter(pk__gte=first) if first is not None else nothing(rows)


def in_box(rows: EntryQuerySet, box: Box, _question: Question) -> EntryQuerySet:
    pieces = box.pieces()
    inside = " OR ".join(["(x BETWEEN %s AND %s AND y BETWEEN %s AND %s)"] * len(pieces))
    edges = [edge for piece in pieces for edge in (piece.west, piece.east, piece.south, piece.north)]
    return _near(rows, pieces, inside, edges)


def within_radius(rows: EntryQuerySet, centre: Point, question: Question) -> EntryQuerySet:
    """By the great circle on a sphere of the earth's mean radius."""
    radius = question.values["radius"]
    haversine = (
        "2 * 6371.0088 * asin(least(1, sqrt("
        "power(sind((y - %s) / 2), 2) + cosd(y) * cosd(%s) * power(sind((x - %s) / 2), 2)))) <= %s"
    )
    parameters = [centre.latitude, centre.latitude, centre.longitude, radius]
    return _near(rows, boxes_around(centre, radius), haversine, parameters)


def modifies(rows: EntryQuerySet, _value: Any, _question: Question) -> EntryQuerySet:
    """Says nothing by itself: the filters that it modifies ask for it."""
    return rows


def _near(rows: EntryQuerySet, boxes: list[Box], condition: str, parameters: list[float]) -> EntryQuerySet:
    """The cells are there for the index; the condition decides."""
    cells = covering(boxes)
    place = Q(cells__overlap=cells) if cells else Q(cells__len__gt=0)
    return rows.filter(place, _AnyPoint(condition, parameters))


class _Matches(Func):
    template = "%(expressions)s"
    arg_joiner = " @@ "
    output_field = BooleanField()


class _AnyPoint(Func):
    """Whether one of the row's points, (x, y), fits the condition."""

    template = "EXISTS (SELECT 1 FROM unnest(%(expressions)s) AS spot (x, y) WHERE %(condition)s)"
    output_field = BooleanField()

    def __init__(self, condition: str, parameters: Sequence[float]) -> None:
        super().__init__(F("longitudes"), F("latitudes"), condition=condition)
        self.parameters = list(parameters)

    def as_sql(self, compiler: Any, connection: Any, *parts: Any, **context: Any) -> tuple[str, tuple[Any, ...]]:
        sql, bound = super().as_sql(compiler, connection, *parts, **context)
        return sql, (*bound, *self.parameters)
