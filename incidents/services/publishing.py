"""The one way from the record to the ledger: publish, correct, withdraw. Whoever calls, these functions decide."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import models, transaction

from incidents.documents import PublishableRecord, document_of, kind_of, tombstone
from incidents.models import Actor, Facility, Incident, Place, Timeline
from incidents.models.record import State
from incidents.services.errors import NoteRequired, NotPublishable
from ledger import chain, redaction
from ledger.append import PendingEdition, append
from ledger.documents import PublicDocument
from ledger.entries import entry_for
from ledger.models import Edition
from ledger.webhooks import bell as webhooks
from sources.models import Source

PUBLISHED_FIRST: dict[type, int] = {Place: 0, Actor: 1, Facility: 2, Source: 3, Incident: 4, Timeline: 5}


def publishing_problems(record: PublishableRecord) -> list[str]:
    """Why the record cannot be published, in words that say what to do; empty if it can."""
    if isinstance(record, Incident):
        return _incident_problems(record)
    if isinstance(record, Timeline) and not record.entries.filter(incident__state=State.PUBLISHED).exists():
        return ["None of its incidents is published yet: publish at least one first."]
    if isinstance(record, Source) and not record.url and not record.title:
        return ["Give the source a title or an address, so that a reader can find it."]
    return []


def can_publish(record: PublishableRecord) -> bool:
    return not publishing_problems(record)


def publish(record: PublishableRecord, *, by: User | None, note: str = "") -> list[Edition]:
    """Appends the record, and what it rests on and is not public yet; returns the new editions.

    A record that is public already needs a public `note` saying what was corrected. Nothing is appended (and an
    empty list returned) where nothing differs. Raises NotPublishable, NoteRequired.
    """
    with transaction.atomic(durable=True):
        record = _locked(record)
        problems = publishing_problems(record)
        if problems:
            raise NotPublishable(problems)
        current = current_edition(record)
        if current is not None and not current.is_tombstone:
            if not has_unpublished_changes(record):
                return []
            if not note.strip():
                raise NoteRequired("Say in a public note what was corrected.")
        if redaction.was_redacted(kind_of(record), record.public_id, _hash_now(record)):
            raise NotPublishable(["This is, word for word, what was redacted: change what had to go first."])
        bundle = _in_order([record, *_not_yet_public(_rests_on(record))])
        for item in bundle:
            _set_state(item, State.PUBLISHED, by=by, reason=note or "published")
        timelines = _public_timelines_of(record)
        webhooks.ring()
        return append([_upsert(item, note if item == record else "") for item in [*bundle, *timelines]])


def withdraw(record: PublishableRecord, *, by: User | None, reason_code: str, note: str) -> list[Edition]:
    """Appends a tombstone: the page says that the record was withdrawn, when and why, and shows nothing else.

    Raises NoteRequired without a public note, NotPublishable where it is not public or others rest on it.
    """
    if not note.strip():
        raise NoteRequired("Say in a public note why it is withdrawn.")
    with transaction.atomic(durable=True):
        record = _locked(record)
        problems = withdrawing_problems(record)
        if problems:
            raise NotPublishable(problems)
        timelines = _public_timelines_of(record)
        _set_state(record, State.WITHDRAWN, by=by, reason=note)
        gone = PendingEdition(
            kind_of(record), record.public_id, "withdraw", chain.canonical(tombstone(record, reason_code=reason_code)),
            None, note, reason_code,
        )  # fmt: skip
        webhooks.ring()
        return append([gone, *(_upsert(timeline, "") for timeline in timelines)])


def withdrawing_problems(record: PublishableRecord) -> list[str]:
    current = current_edition(record)
    if current is None or current.is_tombstone:
        return ["It is not public, so there is nothing to withdraw."]
    resting = _published_incidents_on(record)
    if resting:
        return [f"{resting} published incidents rest on it: correct or withdraw them first."]
    return []


def also_becomes_public(record: PublishableRecord) -> list[PublishableRecord]:
    """What publish() would publish along with the record, because its document names it."""
    return _never_public(_rests_on(record))


def preview(record: PublishableRecord) -> PublicDocument:
    """The document that publish() would append, built in a transaction that is rolled back: what becomes public
    along with the record shows in it as it will."""
    with transaction.atomic():
        for item in (record, *also_becomes_public(record)):
            if not isinstance(item, Source):
                type(item)._default_manager.filter(pk=item.pk).update(state=State.PUBLISHED)
        document = document_of(_as_stored(record))
        transaction.set_rollback(True)
    return document


def current_edition(record: PublishableRecord) -> Edition | None:
    found: Edition | None = Edition.objects.current().of_record(kind_of(record), record.public_id).first()
    return found


def is_public(record: PublishableRecord) -> bool:
    current = current_edition(record)
    return current is not None and not current.is_tombstone


def has_unpublished_changes(record: PublishableRecord) -> bool:
    """Whether publishing now would change what the public sees."""
    current = current_edition(record)
    if current is None or current.is_tombstone:
        return True
    return _hash_now(record) != current.document_sha256


def _hash_now(record: PublishableRecord) -> str:
    return chain.sha256(chain.canonical(document_of(_as_stored(record))))


def _as_stored(record: PublishableRecord) -> PublishableRecord:
    """Read again: what hangs on the instance may have been loaded before its neighbours became public."""
    return type(record)._default_manager.get(pk=record.pk)


def _upsert(record: PublishableRecord, note: str) -> PendingEdition:
    document = document_of(_as_stored(record))
    content = chain.canonical(document)
    return PendingEdition(kind_of(record), record.public_id, "upsert", content, entry_for(document), note)


def _locked(record: PublishableRecord) -> PublishableRecord:
    """The row as it is now, held until the commit: two editors who publish one record do so one after the other."""
    manager: models.Manager[PublishableRecord] = type(record)._default_manager
    return manager.select_for_update(of=("self",), no_key=True).get(pk=record.pk)


def _set_state(record: PublishableRecord, state: State, *, by: User | None, reason: str) -> None:
    if isinstance(record, Source) or record.state == state:
        return
    record.state = state
    record._change_reason = reason  # type: ignore[union-attr]  # read by simple_history
    record._history_user = by  # type: ignore[union-attr]  # as above
    record.save(update_fields=["state", "updated_at"])


def _incident_problems(incident: Incident) -> list[str]:
    claims = [claim for claim in incident.claims.all() if claim.status != "withdrawn"]
    if not claims:
        return ["It has no claim: add at least one quote from a source."]
    carried = {fact for claim in claims for fact in claim.supports}
    stated = _stated_facts(incident)
    missing = [label for fact, label in stated.items() if fact not in carried]
    problems = [f"No claim carries {', '.join(missing)}: add a quote for it, or leave it empty."] if missing else []
    if not incident.title.strip():
        problems.append("Give it a title.")
    return problems


def _stated_facts(incident: Incident) -> dict[str, str]:
    stated = {"type": "what happened"}
    if incident.precision != "unknown":
        stated["date"] = "the date"
    if incident.incident_places.exists():
        stated["place"] = "the place"
    if incident.participations.exclude(role="reporter").exists():
        stated["actors"] = "who took part"
    if incident.incident_facilities.exists():
        stated["facilities"] = "the facilities"
    for harm in incident.casualties.values_list("harm", flat=True).distinct():
        stated[harm] = f"how many were {harm}"
    return stated


def _rests_on(record: PublishableRecord) -> Iterable[PublishableRecord]:
    """What must be public for the record's document to make sense, nearest last."""
    match record:
        case Incident():
            yield from _incident_rests_on(record)
        case Facility():
            if record.operator:
                yield record.operator
            yield from _with_areas(record.place)
        case Place():
            yield from record.ancestors()
        case Source():
            if record.origin:
                yield record.origin


