"""The cast: a border clash that two outlets tell differently, and the editor who handles it."""

import hashlib
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from incidents.dates import edtf
from incidents.models import Actor, Incident, IncidentPlace, IncidentType, Participation, Place
from incidents.services.claims import add_claim, refresh_figures
from incidents.services.seeding import seed_vocabulary
from sources.models import Capture, CapturedBytes, ExtractedText, Publisher, Source

NOW = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
STORY = (
    "Gunmen crossed the Panj at night on 24 December 2025. Border guards in Shohin district shot three of them; "
    "two guards died."
)
OTHER_STORY = "Officials in Dushanbe put the guards' losses on 24 December 2025 at one."

MakeText = Callable[..., ExtractedText]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def types(db: None) -> None:
    seed_vocabulary()


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("zarina", is_staff=True)


@pytest.fixture
def make_text(db: None) -> MakeText:
    def make(text: str = STORY, **source_fields: Any) -> ExtractedText:
        body = text.encode()
        sha256 = hashlib.sha256(body).hexdigest()
        number = Source.objects.count()
        publisher, _ = Publisher.objects.get_or_create(name=f"Outlet {number}", domain=f"outlet{number}.example")
        fields: dict[str, Any] = {
            "title": f"Story {number}", "url": f"https://outlet{number}.example/story", "language": "en",
            "published": date(2025, 12, 26), "publisher": publisher, **source_fields,
        }  # fmt: skip
        source = Source.objects.create(**fields)
        content, _ = CapturedBytes.objects.get_or_create(
            sha256=sha256, defaults={"byte_length": len(body), "compressed": zlib.compress(body)}
        )
        capture = Capture.objects.create(source=source, content=content, method="paste", tool="test", captured_at=NOW)
        return ExtractedText.objects.create(capture=capture, extractor="test", text=text, sha256=sha256, language="en")

    return make


@pytest.fixture
def guards(db: None) -> Actor:
    return Actor.objects.create(name="Tajik border guards", kind="armed_forces", country="TJ", notes="DRAFTMARKER")


@pytest.fixture
def district(db: None) -> Place:
    country = Place.objects.create(name="Tajikistan", kind="country", country="TJ")
    province = Place.objects.create(name="Khatlon", kind="admin1", country="TJ", parent=country)
    return Place.objects.create(name="Shamsiddin Shohin", kind="admin2", country="TJ", parent=province)


@pytest.fixture
def clash(types: None, editor: User, make_text: MakeText, guards: Actor, district: Place) -> Incident:
    """A draft that can be published: every stated fact has its quote."""
    incident = Incident(title="Clash at the Panj", type=IncidentType.objects.get(code="armed_clash"), created_by=editor)
    incident.span = edtf.parse("2025-12-24")
    incident.save()
    IncidentPlace.objects.create(incident=incident, place=district, precision="adm2")
    Participation.objects.create(incident=incident, actor=guards, role="target")
    add_quote(incident, make_text(), "Gunmen crossed the Panj at night on 24 December 2025", ["type", "date"])
    text = incident.claims.get().text
    add_quote(incident, text, "Border guards in Shohin district shot three of them", ["place", "actors"])
    add_quote(incident, text, "two guards died", ["killed"], party="border guards", number=2)
    refresh_figures(incident, by=editor)
    return incident


def add_quote(
    incident: Incident, text: ExtractedText, quote: str, supports: list[str], party: str = "", number: int | None = None
) -> None:
    start = text.text.index(quote)
    values = [{"party": party, "harm": supports[0], "low": number, "best": number, "high": number}] if party else []
    add_claim(incident, text, start=start, end=start + len(quote), supports=supports, by=None, values=values)


@pytest.fixture
def second_account(make_text: MakeText) -> ExtractedText:
    return make_text(OTHER_STORY)


@pytest.fixture
def quote() -> Callable[..., None]:
    return add_quote
