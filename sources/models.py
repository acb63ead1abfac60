"""The evidence: who publishes, what they published, and what we captured of it. Knows nothing of incidents."""

import zlib

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from sources.identifiers import new_id
from sources.querysets import SourceQuerySet

RELIABILITY = {
    "A": "A completely reliable",
    "B": "B usually reliable",
    "C": "C fairly reliable",
    "D": "D not usually reliable",
    "E": "E unreliable",
    "F": "F cannot be judged",
}


class Publisher(models.Model):
    """An outlet, a ministry, a data set. The reliability letter and the notes are for editors only."""

    name = models.CharField(max_length=200, unique=True)
    domain = models.CharField(max_length=200, blank=True, help_text="Without www, for example afintl.com.")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1, two letters.")
    language = models.CharField(max_length=8, blank=True)
    reliability = models.CharField(max_length=1, blank=True, choices=RELIABILITY)
    reliability_set_on = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True, help_text="For editors. Never published.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["domain"], condition=~Q(domain=""), name="publisher_domain_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """An address that we poll for new sources."""

    class Kind(models.TextChoices):
        FEED = "feed", "RSS, Atom or JSON feed"
        SITEMAP = "sitemap", "News sitemap"
        PAGE = "page", "Page with links"

    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="subscriptions")
    url = models.URLField(max_length=2000, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FEED)
    active = models.BooleanField(default=True)
    every_minutes = models.PositiveIntegerField(default=60)
    last_polled_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["last_polled_at"])

    class Meta:
        ordering = ["publisher__name", "url"]
        constraints = [
            models.CheckConstraint(condition=Q(every_minutes__gte=5), name="subscription_not_too_often"),
        ]

    def __str__(self) -> str:
        return self.url


class Source(models.Model):
    """One document: article, statement, data set. The row is also the queue: a state and a lease (pipeline/run.py)."""

    class Kind(models.TextChoices):
        ARTICLE = "article", "Article"
        STATEMENT = "statement", "Official statement"
        DATASET = "dataset", "Data set"

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be read"
        READING = "reading", "Being read"
        READ = "read", "Read"
        FAILED = "failed", "Could not be read"
        DUPLICATE = "duplicate", "Already in the register"

    public_id = models.CharField(max_length=10, unique=True, default=new_id, editable=False)
    publisher = models.ForeignKey(Publisher, null=True, blank=True, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ARTICLE)
    url = models.URLField("address", max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=8, blank=True)
    published = models.DateField(null=True, blank=True)
    published_from = models.CharField(max_length=10, blank=True, help_text="Where the date was found.")
    dateline = models.CharField(max_length=200, blank=True)
    tags = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    retelling = models.BooleanField(
        default=False, help_text="The text is a retelling in our own words; the original is at the address."
    )
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies",
        help_text="The source that this one only repeats, so that independent accounts can be counted.",
    )  # fmt: skip
    licence = models.CharField(max_length=100, blank=True)
    redistributable = models.BooleanField(default=True)
    notes = models.TextField(blank=True, help_text="For editors. Never published.")

    state = models.CharField(max_length=10, choices=State, default=State.READ)
    stage = models.CharField(max_length=20, blank=True, editable=False)
    progress = models.PositiveSmallIntegerField(default=0, editable=False)
    message = models.TextField(blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates", editable=False
    )
    fingerprint = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="SHA-256 of the first capture.",
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, editable=False
    )
    added_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords(
        excluded_fields=["state", "stage", "progress", "message", "attempts", "lease_until", "fingerprint"]
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            # A retelling is a document of ours that names its original's address; the original may come in too.
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url="") & Q(duplicate_of=None) & Q(retelling=False),
                name="source_url_once",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="source_progress_percent"),
            models.CheckConstraint(
                condition=Q(state="duplicate", duplicate_of__isnull=False)
                | (~Q(state="duplicate") & Q(duplicate_of=None)),
                name="source_duplicate_names_original",
            ),
            models.CheckConstraint(
                condition=~Q(state="reading") | Q(lease_until__isnull=False), name="source_reading_has_lease"
            ),
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="source_queue")]

    def __str__(self) -> str:
        return self.title or self.url or f"source {self.public_id}"


class CapturedBytes(models.Model):
    """Raw bytes, kept once under their SHA-256 and compressed."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    byte_length = models.PositiveIntegerField()
    compressed = models.BinaryField()

    class Meta:
        verbose_name_plural = "captured bytes"
        triggers = [pgtrigger.Protect(name="captured_bytes_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.sha256

    def body(self) -> bytes:
        return zlib.decompress(self.compressed)


class Capture(models.Model):
    """What we got of a source at one moment. Never edited (a trigger refuses it)."""

    class Method(models.TextChoices):
        UPLOAD = "upload", "Uploaded file"
        PASTE = "paste", "Pasted text"
        COMMAND = "command", "Command line"
        SAMPLE = "sample", "Sample register"
        FETCH = "fetch", "Fetched"
        POLL = "poll", "Polled"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="captures")
    content = models.ForeignKey(CapturedBytes, on_delete=models.PROTECT, related_name="captures")
    method = models.CharField(max_length=10, choices=Method)
    tool = models.CharField(max_length=100)
    captured_at = models.DateTimeField()
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    requested_url = models.CharField(max_length=2000, blank=True)
    final_url = models.CharField(max_length=2000, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    published_hint = models.DateField(null=True, blank=True, help_text="The date that the sender gave.")

    class Meta:
        ordering = ["-captured_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["source", "content"], name="capture_once_per_source")]
        triggers = [pgtrigger.Protect(name="captures_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.source} at {self.captured_at:%Y-%m-%d %H:%M}"


class ExtractedText(models.Model):
    """The text that an extractor found in a capture. Claims point into it, so it is never edited; a newer
    extractor writes a new row and old offsets go on pointing at the old one."""

    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="texts")
    extractor = models.CharField(max_length=50)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=8, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["capture", "extractor", "sha256"], name="extracted_text_once"),
        ]
        triggers = [pgtrigger.Protect(name="extracted_texts_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"text of {self.capture} by {self.extractor}"
