"""What one source says: the quote, where it stands, and which facts it carries."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from incidents import vocabulary
from incidents.models.incident import PUBLISHED_HAS_CLAIM, Incident
from sources.identifiers import new_id
from sources.models import ExtractedText, Source

QUOTE_STANDS_IN_TEXT = """
IF NEW.text_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM sources_extractedtext AS captured
    JOIN sources_capture AS capture ON capture.id = captured.capture_id
    WHERE captured.id = NEW.text_id
      AND substr(captured.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.quote
) THEN
    RAISE EXCEPTION 'the quote of a claim does not stand at its offsets in the captured text'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Claim(models.Model):
    """`start` and `end` count Unicode code points of the captured text, half-open; a trigger checks the quote.

    `values` holds what the quote says in numbers: [{"party", "harm", "low", "best", "high", "original"}].
    """

    public_id = models.CharField(max_length=10, unique=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="claims")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="claims")
    text = models.ForeignKey(ExtractedText, on_delete=models.PROTECT, related_name="claims")
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reading = models.TextField(blank=True, help_text="The quote with glued words apart, where that differs.")
    language = models.CharField(max_length=8, blank=True)
    supports = ArrayField(models.CharField(max_length=12, choices=vocabulary.FACTS))
    values = models.JSONField(default=list, blank=True)
    speaker = models.CharField(max_length=200, blank=True, help_text="Whom the source quotes, e.g. a ministry.")
    stated_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=vocabulary.CLAIM_STATUSES, default="accepted")
    credibility = models.PositiveSmallIntegerField(null=True, blank=True, choices=vocabulary.CREDIBILITY)
    note = models.CharField(max_length=300, blank=True, help_text="Public: why it is disputed or superseded.")
    rule = models.CharField(max_length=60, blank=True, editable=False, help_text="What found it.")
    identity = models.CharField(max_length=64, editable=False, help_text="Hash of what it says and where.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["source__published", "source_id", "start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "identity"], name="claim_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claim_offsets_in_order"),
            models.CheckConstraint(condition=Q(supports__len__gte=1), name="claim_supports_a_fact"),
            models.CheckConstraint(
                condition=Q(credibility=None) | Q(credibility__range=(1, 6)), name="claim_credibility_scale"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="quote_stands_in_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("quote", "start", "end", "text_id"),
                func=QUOTE_STANDS_IN_TEXT,
            ),
            pgtrigger.Trigger(
                name="published_keeps_a_claim",
                when=pgtrigger.After,
                operation=pgtrigger.Delete | pgtrigger.UpdateOf("status", "incident_id"),
                timing=pgtrigger.Deferred,
                func=PUBLISHED_HAS_CLAIM.format(incident="OLD.incident_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.quote[:60]}"
