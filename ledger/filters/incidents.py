"""The filters of incidents."""

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Q, Value

from ledger.documents import Kind
from ledger.filters import formats, narrowing
from ledger.filters.narrowing import holds_any, holds_name, ids_of, one_of, refers_to
from ledger.filters.sets import EntryFilters, Filter, Narrow, Question
from ledger.models import RecordEntry
from ledger.querysets import EntryQuerySet


def after(rows: EntryQuerySet, first: date, question: Question) -> EntryQuerySet:
    """What certainly happened in a period may also have, and for that there is an index."""
    rows = _overlapping(rows, DateRange(first, question.values.get("to"), "[]"))
    return rows.filter(certain_last__gte=first) if question.certainly else rows


def before(rows: EntryQuerySet, last: date, question: Question) -> EntryQuerySet:
    if "from" not in question.values:
        rows = _overlapping(rows, DateRange(None, last, "[]"))
    return rows.filter(certain_first__lte=last) if question.certainly else rows


def _overlapping(rows: EntryQuerySet, period: DateRange) -> EntryQuerySet:
    """The expression is the one of the index incident_entry_span."""
    own = Func(F("earliest"), F("latest"), Value("[]"), function="daterange", output_field=DateRangeField())
    narrowed: EntryQuerySet = rows.alias(span=own).filter(span__overlap=period)
    # Both follow, and let a list by date begin where its period does, without reading the rows before.
    narrowed = narrowed.filter(latest__gte=period.lower) if period.lower else narrowed
    return narrowed.filter(earliest__lte=period.upper) if period.upper else narrowed


def of_type(rows: EntryQuerySet, codes: tuple[str, ...], _question: Question) -> EntryQuerySet:
    return rows.filter(Q(type_code__in=codes) | Q(parent_code__in=codes))


def in_role(rows: EntryQuerySet, role: str, question: Question) -> EntryQuerySet:
    """Alone: somebody had the role. With an actor or a kind: that one had it."""
    return _bound(rows, "actor", "actor_roles", role, question)


def in_relation(rows: EntryQuerySet, relation: str, question: Question) -> EntryQuerySet:
    return _bound(rows, "facility", "facility_relations", relation, question)


def _bound(rows: EntryQuerySet, kind: Kind, column: str, role: str, question: Question) -> EntryQuerySet:
    """The columns hold "id:role", "kind:role" and, for anybody at all, ":role"."""
    record_id, kinds = question.values.get(kind), question.values.get(f"{kind}_kind")
    if record_id:
        ids = ids_of(kind, record_id, question)
        rows = rows.filter(**{f"{column}__overlap": [f"{id_}:{role}" for id_ in ids]})
    if kinds:
        rows = rows.filter(**{f"{kind}_kinds__overlap": [f"{code}:{role}" for code in kinds]})
    return rows if record_id or kinds else rows.filter(**{f"{column}__contains": [f":{role}"]})


def at_least(harm: str) -> Narrow:
    """A figure is a range: its top may reach the number, its bottom certainly does. Unknown figures do neither."""

    def narrow(rows: EntryQuerySet, number: int, question: Question) -> EntryQuerySet:
        rows = rows.filter(**{f"{harm}_high__gte": number})
        return rows.filter(**{f"{harm}_low__gte": number}) if question.certainly else rows

    return narrow


def at_most(harm: str) -> Narrow:
    def narrow(rows: EntryQuerySet, number: int, question: Question) -> EntryQuerySet:
        return rows.filter(**{f"{harm}_{'high' if question.certainly else 'low'}__lte": number})

    return narrow


def of_timeline(rows: EntryQuerySet, timeline_id: str, question: Question) -> EntryQuerySet:
    """A timeline that is not there, or no longer, holds nothing."""
    timelines = RecordEntry.objects.as_of(question.as_of).filter(record="timeline", record_id=timeline_id)
    listed = [id_ for held in timelines.values_list("incident_ids", flat=True) for id_ in held]
    return rows.filter(record_id__in=listed) if listed else narrowing.nothing(rows)


