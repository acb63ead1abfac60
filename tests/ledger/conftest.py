"""Builders of public documents, and publishing them: a night attack on a workers' camp that two sources tell
differently, with names in three scripts."""

from collections.abc import Callable
from itertools import count
from typing import Any, Literal, TypedDict, Unpack, cast

import pytest
from django.db import transaction

from ledger import redaction
from ledger.append import PendingEdition, append
from ledger.chain import canonical
from ledger.documents import (
    ActorDocument,
    FacilityDocument,
    IncidentDocument,
    Kind,
    PlaceDocument,
    PublicDocument,
    SourceDocument,
    TimelineDocument,
    Tombstone,
)
from ledger.entries import entry_for
from ledger.models import Edition

MINISTRY, EMBASSY = "s000000901", "s000000902"
CAMP, COMPANY, GUARDS = "f000000901", "a000000901", "a000000902"
DISTRICT, PROVINCE = "p000000901", "p000000902"


class PendingFields(TypedDict, total=False):
    op: Literal["upsert", "withdraw", "merge", "redact"]
    note: str
    reason_code: str
    merged_into: str


@pytest.fixture
def next_id() -> Callable[[str], str]:
    numbers = count(1)
    return lambda letter: f"{letter}{next(numbers):09d}"


@pytest.fixture
def make_incident(next_id: Callable[[str], str]) -> Callable[..., IncidentDocument]:
    def make(**overrides: Any) -> IncidentDocument:
        document: dict[str, Any] = {
            "record": "incident",
            "id": next_id("n"),
            "slug": "night-attack-on-a-camp-in-shamsiddin-shohin",
            "title": "Night attack on a workers’ camp in Shamsiddin Shohin",
            "summary": "Grenades dropped from a drone, and shots, hit a camp of LLC Shohin SM (ҶДММ Шоҳин СМ).",
            "type": attack_type(),
            "date": night_date(),
            "places": [camp_place()],
            "countries": ["TJ", "AF"],
            "actors": [
                {"id": COMPANY, "slug": "shohin-sm", "name": "Shōhin SM", "kind": "company", "role": "target",
                 "as_named": "LLC Shohin SM"},
                {"id": None, "slug": None, "name": "unknown gunmen", "kind": None, "role": "perpetrator",
                 "as_named": "an armed group from Afghan territory"},
            ],
            "facilities": [
                {"id": CAMP, "slug": "shohin-camp", "name": "Shohin SM camp", "kind": "camp", "relation": "target",
                 "count": 1},
            ],
            "casualties": [
                {"party": "workers", "actor": COMPANY, "harm": "killed", "low": 3, "best": 3, "high": 3,
                 "basis": "two independent sources agree"},
                {"party": "workers", "actor": COMPANY, "harm": "injured", "low": 1, "best": 1, "high": 1,
                 "basis": "a single source"},
            ],
            "totals": {"killed": {"low": 3, "best": 3, "high": 3}, "injured": {"low": 1, "best": 1, "high": 1}},
            "claims": [ministry_claim(), embassy_claim()],
            "sources": [ministry_reference(), embassy_reference()],
            "origins": 2,
            "tags": ["drone", "border"],
            **overrides,
        }  # fmt: skip
        return cast(IncidentDocument, document)

    return make


@pytest.fixture
def make_actor(next_id: Callable[[str], str]) -> Callable[..., ActorDocument]:
    def make(**overrides: Any) -> ActorDocument:
        document: dict[str, Any] = {
            "record": "actor",
            "id": next_id("a"),
            "slug": "shohin-sm",
            "name": "Shōhin SM",
            "kind": "company",
            "country": "TJ",
            "description": "A mining company that works gold in Khatlon.",
            "aliases": [{"name": "Шоҳин СМ", "language": "tg"}, {"name": "شاهین اس‌ام", "language": "fa"}],
            "relations": [
                {"relation": "guarded_by", "id": GUARDS, "slug": "border-guards", "name": "Border guards",
                 "start": "2023", "end": ""},
            ],
            **overrides,
        }  # fmt: skip
        return cast(ActorDocument, document)

    return make


@pytest.fixture
def make_facility(next_id: Callable[[str], str]) -> Callable[..., FacilityDocument]:
    def make(**overrides: Any) -> FacilityDocument:
        document: dict[str, Any] = {
            "record": "facility",
            "id": next_id("f"),
            "slug": "shohin-camp",
            "name": "Shohin SM camp",
            "kind": "camp",
            "operator": {"id": COMPANY, "slug": "shohin-sm", "name": "Shōhin SM"},
            "place": camp_place(),
            "opened": "2019~",
            "closed": "",
            "statuses": [{"status": "operating", "start": "2019~", "end": ""}],
            "description": "Living quarters beside a gold washing plant.",
            "aliases": [{"name": "Лагерь «Шохин СМ»", "language": "ru"}],
            **overrides,
        }
        return cast(FacilityDocument, document)

    return make


