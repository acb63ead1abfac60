"""The desk's cast: an account for each role with its own browser, and a suggestion that waits."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Actor, Place, Suggestion
from incidents.services.roles import ADMINISTRATOR, CONTRIBUTOR, EDITOR, give_role
from sources.models import ExtractedText

QUOTES = {
    "two guards died": ["killed"],
    "Border guards in Shohin district shot three of them": ["place", "actors", "type"],
    "at night on 24 December 2025": ["date"],
}

Browser = Callable[[str], Client]


@pytest.fixture
def browser_of(db: None) -> Browser:
    """A logged-in client of an account in the role; "nobody" is a visitor."""

    def make(role: str) -> Client:
        client = Client()
        if role != "nobody":
            user, _ = User.objects.get_or_create(username=f"the-{role}")
            give_role(user, role)
            client.force_login(user)
        return client

    return make


@pytest.fixture
def desk(browser_of: Browser) -> Client:
    return browser_of(EDITOR)


@pytest.fixture
def contributor(browser_of: Browser) -> Client:
    return browser_of(CONTRIBUTOR)


@pytest.fixture
def administrator(browser_of: Browser) -> Client:
    return browser_of(ADMINISTRATOR)


@pytest.fixture
def suggestion(types: None, make_text: Callable[..., ExtractedText], guards: Actor, district: Place) -> Suggestion:
    text = make_text()
    data = suggested(text.text, guards, district)
    return Suggestion.objects.create(
        source=text.capture.source, text=text, fingerprint="f", extractor="test", title=data["title"],
        type_code="armed_clash", score=0.8, data=data,
    )  # fmt: skip


def suggested(text: str, guards: Actor, district: Place) -> dict[str, Any]:
    return {
        "title": "Clash in Shohin district", "type": "armed_clash", "main": True, "background": False,
        "date": {
            "earliest": "2025-12-24", "latest": "2025-12-25", "extent": "throughout", "approximate": False,
            "uncertain": False, "precision": "span", "text": "24 December 2025", "label": "", "time_of_day": "night",
        },
        "places": [
            {"name": "Shohin", "kind": "admin2", "country": "TJ", "key": district.public_id, "precision": "adm2"}
        ],
        "countries": ["TJ"],
        "actors": [
            {"name": "Border guards", "role": "target", "kind": "", "key": guards.public_id},
            {"name": "gunmen", "role": "initiator", "kind": "", "key": ""},
        ],
        "facilities": [],
        "casualties": [
            {"party": "border guards", "harm": "killed", "low": 2, "best": 2, "high": 2, "original_value": "two"}
        ],
        "evidence": [
            {"quote": q, "start": at, "end": at + len(q), "supports": s, "rule": "t", "reading": ""}
            for q, s in QUOTES.items()
            for at in [text.index(q)]
        ],
        "score": 0.8, "reasons": [],
    }  # fmt: skip


def posted(page: Any) -> dict[str, Any]:
    """What a browser would send back from a change form, unchanged."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                sent[bound.html_name] = value
    return sent


@pytest.fixture
def form_of() -> Callable[[Any], dict[str, Any]]:
    return posted