class IncidentFilters(EntryFilters):
    parameters = (
        Filter(
            "q",
            'Words that must occur, without regard to case, accents and Cyrillic or Latin letters; "a phrase", OR, '
            "-not and begin* work as in web searches.",
            formats.TEXT,
            narrowing.search,
        ),
        Filter("from", "Incidents that may have happened on this day or later.", formats.DAY, after),
        Filter("to", "Incidents that may have happened on this day or earlier.", formats.DAY, before),
        Filter(
            "certainty",
            "How sure the period and the numbers of people must be. 'certainly': what happened once did so within the "
            "period, whichever day of its span it was; what lasted throughout its span touches the period; the whole "
            "range of a figure fits. Without it, 'possibly'.",
            formats.CERTAINTY,
            narrowing.modifies,
        ),
        Filter("type", "A type's code; a parent's finds its children.", formats.CODES, of_type),
        Filter("lane", "Incidents of this lane.", formats.CODES, one_of("lane")),
        Filter(
            "actor",
            "Incidents in which this actor took part, under this id or one that was merged with it.",
            formats.IDENTIFIER,
            refers_to("actor", "actor_ids"),
        ),
        Filter("actor_kind", "Incidents in which such an actor took part.", formats.CODES, holds_any("actor_kinds")),
        Filter("role", "Of somebody, or of `actor` or `actor_kind` where given.", formats.ROLE, in_role),
        Filter(
            "facility",
            "Incidents that concern this facility, under this id or one that was merged with it.",
            formats.IDENTIFIER,
            refers_to("facility", "facility_ids"),
        ),
        Filter("facility_kind", "Incidents that concern such a facility.", formats.CODES, holds_any("facility_kinds")),
        Filter(
            "relation",
            "What the incident is to a facility, or to `facility` or `facility_kind` where given.",
            formats.ROLE,
            in_relation,
        ),
        Filter("place", "Incidents at this place or within it.", formats.IDENTIFIER, refers_to("place", "place_ids")),
        Filter(
            "country",
            "Incidents of this country, as ISO 3166-1 alpha-2.",
            formats.COUNTRIES,
            holds_any("countries"),
        ),
        Filter("region", "The province's name, in any letters.", formats.TEXT, holds_name("regions")),
        Filter("district", "The district's name, in any letters.", formats.TEXT, holds_name("districts")),
        Filter(
            "bbox",
            "Incidents with a point in this box; west is greater than east where it crosses the antimeridian.",
            formats.BOX,
            narrowing.in_box,
        ),
        Filter("near", "Incidents with a point within `radius` of this one.", formats.POINT, narrowing.within_radius),
        Filter("radius", "With `near`: how far, in kilometres.", formats.KILOMETRES, narrowing.modifies),
        Filter("killed_min", "At least so many killed; not where unknown.", formats.PEOPLE, at_least("killed")),
        Filter("killed_max", "At most so many killed; not where unknown.", formats.PEOPLE, at_most("killed")),
        Filter("injured_min", "At least so many injured; not where unknown.", formats.PEOPLE, at_least("injured")),
        Filter("injured_max", "At most so many injured; not where unknown.", formats.PEOPLE, at_most("injured")),
        Filter("precision", "How exactly the date is known.", formats.CODES, one_of("precision")),
        Filter("place_precision", "How exactly the first place is known.", formats.CODES, one_of("place_precision")),
        Filter("timeline", "Incidents of this timeline.", formats.IDENTIFIER, of_timeline),
        Filter(
            "source",
            "Incidents that rest on this source, under this id or one that was merged with it.",
            formats.IDENTIFIER,
            refers_to("source", "source_ids"),
        ),
        Filter("publisher", "Incidents with a source of this domain.", formats.DOMAINS, holds_any("domains")),
        Filter("tag", "Incidents with this tag.", formats.TAGS, holds_any("tags")),
        Filter(
            "changed_since",
            "Incidents whose present edition was published then or later.",
            formats.TIMESTAMP,
            narrowing.changed_since,
        ),
    )