def _incident_rests_on(incident: Incident) -> Iterable[PublishableRecord]:
    for row in incident.incident_places.select_related("place"):
        yield from _with_areas(row.place)
    for participation in incident.participations.select_related("actor"):
        if participation.actor:
            yield participation.actor
    for casualties in incident.casualties.select_related("actor"):
        if casualties.actor:
            yield casualties.actor
    for used in incident.incident_facilities.select_related("facility"):
        if used.facility:
            yield from _rests_on(used.facility)
            yield used.facility
    for claim in incident.claims.exclude(status="withdrawn").select_related("source__origin"):
        yield from _rests_on(claim.source)
        yield claim.source


def _with_areas(place: Place | None) -> Iterable[Place]:
    if place is not None:
        yield place
        yield from place.ancestors()


def _not_yet_public(records: Iterable[PublishableRecord]) -> list[PublishableRecord]:
    return [_locked(record) for record in _never_public(records)]


def _never_public(records: Iterable[PublishableRecord]) -> list[PublishableRecord]:
    """Records whose editors withdrew them stay withdrawn: an incident does not bring them back."""
    unique = {(kind_of(record), record.public_id): record for record in records}
    known = set(
        Edition.objects.current().filter(record_id__in=[id_ for _, id_ in unique]).values_list("record", "record_id")
    )
    fresh = [record for key, record in unique.items() if key not in known]
    return _in_order(fresh)


def _in_order(records: Sequence[PublishableRecord]) -> list[PublishableRecord]:
    """Places before facilities before incidents, and always in one order, so that two publishers cannot deadlock."""
    return sorted(records, key=lambda record: (PUBLISHED_FIRST[type(record)], record.pk))


def _public_timelines_of(record: PublishableRecord) -> list[Timeline]:
    if not isinstance(record, Incident):
        return []
    return list(Timeline.objects.filter(state=State.PUBLISHED, entries__incident=record).order_by("pk"))


def _published_incidents_on(record: PublishableRecord) -> int:
    paths = {
        Actor: "participations__actor",
        Facility: "incident_facilities__facility",
        Place: "incident_places__place",
        Source: "claims__source",
    }
    path = paths.get(type(record))
    return Incident.objects.filter(state=State.PUBLISHED, **{path: record}).distinct().count() if path else 0
