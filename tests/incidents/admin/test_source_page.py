"""The page of a source follows the reading, explains failures, and shows what grew from it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from incidents.models import Incident, Suggestion
from sources import bell
from sources.models import Source


def page_of(client: Client, source: Source) -> Any:
    return client.get(f"/admin/sources/source/{source.pk}/change/")


def test_it_renews_itself_while_the_source_is_read(desk: Client) -> None:
    lease = datetime(2026, 1, 5, tzinfo=UTC)
    source = Source.objects.create(title="a", state="reading", stage="extract", progress=40, lease_until=lease)
    page = page_of(desk, source)
    assert page["Refresh"] == "3"
    assert '<progress max="100" value="40"' in page.content.decode()
    assert "<script>" not in page.content.decode()


def test_nothing_can_be_typed_that_renewing_would_lose(desk: Client) -> None:
    page = page_of(desk, Source.objects.create(title="a", state="queued")).content.decode()
    assert 'name="title"' not in page
    assert "Read again" not in page


def test_it_rests_when_the_reading_is_done(desk: Client) -> None:
    page = page_of(desk, Source.objects.create(title="a", state="read"))
    assert not page.has_header("Refresh")
    assert 'name="title"' in page.content.decode()


def test_a_failure_says_why_and_offers_another_reading(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    monkeypatch.setattr(bell, "ring", rung.append)
    source = Source.objects.create(title="a", state="failed", message="No text was found in the page.", attempts=5)
    page = page_of(desk, source).content.decode()
    assert "No text was found in the page." in page
    assert "Read again" in page
    desk.post(f"/admin/sources/source/{source.pk}/read-again/")
    source.refresh_from_db()
    assert (source.state, source.attempts, rung) == ("queued", 0, [source.pk])


def test_reading_again_is_not_a_link_that_a_robot_could_follow(desk: Client) -> None:
    source = Source.objects.create(title="a", state="failed")
    assert desk.get(f"/admin/sources/source/{source.pk}/read-again/").status_code == 405


def test_it_lists_its_suggestions_and_what_rests_on_it(desk: Client, suggestion: Suggestion, clash: Incident) -> None:
    assert "Clash in Shohin district" in page_of(desk, suggestion.source).content.decode()
    claim = clash.claims.first()
    assert claim is not None
    assert "3 claims from it" in page_of(desk, claim.source).content.decode()


def test_captured_text_is_shown_and_not_edited(desk: Client, suggestion: Suggestion) -> None:
    page = page_of(desk, suggestion.source).content.decode()
    assert "Gunmen crossed the Panj at night" in page
    assert 'name="captures-0-tool"' not in page
