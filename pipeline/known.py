"""What the register knows, as the pure stages take it: names and incidents, read from the tables."""

from datetime import timedelta

from django.db.models import Prefetch, Q

from incidents.dates.span import CEILING, FLOOR
from incidents.models import Actor, ActorAlias, Facility, FacilityAlias, Incident, Place, PlaceAlias
from incidents.models.record import State
from pipeline.data import KnownIncident, KnownName, Lexicon, SuggestedIncident

# Outlets date the same incident a few days apart; further off, the same place is another incident.
NEARBY = timedelta(days=7)
CANDIDATES = 200


def load_lexicon() -> Lexicon:
    """Three queries and their aliases, however large the register."""
    live = ~Q(state__in=[State.WITHDRAWN, State.MERGED])
    return Lexicon(places=_places(), actors=_actors(live), facilities=_facilities(live))


def known_incidents_near(incident: SuggestedIncident) -> tuple[KnownIncident, ...]:
    """Incidents whose span comes within a week of the suggested one; none where its date is not known at all."""
    span = incident.date
    if span is None or (span.earliest == FLOOR and span.latest == CEILING):
        return ()
    earliest = span.earliest - NEARBY if span.earliest > FLOOR + NEARBY else FLOOR
    if span.earliest == FLOOR:
        # "At some time before the article": only what happened shortly before can be meant.
        earliest = span.latest - 4 * NEARBY
    latest = span.latest + NEARBY if span.latest < CEILING - NEARBY else CEILING
    near = (
        Incident.objects.filter(earliest__lte=latest, latest__gte=earliest)
        .exclude(state__in=[State.WITHDRAWN, State.MERGED])
        .select_related("type")
        .prefetch_related("incident_places__place", "participations__actor", "casualties")
        .order_by("-earliest", "-id")[:CANDIDATES]
    )
    return tuple(_known_incident(found) for found in near)


def _known_incident(incident: Incident) -> KnownIncident:
    places = [row.place.name if row.place else row.as_named for row in incident.incident_places.all()]
    countries = {row.place.country for row in incident.incident_places.all() if row.place and row.place.country}
    actors = [
        row.actor.name if row.actor else row.as_named for row in incident.participations.all() if row.role != "reporter"
    ]
    killed = [row.best for row in incident.casualties.all() if row.harm == "killed" and row.best is not None]
    return KnownIncident(
        incident.public_id, incident.type.code, incident.span, tuple(places), tuple(sorted(countries)), tuple(actors),
        sum(killed) if killed else None,
    )  # fmt: skip


def _places() -> tuple[KnownName, ...]:
    places = list(
        Place.objects.prefetch_related(Prefetch("aliases", PlaceAlias.objects.order_by("id"))).order_by(
            "-population", "id"
        )
    )
    by_pk = {place.pk: place for place in places}
    return tuple(
        KnownName(
            place.public_id, place.name, place.kind, tuple(alias.name for alias in place.aliases.all()),
            place.country, _areas(place, by_pk),
        )
        for place in places
    )  # fmt: skip


def _areas(place: Place, by_pk: dict[int, Place]) -> tuple[str, ...]:
    keys: list[str] = []
    parent = by_pk.get(place.parent_id or 0)
    while parent is not None and parent.public_id not in keys:
        keys.append(parent.public_id)
        parent = by_pk.get(parent.parent_id or 0)
    return tuple(keys)


def _actors(live: Q) -> tuple[KnownName, ...]:
    actors = Actor.objects.filter(live).prefetch_related(Prefetch("aliases", ActorAlias.objects.order_by("id")))
    return tuple(
        KnownName(actor.public_id, actor.name, actor.kind, tuple(a.name for a in actor.aliases.all()), actor.country)
        for actor in actors
    )


def _facilities(live: Q) -> tuple[KnownName, ...]:
    facilities = (
        Facility.objects.filter(live)
        .select_related("place")
        .prefetch_related(Prefetch("aliases", FacilityAlias.objects.order_by("id")))
    )
    return tuple(
        KnownName(
            facility.public_id, facility.name, facility.kind, tuple(a.name for a in facility.aliases.all()),
            facility.place.country if facility.place else "", (facility.place.public_id,) if facility.place else (),
        )
        for facility in facilities
    )  # fmt: skip