@pytest.fixture
def make_place(next_id: Callable[[str], str]) -> Callable[..., PlaceDocument]:
    def make(**overrides: Any) -> PlaceDocument:
        document: dict[str, Any] = {
            "record": "place",
            "id": next_id("p"),
            "slug": "shamsiddin-shohin",
            "name": "Shamsiddin Shohin",
            "kind": "district",
            "country": "TJ",
            "within": [{"id": PROVINCE, "slug": "khatlon", "name": "Khatlon"}],
            "point": [70.0, 37.6],
            "aliases": [{"name": "Шамсиддин Шоҳин", "language": "tg"}],
            **overrides,
        }
        return cast(PlaceDocument, document)

    return make


@pytest.fixture
def make_source(next_id: Callable[[str], str]) -> Callable[..., SourceDocument]:
    def make(**overrides: Any) -> SourceDocument:
        id_ = overrides.get("id") or next_id("s")
        document: dict[str, Any] = {
            "record": "source",
            "id": id_,
            "slug": "ministry-on-the-camp",
            "kind": "article",
            "title": "Ministry speaks of three dead at the camp",
            "publisher": "Khovar Courier",
            "domain": "courier.example",
            "url": "https://courier.example/2025/11/27/camp",
            "published": "2025-11-27",
            "language": "en",
            "retelling": True,
            "origin": id_,
            "licence": "",
            "captured_at": "2025-11-28T06:30:00Z",
            "sha256": "5b" * 32,
            **overrides,
        }
        return cast(SourceDocument, document)

    return make


@pytest.fixture
def make_timeline(next_id: Callable[[str], str]) -> Callable[..., TimelineDocument]:
    def make(**overrides: Any) -> TimelineDocument:
        document: dict[str, Any] = {
            "record": "timeline",
            "id": next_id("t"),
            "slug": "attacks-along-the-panj",
            "title": "Attacks along the Panj",
            "description": "Late 2025, from the first shots to the meeting of the two border commands.",
            "entries": [],
            **overrides,
        }
        return cast(TimelineDocument, document)

    return make


@pytest.fixture
def make_tombstone() -> Callable[..., Tombstone]:
    """What stands in the place of `document` once it is withdrawn, or merged into another."""

    def make(document: PublicDocument, *, reason_code: str = "error", merged_into: str | None = None) -> Tombstone:
        return {
            "record": document["record"],
            "id": document["id"],
            "slug": document["slug"],
            "withdrawn": True,
            "reason_code": reason_code,
            "merged_into": merged_into,
        }

    return make


@pytest.fixture
def publish() -> Callable[..., list[Edition]]:
    """Appends documents as one transaction; the keywords go to each PendingEdition."""

    def publish_(*documents: PublicDocument, **fields: Unpack[PendingFields]) -> list[Edition]:
        with transaction.atomic():
            return append([pending(document, **fields) for document in documents])

    return publish_


@pytest.fixture
def withdraw(publish: Callable[..., list[Edition]], make_tombstone: Callable[..., Tombstone]) -> Callable[..., Edition]:
    def withdraw_(document: PublicDocument, *, reason_code: str = "error", note: str = "It did not happen.") -> Edition:
        tombstone = make_tombstone(document, reason_code=reason_code)
        return publish(tombstone, op="withdraw", reason_code=reason_code, note=note)[0]

    return withdraw_


@pytest.fixture
def merge(publish: Callable[..., list[Edition]], make_tombstone: Callable[..., Tombstone]) -> Callable[..., Edition]:
    def merge_(document: PublicDocument, *, into: PublicDocument) -> Edition:
        tombstone = make_tombstone(document, reason_code="duplicate", merged_into=into["id"])
        return publish(tombstone, op="merge", reason_code="duplicate", merged_into=into["id"], note="Told twice.")[0]

    return merge_


@pytest.fixture
def redact() -> Callable[..., Edition]:
    """Destroys every document of the record; with `earlier=True`, all but today's."""

    def redact_(document: PublicDocument, *, earlier: bool = False, note: str = "A court ordered it.") -> Edition:
        act = redaction.redact_earlier if earlier else redaction.redact
        with transaction.atomic():
            return act(cast(Kind, document["record"]), document["id"], note=note, reason_code="legal")

    return redact_


