"""Takes a source through the stages. The only module of the pipeline that loads and saves.

The row is the queue: claim() takes it with a lease, so a killed worker loses nothing (the sweep offers the row again
once the lease has run out), and every step can be repeated without doing anything twice.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

import orjson
from django.db import IntegrityError, transaction
from django.db.models import F

from incidents.models import Incident, Suggestion
from pipeline.clean import clean
from pipeline.data import EXTRACTOR, Article, Document, Match, Reading, SuggestedIncident
from pipeline.errors import PipelineError
from pipeline.known import known_incidents_near, load_lexicon
from pipeline.link import match
from pipeline.suggest import suggest
from sources.addresses import canonical_url
from sources.models import Capture, ExtractedText, Publisher, Source
from sources.querysets import SourceQuerySet

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]

STAGES = {"clean": 10, "suggest": 40, "link": 70, "save": 90}


@dataclass(frozen=True, slots=True)
class Limits:
    lease: timedelta
    attempts: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """A source that this worker may read until the lease ends."""

    source: Source
    lease_until: datetime


class LeaseLostError(Exception):
    """Another worker took the source over; what this one made is thrown away."""


def read_source(source_id: int, *, clock: Clock, limits: Limits) -> None:
    """Reads the source and saves its suggestions, or says on the row why it could not. Nothing to do is no error."""
    claimed = claim(source_id, now=clock(), limits=limits)
    if claimed is None:
        return
    try:
        reading, capture = _read(claimed)
        _at(claimed, "save")
        _save(claimed, capture, reading)
    except PipelineError as error:
        _fail(claimed, error.message, permanent=error.permanent, limits=limits)
    except LeaseLostError:
        logger.warning("source %s was taken over by another worker", source_id)


def claim(source_id: int, *, now: datetime, limits: Limits) -> Claimed | None:
    """Takes the source if it waits or its lease has run out; None if somebody has it or it is done."""
    lease_until = now + limits.lease
    due = Source.objects.due_for_reading(now=now).filter(pk=source_id)
    _set_aside(due, limits)
    taken = due.update(
        state=Source.State.READING,
        lease_until=lease_until,
        attempts=F("attempts") + 1,
        stage="claimed",
        progress=5,
        message="",
    )
    return Claimed(Source.objects.get(pk=source_id), lease_until) if taken else None


def waiting_sources(*, now: datetime, limit: int) -> list[int]:
    """What the sweep rings for: sources that wait, and those whose worker was killed. Oldest first."""
    return list(Source.objects.due_for_reading(now=now).order_by("added_at").values_list("pk", flat=True)[:limit])


def _set_aside(due: SourceQuerySet, limits: Limits) -> None:
    """A source that has killed its worker again and again must not go on doing so."""
    due.filter(attempts__gte=limits.attempts).update(
        state=Source.State.FAILED, lease_until=None, stage="",
        message=f"Set aside after {limits.attempts} tries: reading it ended without a result each time. "
        'Look at the worker\'s log, then choose "Read again".',
    )  # fmt: skip


def _read(claimed: Claimed) -> tuple[Reading, Capture]:
    source = claimed.source
    capture = source.captures.select_related("content").order_by("-captured_at", "-id").first()
    if capture is None:
        raise PipelineError("Nothing was captured of this source: add its text.", stage="clean", permanent=True)
    lexicon = load_lexicon()
    _at(claimed, "clean")
    article = clean(document_of(source, capture), lexicon)
    _at(claimed, "suggest")
    incidents = suggest(article, lexicon)
    _at(claimed, "link")
    matches = {n: match(incident, known_incidents_near(incident)) for n, incident in enumerate(incidents)}
    return Reading(article, incidents, matches), capture


def document_of(source: Source, capture: Capture) -> Document:
    """What the stages are given: the captured bytes and what is known of them."""
    given = capture.published_hint or (source.published if source.published_from == "given" else None)
    return Document(capture.content.body(), capture.media_type, source.url or capture.requested_url, given)


def _at(claimed: Claimed, stage: str) -> None:
    """Shows on the row how far it is; raises LeaseLostError if it is not ours any more."""
    ours = Source.objects.filter(pk=claimed.source.pk, state=Source.State.READING, lease_until=claimed.lease_until)
    if not ours.update(stage=stage, progress=STAGES[stage]):
        raise LeaseLostError


def _fail(claimed: Claimed, message: str, *, permanent: bool, limits: Limits) -> None:
    final = permanent or claimed.source.attempts >= limits.attempts
    Source.objects.filter(pk=claimed.source.pk, lease_until=claimed.lease_until).update(
        state=Source.State.FAILED if final else Source.State.QUEUED,
        lease_until=None,
        stage="",
        progress=0,
        message=message,
    )


def _save(claimed: Claimed, capture: Capture, reading: Reading) -> None:
    article = _with_canonical_url(reading.article)
    try:
        with transaction.atomic():
            _save_reading(claimed, capture, replace(reading, article=article))
    except IntegrityError:
        # Another worker read the same address in the same moment: the table lets only one of them have it.
        original = _original(claimed.source, article.url)
        if original is None:
            raise
        _mark_duplicate(claimed, original)


def _save_reading(claimed: Claimed, capture: Capture, reading: Reading) -> None:
    article = reading.article
    original = _original(claimed.source, article.url)
    if original is not None:
        _mark_duplicate(claimed, original)
        return
    text, _ = ExtractedText.objects.get_or_create(
        capture=capture, extractor=EXTRACTOR, sha256=hashlib.sha256(article.captured_text.encode()).hexdigest(),
        defaults={"text": article.captured_text, "language": article.language},
    )  # fmt: skip
    Suggestion.objects.bulk_create(
        [_suggestion(claimed.source, text, n, reading) for n in range(len(reading.incidents))], ignore_conflicts=True
    )
    found = len(reading.incidents)
    message = f"{found} incident{'s' if found != 1 else ''} suggested." if found else "No incident was found in it."
    _finish(claimed, message, article=article)


def _suggestion(source: Source, text: ExtractedText, position: int, reading: Reading) -> Suggestion:
    incident = reading.incidents[position]
    return Suggestion(
        source=source, text=text, fingerprint=fingerprint(incident), extractor=EXTRACTOR, title=incident.title[:300],
        type_code=incident.type, main=incident.main, background=incident.background, score=incident.score,
        data=orjson.loads(orjson.dumps(asdict(incident))), candidates=_candidates(reading.matches.get(position, ())),
    )  # fmt: skip


def fingerprint(incident: SuggestedIncident) -> str:
    """The same type, date and words: reading a source again does not suggest the same incident twice."""
    date = incident.date
    said = [
        incident.type,
        [date.earliest, date.latest] if date else None,
        sorted({evidence.quote for evidence in incident.evidence}),
    ]
    return hashlib.sha256(orjson.dumps(said)).hexdigest()


def _candidates(matches: Sequence[Match]) -> list[dict[str, object]]:
    titles = dict(Incident.objects.filter(public_id__in=[m.key for m in matches]).values_list("public_id", "title"))
    return [
        {"incident": m.key, "title": titles[m.key], "score": round(m.score, 3), "reasons": list(m.reasons)}
        for m in matches
        if m.key in titles
    ]


def _with_canonical_url(article: Article) -> Article:
    try:
        return replace(article, url=canonical_url(article.url)) if article.url else article
    except ValueError:
        return replace(article, url="")


def _original(source: Source, url: str) -> Source | None:
    return Source.objects.at_address(url).exclude(pk=source.pk).first()


def _mark_duplicate(claimed: Claimed, original: Source) -> None:
    ours = Source.objects.filter(pk=claimed.source.pk, lease_until=claimed.lease_until)
    if not ours.update(
        state=Source.State.DUPLICATE, duplicate_of=original, lease_until=None, stage="", progress=100,
        message=f"The register has this address already: {original}.",
    ):  # fmt: skip
        raise LeaseLostError


def _finish(claimed: Claimed, message: str, *, article: Article) -> None:
    """What an editor or the sender said stays; only gaps are filled."""
    source = Source.objects.select_for_update().get(pk=claimed.source.pk)
    if source.state != Source.State.READING or source.lease_until != claimed.lease_until:
        raise LeaseLostError
    if source.title in ("", *source.captures.values_list("file_name", flat=True)):
        source.title = (article.title or source.title)[:500]
    source.url = source.url or article.url
    source.language = source.language or article.language
    if source.published is None and article.published is not None:
        source.published, source.published_from = article.published, article.published_from
    source.dateline = source.dateline or article.dateline[:200]
    source.tags = source.tags or [tag[:100] for tag in article.tags]
    source.publisher = source.publisher or _publisher(article)
    source.state, source.lease_until, source.stage, source.progress = Source.State.READ, None, "", 100
    source.message = message
    source.save()


def _publisher(article: Article) -> Publisher | None:
    domain = article.publisher_domain
    if not domain:
        return None
    publisher = Publisher.objects.filter(domain=domain).first()
    return publisher or Publisher.objects.get_or_create(name=domain, defaults={"domain": domain})[0]
