"""A real Chromium on a live server, at the sizes and in the schemes that readers have."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, cast

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, sync_playwright

from ledger.append import PendingEdition, append
from ledger.chain import canonical
from ledger.documents import IncidentDocument, Tombstone
from ledger.entries import entry_for

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}
QUOTE = "three workers of the company were killed in the night"


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
