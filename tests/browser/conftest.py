"""A real Chromium on a live server, at the sizes and in the schemes that readers have."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from incidents.gazetteer.reader import read_gazetteer
from incidents.models import Incident
from incidents.services.publishing import publish, withdraw
from incidents.services.seeding import load_gazetteer, seed_vocabulary
from ledger.append import PendingEdition, append
from ledger.chain import canonical
from ledger.documents import IncidentDocument, Kind, Tombstone
from ledger.entries import entry_for
from ledger.languages import in_language
from ledger.models import Edition, RecordEntry

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}

# Every page of the public site, by name: its address, where {name} is one of the sample site's addresses.
PAGES = {
    "register": "/",
    "filtered": "/?country=TJ&type=battles&from=2025-01-01",
    "nothing found": "/?q=earthquake",
    "refused filter": "/?from=2026-01-01&to=2025-01-01",
    "incident": "{disputed}",
    "incident, day unknown": "{vague}",
    "incident as it stood": "{disputed}?as_of=200",
    "actor": "{actor}",
    "facility": "{facility}",
    "place": "{place}",
    "source": "{source}",
    "timeline": "{timeline}",
    "lanes": "/?view=lanes",
    "search": "/search/",
    "search for a name": "/search/?q=rahmon",
    "charts": "/charts/",
    "embedded timeline": "/embed/timeline/?country=TJ",
    "embedded map": "/embed/map/",
    "embedded incident": "/embed/incident/{disputed_id}/",
    "map": "/map/",
    "map of a district": "/map/?place={place_id}",
    "actors": "/actors/",
    "facilities": "/facilities/",
    "places": "/places/",
    "sources": "/sources/",
    "timelines": "/timelines/",
    "about": "/about/",
    "method": "/about/method/",
    "codebook": "/about/codebook/",
    "coverage": "/about/sources/",
    "licence": "/about/licence/",
    "privacy": "/about/privacy/",
    "accessibility": "/about/accessibility/",
    "translations": "/about/translations/",
    "design": "/about/design/",
    "data": "/data/",
    "feeds": "/feeds/",
    "corrections": "/corrections/",
    "cite": "/cite/?page={disputed}",
    "gone": "{gone}",
    "refused": "/actors/?nonsense=1",
    "missing": "/nothing/",
}  # fmt: skip
QUOTE = "three workers of the company were killed in the night"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "pattern" in metafunc.fixturenames:
        metafunc.parametrize("pattern", PAGES.values(), ids=PAGES)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The sample site stays in the database from its first test to the end, so whoever wants it empty goes before."""
    items.sort(key=lambda item: "sample_site" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = next((path for name in NAMES if (path := shutil.which(name))), None)
    if executable is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    # Playwright keeps a loop running in this thread, which Django takes for a view's own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Opens an address at a size, in a colour scheme; whatever the page complains of fails the test."""
    contexts = []
    complaints: list[str] = []

    def opened(path: str = "/", size: str = "desk", scheme: Any = "light", zoom: int = 1) -> Page:
        viewport = {side: pixels // zoom for side, pixels in SIZES[size].items()}
        context = chromium.new_context(viewport=cast(Any, viewport), color_scheme=scheme, base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: _note_foreign(request.url, live_server.url, complaints))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@dataclass(frozen=True, slots=True)
class SampleSite:
    """The sample register on a server of its own, and where one of each kind of page stands in it."""

    url: str
    addresses: Mapping[str, str]

    def path(self, pattern: str, language: str = "en") -> str:
        return in_language(pattern.format(**self.addresses), language)


@pytest.fixture(scope="session")
def sample_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[SampleSite]:
    """Loaded once, for all: the pages only read it."""
    with django_db_blocker.unblock():
        assert str(connection.settings_dict["NAME"]).startswith("test_")
        call_command("flush", interactive=False, verbosity=0)
        seed_vocabulary()
        load_gazetteer(list(read_gazetteer()))
        call_command("load_samples", stdout=StringIO())
        _correct_and_withdraw()
        server = LiveServer("127.0.0.1")
        yield SampleSite(server.url, _addresses())
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


def _correct_and_withdraw() -> None:
    corrected = Incident.objects.get(title__startswith="Gunmen shoot Chinese road workers")
    corrected.summary += " The road leads to Khorog."
    corrected.save()
    publish(corrected, by=None, note="Says where the road leads.")
    withdraw(
        Incident.objects.filter(title__startswith="Putin and Rahmon")[0], by=None, reason_code="error", note="A trial."
    )


def _addresses() -> dict[str, str]:
    """By the names that patterns use: {disputed} is an incident with open quotes and accounts that differ."""
    disputed = Incident.objects.get(title__startswith="Clash with armed men in Shamsiddin Shohin")
    document = json.loads(Edition.objects.get(record_id=disputed.public_id, superseded_by=None).document or "{}")
    gone = Edition.objects.get(op="withdraw").record_id
    return {
        "disputed": address_of("incident", document["id"]),
        "disputed_id": document["id"],
        "vague": address_of("incident", _public_id(Incident, "Tajik delegation holds talks")),
        "actor": address_of("actor", next(actor["id"] for actor in document["actors"] if actor["id"])),
        "facility": address_of("facility", RecordEntry.objects.filter(record="facility")[0].record_id),
        "place": address_of("place", document["places"][0]["id"]),
        "place_id": document["places"][0]["id"],
        "source": address_of("source", document["sources"][0]["id"]),
        "timeline": f"/timelines/{RecordEntry.objects.filter(record='timeline')[0].slug}/",
        "gone": f"/incidents/{gone}/",
    }


def _public_id(model: Any, title: str) -> str:
    return str(model.objects.get(title__startswith=title).public_id)


def address_of(kind: Kind, record_id: str) -> str:
    document = json.loads(Edition.objects.get(record=kind, record_id=record_id, superseded_by=None).document or "{}")
    return reverse("pages:record_page", kwargs={"kind": kind, "record_id": record_id, "slug": document["slug"]})


@pytest.fixture(scope="session")
def screenshots() -> Path | None:
    """The folder that DAFTAR_SCREENSHOTS names; none are made without it."""
    folder = os.environ.get("DAFTAR_SCREENSHOTS")
    if not folder:
        return None
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder)


@pytest.fixture
def sixty_incidents(transactional_db: None) -> list[str]:
    """Their addresses, newest first; the newest has two accounts that differ."""
    documents = [_incident(number) for number in range(60)]
    with transaction.atomic():
        append([PendingEdition("incident", d["id"], "upsert", canonical(d), entry_for(d)) for d in documents])
    return [f"/incidents/{document['id']}/{document['slug']}/" for document in reversed(documents)]


@pytest.fixture
def withdraw_newest(sixty_incidents: list[str]) -> Callable[[], None]:
    def withdraw() -> None:
        newest = _incident(59)
        gone: Tombstone = {
            "record": "incident", "id": newest["id"], "slug": newest["slug"], "withdrawn": True,
            "reason_code": "error", "merged_into": None,
        }  # fmt: skip
        pending = PendingEdition(
            "incident", gone["id"], "withdraw", canonical(gone), entry_for(gone), note="Not so.", reason_code="error"
        )
        with transaction.atomic():
            append([pending])

    return withdraw


def _note_foreign(url: str, own: str, complaints: list[str]) -> None:
    if not url.startswith(own) and not url.startswith("data:"):
        complaints.append(f"asked {url}")


def _incident(number: int) -> IncidentDocument:
    day = str(date(2025, 1, 1) + timedelta(days=number * 6))
    sources = [_source(letter) for letter in "ab"]
    document = {
        "record": "incident", "id": f"n{number:09d}", "slug": f"attack-{number}",
        "title": f"Attack number {number} on a workers’ camp in the Shamsiddin Shohin district",
        "summary": "Grenades fell from a drone, and shots were fired, at the camp of a mining company.",
        "type": {"code": "armed_attack", "name": "Attack on armed forces", "parent": "battles",
                 "parent_name": "Battles", "lane": "violence", "acled_event_type": None,
                 "acled_sub_event_type": None, "ucdp_type_of_violence": None, "plover_type": None,
                 "plover_mode": None},
        "date": {"edtf": day, "earliest": day, "latest": day, "extent": "once_within", "approximate": False,
                 "uncertain": False, "precision": "day", "date_text": "", "date_label": "", "time_of_day": ""},
        "places": [{"id": None, "name": "Шамсиддин Шоҳин", "kind": "admin2", "country": "TJ", "admin1": "Khatlon",
                    "admin2": "Шамсиддин Шоҳин", "within": [], "precision": "adm2", "point": None}],
        "countries": ["TJ"], "actors": [], "facilities": [],
        "casualties": [{"party": "workers", "actor": None, "harm": "killed", "low": 3, "best": None, "high": 5,
                        "basis": "the range of two accounts"}],
        "totals": {"killed": {"low": 3, "best": None, "high": 5}},
        "claims": [_claim("a", 3, "en", QUOTE, "accepted"), _claim("b", 5, "fa", "پنج کارگر کشته شدند", "disputed")],
        "sources": sources, "origins": 2, "tags": [],
    }  # fmt: skip
    return cast(IncidentDocument, document)


def _source(letter: str) -> dict[str, Any]:
    id_ = f"s00000000{letter}"
    return {"id": id_, "slug": "account", "title": f"Account {letter}", "publisher": f"Courier {letter.upper()}",
            "domain": "courier.example", "url": f"https://courier.example/{letter}/{'long' * 20}",
            "published": "2025-11-27", "language": "en", "retelling": True, "origin": id_}  # fmt: skip


def _claim(letter: str, killed: int, language: str, quote: str, status: str) -> dict[str, Any]:
    value = {"party": "workers", "harm": "killed", "low": killed, "best": killed, "high": killed, "original": ""}
    return {"id": f"c00000000{letter}", "source": f"s00000000{letter}", "quote": quote, "reading": "",
            "language": language, "supports": ["date", "type", "killed"], "values": [value], "speaker": "A ministry",
            "stated_on": "2025-11-27", "status": status, "credibility": None, "note": ""}  # fmt: skip
