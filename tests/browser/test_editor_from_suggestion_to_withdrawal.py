"""One suggestion on its whole way through the desk: accepted, published, corrected, withdrawn. After each step the
public page, the API and the ledger say what they should."""

import hashlib
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from incidents.models import Incident, Suggestion
from incidents.services.roles import EDITOR, give_role
from incidents.services.seeding import seed_vocabulary
from ledger.models import Edition
from ledger.verify import ledger_faults
from sources.models import Capture, CapturedBytes, ExtractedText, Publisher, Source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]

TEXT = (
    "Shots were heard near the bridge on the evening of 3 March 2026. Border guards drove four smugglers back over "
    "the river, and one guard was killed, the duty officer told our correspondent."
)
EVIDENCE = {
    "Border guards drove four smugglers back over the river": ["type", "actors"],
    "on the evening of 3 March 2026": ["date"],
    "one guard was killed": ["killed"],
}
PASSWORD = "three-quiet-rivers"


@pytest.fixture
def suggestion(transactional_db: None) -> Suggestion:
    seed_vocabulary()
    user = User.objects.create_user("zarina", password=PASSWORD)
    give_role(user, EDITOR)
    text = captured()
    return Suggestion.objects.create(
        source=text.capture.source, text=text, fingerprint="f", extractor="test", title="Shots at the bridge",
        type_code="armed_clash", score=0.8, data=suggested(),
    )  # fmt: skip


def captured() -> ExtractedText:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    publisher = Publisher.objects.create(name="Bridge Herald", domain="herald.example")
    source = Source.objects.create(
        title="A night at the bridge", url="https://herald.example/bridge", published=date(2026, 3, 4),
        language="en", publisher=publisher, kind="article",
    )  # fmt: skip
    content = CapturedBytes.objects.create(
        sha256=sha256, byte_length=len(TEXT), compressed=zlib.compress(TEXT.encode())
    )
    capture = Capture.objects.create(
        source=source, content=content, method="paste", tool="test", captured_at=datetime(2026, 3, 4, 9, tzinfo=UTC)
    )
    return ExtractedText.objects.create(capture=capture, extractor="test", text=TEXT, sha256=sha256, language="en")


def suggested() -> dict[str, Any]:
    return {
        "title": "Shots at the bridge", "type": "armed_clash", "main": True, "background": False,
        "date": {
            "earliest": "2026-03-03", "latest": "2026-03-03", "extent": "once_within", "approximate": False,
            "uncertain": False, "precision": "day", "text": "3 March 2026", "label": "", "time_of_day": "evening",
        },
        "places": [], "countries": [], "facilities": [],
        "actors": [{"name": "smugglers", "role": "initiator", "kind": "armed_group", "key": ""}],
        "casualties": [
            {"party": "border guards", "harm": "killed", "low": 1, "best": 1, "high": 1, "original_value": "one"}
        ],
        "evidence": [
            {"quote": quote, "start": TEXT.index(quote), "end": TEXT.index(quote) + len(quote), "supports": facts,
             "rule": "test", "reading": ""}
            for quote, facts in EVIDENCE.items()
        ],
        "score": 0.8, "reasons": [],
    }  # fmt: skip


def log_in(page: Page) -> None:
    page.get_by_label("Username").fill("zarina")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def accept(page: Page) -> None:
    page.get_by_role("link", name="suggestion to review").click()
    page.get_by_role("link", name="Shots at the bridge").first.click()
    page.get_by_label("Title").fill("Clash at the bridge")
    page.get_by_role("button", name="Accept as a draft").click()
    page.get_by_text("Accepted as a draft").wait_for()


def publish(page: Page) -> None:
    page.get_by_role("link", name="Publish…").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Published: edition 1 of this record").wait_for()


def correct(page: Page) -> None:
    page.get_by_label("Title").fill("Clash at the bridge over the Panj")
    page.get_by_label("Reason for this change").fill("The river was missing")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="Correct…").click()
    page.get_by_label("Public note").fill("The title now names the river.")
    page.get_by_role("button", name="Publish the correction").click()
    page.get_by_text("Published: edition 2 of this record").wait_for()


def withdraw(page: Page) -> None:
    page.get_by_role("link", name="Withdraw…").click()
    page.get_by_label("Reason").select_option("unsupported")
    page.get_by_label("Public note").fill("The paper took its report back.")
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_text("Withdrawn. Its page now says so").wait_for()


def test_a_suggestion_becomes_public_is_corrected_and_withdrawn(open_page: Open, suggestion: Suggestion) -> None:
    desk = open_page("/admin/")
    log_in(desk)
    accept(desk)
    incident = Incident.objects.get()
    public = Public(desk, incident)
    assert public.statuses() == (404, 404)
    assert not Edition.objects.exists()

    publish(desk)
    assert public.statuses() == (200, 200)
    assert "Clash at the bridge" in public.words()
    assert "one guard was killed" in public.words()
    assert public.answer()["totals"]["killed"] == {"low": 1, "best": 1, "high": 1}

    correct(desk)
    assert public.answer()["title"] == "Clash at the bridge over the Panj"
    assert "The title now names the river." in public.words()
    assert "The river was missing" not in public.words()

    withdraw(desk)
    assert public.statuses() == (200, 410)
    assert "The paper took its report back." in public.words()
    assert "one guard was killed" not in public.words()

    editions = Edition.objects.of_record("incident", incident.public_id).order_by("seq")
    assert [edition.op for edition in editions] == ["publish", "revise", "withdraw"]
    assert list(ledger_faults()) == []


class Public:
    """What a reader and a consumer get, asked for without the editor's cookies."""

    def __init__(self, page: Page, incident: Incident) -> None:
        browser = page.context.browser
        assert browser is not None
        origin = page.url.split("/admin/")[0]
        self.request = browser.new_context().request
        self.page = f"{origin}/incidents/{incident.public_id}/"
        self.item = f"{origin}/api/v1/incidents/{incident.public_id}/"

    def statuses(self) -> tuple[int, int]:
        return self.request.get(self.page).status, self.request.get(self.item).status

    def words(self) -> str:
        return self.request.get(self.page).text()

    def answer(self) -> dict[str, Any]:
        found: dict[str, Any] = self.request.get(self.item).json()
        return found
