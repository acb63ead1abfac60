"""What every register starts with: the types and the gazetteer. Repeating it changes nothing that editors did."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from incidents import vocabulary
from incidents.gazetteer.names import normalise
from incidents.gazetteer.reader import GazetteerRow
from incidents.models import IncidentType, Place, PlaceAlias
from sources.identifiers import id_from

BATCH = 1_000


@transaction.atomic
def seed_vocabulary() -> int:
    """Types as in vocabulary.py, parents first; returns how many there are."""
    known: dict[str, IncidentType] = {}
    for type_ in vocabulary.INCIDENT_TYPES:
        known[type_.code], _ = IncidentType.objects.update_or_create(
            code=type_.code,
            defaults={
                "name": type_.name, "parent": known.get(type_.parent), "lane": type_.lane,
                "acled_event_type": type_.acled_event, "acled_sub_event_type": type_.acled_sub_event,
                "ucdp_type_of_violence": type_.ucdp, "plover_type": type_.plover, "plover_mode": type_.plover_mode,
            },
        )  # fmt: skip
    return len(known)


@transaction.atomic
def load_gazetteer(rows: Sequence[GazetteerRow]) -> int:
    """Adds the places that are not there yet, with their spellings; returns how many were added."""
    known = _known_places()
    fresh = [row for row in rows if row.key not in known]
    Place.objects.bulk_create((_place(row) for row in fresh), batch_size=BATCH)
    known = _known_places()
    _attach_parents(fresh, known)
    PlaceAlias.objects.bulk_create(_aliases(fresh, known), batch_size=BATCH, ignore_conflicts=True)
    return len(fresh)


def _known_places() -> dict[str, int]:
    """From gazetteer key to primary key."""
    rows = Place.objects.exclude(gazetteer_key=None).values_list("gazetteer_key", "pk")
    return {key: pk for key, pk in rows if key}


def place_id(gazetteer_key: str) -> str:
    """The public id of a gazetteer row: the same in every register, so that mirrors and samples agree."""
    return id_from(f"gazetteer/{gazetteer_key}")


def _place(row: GazetteerRow) -> Place:
    return Place(
        public_id=place_id(row.key), gazetteer_key=row.key, name=row.name, kind=row.kind, country=row.country,
        longitude=row.longitude, latitude=row.latitude, population=row.population,
    )  # fmt: skip


def _attach_parents(rows: Iterable[GazetteerRow], known: dict[str, int]) -> None:
    children = [Place(pk=known[row.key], parent_id=known[row.parent_key]) for row in rows if row.parent_key in known]
    Place.objects.bulk_update(children, ["parent_id"], batch_size=BATCH)


def _aliases(rows: Iterable[GazetteerRow], known: dict[str, int]) -> Iterable[PlaceAlias]:
    for row in rows:
        for name in dict.fromkeys((row.name, *row.aliases)):
            if len(name) <= 200:
                yield PlaceAlias(place_id=known[row.key], name=name, normalised=normalise(name)[:200])
