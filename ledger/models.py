"""What the public can see: append-only editions, and the narrow rows that lists filter by.

`Edition.seq` is gap-free and in commit order (append.py); `chain` proves that nothing was changed (chain.py).
"""

from typing import Any

import orjson
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast

from ledger.documents import KINDS, NAMED
from ledger.querysets import EditionQuerySet, EntryQuerySet

# A correction is a new edition; only the end of an edition's time and a redaction may be written later.
EDITIONS_ARE_KEPT = """
IF (NEW.seq, NEW.record, NEW.record_id, NEW.number, NEW.op, NEW.at, NEW.note, NEW.reason_code, NEW.merged_into,
    NEW.document_sha256, NEW.chain)
   IS DISTINCT FROM
   (OLD.seq, OLD.record, OLD.record_id, OLD.number, OLD.op, OLD.at, OLD.note, OLD.reason_code, OLD.merged_into,
    OLD.document_sha256, OLD.chain)
   OR (NEW.superseded_by IS DISTINCT FROM OLD.superseded_by AND OLD.superseded_by IS NOT NULL)
   OR (NEW.redacted_by IS DISTINCT FROM OLD.redacted_by AND OLD.redacted_by IS NOT NULL)
   OR (NEW.document IS DISTINCT FROM OLD.document AND (NEW.document IS NOT NULL OR NEW.redacted_by IS NULL))
THEN
    RAISE EXCEPTION 'editions are never changed';
END IF;
RETURN NEW;
"""


LOCK = 7_236_827_410  # any number, the same for every process that appends