def pending(document: PublicDocument, **fields: Unpack[PendingFields]) -> PendingEdition:
    return PendingEdition(
        record=cast(Kind, document["record"]),
        record_id=document["id"],
        document=canonical(document),
        entry=entry_for(document),
        op=fields.get("op", "upsert"),
        note=fields.get("note", ""),
        reason_code=fields.get("reason_code", ""),
        merged_into=fields.get("merged_into", ""),
    )


def attack_type() -> dict[str, Any]:
    return {
        "code": "attack.drone", "name": "Drone attack", "parent": "attack", "parent_name": "Attack", "lane": "armed",
        "acled_event_type": "Explosions/Remote violence", "acled_sub_event_type": "Air/drone strike",
        "ucdp_type_of_violence": None, "plover_type": "ASSAULT", "plover_mode": "aerial",
    }  # fmt: skip


def night_date() -> dict[str, Any]:
    return {
        "edtf": "2025-11-26/2025-11-27", "earliest": "2025-11-26", "latest": "2025-11-27", "extent": "once_within",
        "approximate": False, "uncertain": False, "precision": "night", "date_text": "in the night of 26 November",
        "date_label": "night of 26 to 27 November 2025", "time_of_day": "night",
    }  # fmt: skip


def vague_date(edtf: str, earliest: str, latest: str, precision: str = "month") -> dict[str, Any]:
    return {
        **night_date(), "edtf": edtf, "earliest": earliest, "latest": latest, "precision": precision,
        "approximate": edtf.endswith("~"), "date_text": "", "date_label": edtf, "time_of_day": "",
    }  # fmt: skip


def camp_place() -> dict[str, Any]:
    return {
        "id": DISTRICT, "name": "Shamsiddin Shohin", "kind": "district", "country": "TJ", "admin1": "Khatlon",
        "admin2": "Shamsiddin Shohin", "within": [PROVINCE], "precision": "district", "point": [70.0, 37.6],
    }  # fmt: skip


def ministry_claim() -> dict[str, Any]:
    return {
        "id": "c000000901", "source": MINISTRY, "quote": "threeworkers of the company were killed",
        "reading": "three workers of the company were killed", "language": "en",
        "supports": ["casualties", "type", "date"],
        "values": [{"party": "workers", "harm": "killed", "low": 3, "best": 3, "high": 3, "original": "three workers"}],
        "speaker": "Foreign ministry", "stated_on": "2025-11-27", "status": "accepted", "credibility": 2, "note": "",
    }  # fmt: skip


def embassy_claim() -> dict[str, Any]:
    return {
        "id": "c000000902", "source": EMBASSY, "quote": "погибли трое, один ранен", "reading": "", "language": "ru",
        "supports": ["casualties"],
        "values": [
            {"party": "workers", "harm": "killed", "low": 3, "best": 3, "high": 3, "original": "трое"},
            {"party": "workers", "harm": "injured", "low": 1, "best": 1, "high": 1, "original": "один"},
        ],
        "speaker": "Embassy", "stated_on": "2025-11-28", "status": "disputed", "credibility": None,
        "note": "The ministry says nothing of the injured.",
    }  # fmt: skip


def ministry_reference() -> dict[str, Any]:
    return {
        "id": MINISTRY, "slug": "ministry-on-the-camp", "title": "Ministry speaks of three dead at the camp",
        "publisher": "Khovar Courier", "domain": "courier.example", "url": "https://courier.example/2025/11/27/camp",
        "published": "2025-11-27", "language": "en", "retelling": True, "origin": MINISTRY,
    }  # fmt: skip


def embassy_reference() -> dict[str, Any]:
    return {
        "id": EMBASSY, "slug": "embassy-warns-workers", "title": "Посольство предупреждает рабочих",
        "publisher": "Паём", "domain": "payom.example", "url": "https://payom.example/news/114", "published": None,
        "language": "ru", "retelling": False, "origin": EMBASSY,
    }  # fmt: skip


@pytest.fixture
def one_of_each(
    publish: Callable[..., list[Edition]], make_incident: Callable[..., IncidentDocument],
    make_actor: Callable[..., ActorDocument], make_facility: Callable[..., FacilityDocument],
    make_place: Callable[..., PlaceDocument], make_source: Callable[..., SourceDocument],
    make_timeline: Callable[..., TimelineDocument], withdraw: Callable[..., Edition],
) -> None:  # fmt: skip
    """A public record of each kind, 901 by its id, and an incident that was withdrawn, 902."""
    gone = make_incident(id="n000000902", slug="gone")
    publish(
        make_incident(id="n000000901", slug="night-attack"), gone, make_actor(id="a000000901"),
        make_facility(id="f000000901"), make_place(id="p000000901"), make_source(id="s000000901"),
        make_timeline(entries=[{"id": "n000000901", "note": ""}]),
    )  # fmt: skip
    withdraw(gone)