def take_lock() -> None:
    """Whoever numbers, redacts or rebuilds editions waits here for the others, and holds it until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


class Operation(models.TextChoices):
    PUBLISH = "publish", "Published"
    REVISE = "revise", "Corrected"
    WITHDRAW = "withdraw", "Withdrawn"
    MERGE = "merge", "Merged"
    REDACT = "redact", "Redacted"


class LedgerHead(models.Model):
    """One row: where the ledger ends. The epoch is made with the ledger and changed after every restore.

    The chain begins with `founded`, the first epoch. `database` is the one that the epoch belongs to (restores.py).
    """

    epoch = models.UUIDField()
    founded = models.UUIDField()
    database = models.CharField(max_length=100, blank=True)
    seq = models.BigIntegerField(default=0)
    chain = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="ledger_has_one_head")]

    def __str__(self) -> str:
        return f"{self.epoch} at {self.seq}"


def shows_nothing(op: str, document: str | None) -> bool:
    """Whether an edition shows nothing of its record. A redaction may have spared the document of the day."""
    if op == Operation.REDACT:
        return document is None or "withdrawn" in orjson.loads(document)
    return op in (Operation.WITHDRAW, Operation.MERGE)


class Edition(models.Model):
    """One public version of a record. `document` is canonical JSON, kept as the text that is served."""

    seq = models.BigIntegerField(primary_key=True)
    record = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    record_id = models.CharField(max_length=10)
    number = models.PositiveIntegerField(help_text="Counts the editions of this record from 1.")
    op = models.CharField(max_length=10, choices=Operation)
    at = models.DateTimeField()
    note = models.TextField(blank=True, help_text="Public: what was corrected, or why it was withdrawn.")
    reason_code = models.CharField(max_length=20, blank=True)
    merged_into = models.CharField(max_length=10, blank=True)
    document = models.TextField(null=True)  # noqa: DJ001 - NULL says redacted, which an empty text would not
    document_sha256 = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    superseded_by = models.BigIntegerField(null=True)
    redacted_by = models.BigIntegerField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-seq"]
        permissions = [("redact_edition", "Can redact: destroy what a record said in public")]
        indexes = [
            # "As of a moment" is the last pair up to it. `at` grows with `seq`, so rows are added at the right edge.
            models.Index(fields=["at", "seq"], name="edition_at"),
            models.Index(fields=["record", "merged_into"], condition=~Q(merged_into=""), name="edition_merged"),
            models.Index(fields=["record", "seq"], name="edition_record_seq"),
            models.Index(fields=["seq"], condition=Q(op="redact"), name="edition_redactions"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["record", "record_id", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["record", "record_id"], condition=Q(superseded_by=None), name="edition_one_is_current"
            ),
            models.CheckConstraint(condition=Q(seq__gte=1), name="edition_seq_from_one"),
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(redacted_by__isnull=False),
                name="edition_missing_is_redacted",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="editions_stay", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="editions_are_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=EDITIONS_ARE_KEPT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.record} {self.record_id}, edition {self.number}"

    @property
    def is_tombstone(self) -> bool:
        return shows_nothing(self.op, self.document)


def _list_of(field: "models.Field[Any, Any]") -> "ArrayField[Any, Any]":
    return ArrayField(field, default=list)


class Entry(models.Model):
    """The narrow row beside an edition that shows a record; a tombstone has none.

    A point is the same place in `longitudes` and `latitudes`; `cells` are those of ledger/grid.py in which the points
    lie. `search_text` is a tsvector as text (ledger/search.py), the same on every machine.
    """

    edition = models.OneToOneField(
        Edition, primary_key=True, on_delete=models.PROTECT, db_column="seq", related_name="%(class)s"
    )
    record_id = models.CharField(max_length=10)
    superseded_by = models.BigIntegerField(null=True)
    place_ids = _list_of(models.CharField(max_length=10))
    longitudes = _list_of(models.FloatField())
    latitudes = _list_of(models.FloatField())
    cells = _list_of(models.BigIntegerField())
    search_text = models.TextField()
    search = models.GeneratedField(
        expression=Cast("search_text", SearchVectorField()), output_field=SearchVectorField(), db_persist=True
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True


class IncidentEntry(Entry):
    """What incidents are filtered, sorted and counted by. `place_ids` includes the areas around each place.

    A period certainly knows the incident if it begins up to `certain_last` and ends from `certain_first` on.
    `actor_roles` holds "id:role" and ":role" for anybody, `actor_kinds` "kind" and "kind:role"; so do the facilities'.
    Casualty bounds are the sums over all parties; where one end is open, it is 0 or more than any number of people.
    """

    earliest = models.DateField()
    latest = models.DateField()
    certain_first = models.DateField()
    certain_last = models.DateField()
    precision = models.CharField(max_length=14)
    type_code = models.CharField(max_length=50)
    parent_code = models.CharField(max_length=50)
    lane = models.CharField(max_length=12)
    countries = ArrayField(models.CharField(max_length=2), default=list)
    admin1 = models.CharField(max_length=200, blank=True)
    admin2 = models.CharField(max_length=200, blank=True)
    place_precision = models.CharField(max_length=14, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    killed_low = models.IntegerField(null=True)
    killed_high = models.IntegerField(null=True)
    injured_low = models.IntegerField(null=True)
    injured_high = models.IntegerField(null=True)
    regions = _list_of(models.CharField(max_length=200))
    districts = _list_of(models.CharField(max_length=200))
    actor_ids = ArrayField(models.CharField(max_length=10), default=list)
    actor_roles = ArrayField(models.CharField(max_length=40), default=list)
    actor_kinds = _list_of(models.CharField(max_length=80))
    facility_ids = ArrayField(models.CharField(max_length=10), default=list)
    facility_relations = _list_of(models.CharField(max_length=80))
    facility_kinds = _list_of(models.CharField(max_length=80))
    source_ids = ArrayField(models.CharField(max_length=10), default=list)
    domains = ArrayField(models.CharField(max_length=200), default=list)
    tags = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        indexes = [
            # A page, also one as of an earlier head, reads this index alone: the rows stand all over the table.
            models.Index(
                fields=["-earliest", "-latest", "-record_id", "-edition"], include=["superseded_by"],
                name="incident_entry_order",
            ),
            GistIndex(Func(F("earliest"), F("latest"), Value("[]"), function="daterange"), name="incident_entry_span"),
            models.Index(fields=["record_id", "edition"], name="incident_entry_record"),
            # All that whole registers are counted by, in the order of the table (ledger/tallies/): a tenth of its size.
            models.Index(
                fields=["edition"], name="incident_entry_counts",
                include=[
                    "superseded_by", "earliest", "latest", "lane", "type_code", "parent_code", "precision",
                    "place_precision", "killed_low", "killed_high", "injured_low", "injured_high", "longitude",
                    "latitude",
                ],
            ),
            models.Index(
                fields=["superseded_by"], condition=Q(superseded_by__isnull=False), name="incident_entry_ended"
            ),
            models.Index(
                F("type_code"), F("earliest").desc(), F("latest").desc(), F("record_id").desc(), F("edition").desc(),
                name="incident_entry_type",
            ),
            models.Index(
                F("parent_code"), F("earliest").desc(), F("latest").desc(), F("record_id").desc(), F("edition").desc(),
                name="incident_entry_parent",
            ),
            models.Index(fields=["killed_high"], name="incident_entry_killed"),
            models.Index(fields=["injured_high"], name="incident_entry_injured"),
            GinIndex(fields=["actor_ids"], name="incident_entry_actors"),
            GinIndex(fields=["actor_roles"], name="incident_entry_roles"),
            GinIndex(fields=["actor_kinds"], name="incident_entry_actor_kinds"),
            GinIndex(fields=["facility_ids"], name="incident_entry_facilities"),
            GinIndex(fields=["facility_relations"], name="incident_entry_relations"),
            GinIndex(fields=["facility_kinds"], name="incident_entry_facil_kinds"),
            GinIndex(fields=["place_ids"], name="incident_entry_places"),
            GinIndex(fields=["countries"], name="incident_entry_countries"),
            GinIndex(fields=["regions"], name="incident_entry_regions"),
            GinIndex(fields=["districts"], name="incident_entry_districts"),
            GinIndex(fields=["cells"], name="incident_entry_cells"),
            GinIndex(fields=["source_ids"], name="incident_entry_sources"),
            GinIndex(fields=["domains"], name="incident_entry_domains"),
            GinIndex(fields=["tags"], name="incident_entry_tags"),
            GinIndex(fields=["search"], name="incident_entry_search"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"incident {self.record_id}"


class RecordEntry(Entry):
    """Actors, facilities, places, sources and timelines: what their lists are sorted and filtered by."""

    record = models.CharField(max_length=10)
    slug = models.CharField(max_length=120)
    name = models.CharField(max_length=500)
    sort_name = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    status = models.CharField(max_length=20, blank=True)
    operator_id = models.CharField(max_length=10, blank=True)
    domain = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=40, blank=True)
    address_key = models.CharField(max_length=32, blank=True)
    incident_ids = _list_of(models.CharField(max_length=10))

    class Meta:
        indexes = [
            # A page as of an earlier head reads this index alone to see which rows were current then.
            models.Index(
                fields=["record", "sort_name", "record_id", "edition"], include=["superseded_by"],
                name="record_entry_order",
            ),
            models.Index(fields=["record", "edition"], name="record_entry_changed"),
            models.Index(fields=["record_id", "edition"], name="record_entry_record"),
            models.Index(fields=["record", "kind"], name="record_entry_kind"),
            models.Index(fields=["record", "slug"], name="record_entry_slug"),
            models.Index(fields=["operator_id"], condition=~Q(operator_id=""), name="record_entry_operator"),
            models.Index(fields=["domain"], condition=~Q(domain=""), name="record_entry_domain"),
            models.Index(fields=["address_key"], condition=~Q(address_key=""), name="record_entry_address"),
            GinIndex(fields=["place_ids"], name="record_entry_places"),
            GinIndex(fields=["cells"], name="record_entry_cells"),
            GinIndex(fields=["incident_ids"], name="record_entry_incidents"),
            GinIndex(fields=["search"], name="record_entry_search"),
            # Sources, of which there are most, are not found by name (ledger/searching/).
            GinIndex(fields=["search"], condition=Q(record__in=NAMED), name="record_entry_names"),
            GinIndex(
                fields=["search_text"], opclasses=["gin_trgm_ops"], condition=Q(record__in=NAMED),
                name="record_entry_nearly",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.record} {self.record_id}"
