"""Walks every public address and searches each answer for a marker that only drafts and private notes contain."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver

from incidents.dates import edtf
from incidents.models import (
    Actor,
    ActorRelation,
    Facility,
    Incident,
    IncidentFacility,
    IncidentType,
    Participation,
    Timeline,
    TimelineEntry,
)
from incidents.services.publishing import publish, withdraw
from sources.models import ExtractedText, Publisher, Source

MARKER = "zqdraftmarker"
LINK = re.compile(r"""(?:href|action|src)=["']([^"'#]+)|"(https?://testserver[^"]+|/api/v1/[^"]*)\"""")
PRIVATE = ("/admin", "/static/", "/healthz")


@pytest.fixture
def register(clash: Incident, editor: User, guards: Actor, make_text: Callable[..., ExtractedText]) -> Incident:
    """One published incident among drafts that touch it from every side, and one that was withdrawn."""
    Incident.objects.filter(pk=clash.pk).update(notes=MARKER)
    Actor.objects.filter(pk=guards.pk).update(notes=MARKER)
    Publisher.objects.update(notes=MARKER, reliability="E")
    Source.objects.update(notes=MARKER)
    group = Actor.objects.create(name=f"{MARKER} group", kind="armed_group")
    ActorRelation.objects.create(actor=guards, relation="allied_with", other=group)
    post = Facility.objects.create(name="Post on the Panj", kind="border_post", notes=MARKER)
    IncidentFacility.objects.create(incident=clash, facility=post, relation="attacked")
    clash.claims.filter(supports__contains=["place"]).update(supports=["place", "actors", "facilities"])
    draft = _draft(make_text, group)
    timeline = Timeline.objects.create(slug="panj", title="Along the Panj", notes=MARKER)
    for incident in (clash, draft):
        TimelineEntry.objects.create(timeline=timeline, incident=incident, note=MARKER if incident == draft else "")
    Timeline.objects.create(slug=f"{MARKER}-line", title=f"{MARKER} line")
    publish(clash, by=editor)
    publish(timeline, by=editor)
    Incident.objects.filter(pk=clash.pk).update(summary=f"{MARKER}: an edit that is not published yet")
    _withdrawn(clash, editor, make_text)
    return draft


def _draft(make_text: Callable[..., ExtractedText], group: Actor) -> Incident:
    draft = Incident(title=f"{MARKER} incident", summary=MARKER, type=IncidentType.objects.get(code="armed_clash"))
    draft.span = edtf.parse("2025-12-20")
    draft.save()
    Participation.objects.create(incident=draft, actor=group, role="initiator")
    text = make_text(f"{MARKER} said nothing.", title=f"{MARKER} story", url=f"https://outlet.example/{MARKER}")
    draft.claims.create(
        source=text.capture.source,
        text=text,
        quote=MARKER,
        start=0,
        end=len(MARKER),
        identity="d",
        supports=["type", "date", "actors"],
    )
    return draft


def _withdrawn(clash: Incident, editor: User, make_text: Callable[..., ExtractedText]) -> None:
    gone = Incident(title=f"{MARKER} gone", type=clash.type)
    gone.span = edtf.parse("2025-12-21")
    gone.save()
    text = make_text("A rumour of a clash.")
    gone.claims.create(
        source=text.capture.source, text=text, quote="A rumour", start=0, end=8, supports=["type", "date"], identity="g"
    )
    publish(gone, by=editor)
    withdraw(gone, by=editor, reason_code="unsupported", note="Nobody confirmed it.")


def crawl(client: Client, starts: list[str]) -> dict[str, Any]:
    """Every address that links lead to, with its answer."""
    waiting = list(starts)
    answers: dict[str, Any] = {}
    while waiting:
        address = waiting.pop()
        if address in answers or address.startswith(PRIVATE) or len(answers) > 500:
            continue
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        answers[address] = (response, body.decode(errors="replace"))
        found = [urljoin(f"http://testserver{address}", a or b) for a, b in LINK.findall(answers[address][1])]
        found += [urljoin("http://testserver", response["Location"])] if "Location" in response else []
        waiting += [_local(url) for url in found if urlsplit(url).netloc in ("testserver", "")]
    return answers


def _local(url: str) -> str:
    parts = urlsplit(url.replace("&amp;", "&"))
    return parts.path + (f"?{parts.query}" if parts.query else "")


def public_url_names() -> set[str]:
    _, pages = get_resolver().namespace_dict["pages"]
    names = {f"pages:{name}" for name in pages.reverse_dict if isinstance(name, str)}
    return names | {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("api-")}


@pytest.mark.django_db
def test_no_public_answer_holds_a_draft(register: Incident, client: Client) -> None:
    draft = register
    guesses = [
        f"/incidents/{draft.public_id}/", f"/api/v1/incidents/{draft.public_id}/",
        f"/api/v1/incidents/?q={MARKER[:-2]}",
        f"/timelines/{MARKER}-line/", f"/?q={MARKER[:-2]}", "/robots.txt",
        *(f"/sources/{source.public_id}/" for source in Source.objects.filter(title__contains=MARKER)),
        *(f"/api/v1/actors/{actor.public_id}/" for actor in Actor.objects.filter(name__contains=MARKER)),
        *(f"/incidents/{incident.public_id}/" for incident in Incident.objects.filter(state="withdrawn")),
        *(f"/api/v1/incidents/{incident.public_id}/" for incident in Incident.objects.filter(state="withdrawn")),
    ]  # fmt: skip
    answers = crawl(client, ["/", "/api/v1/", *guesses])
    leaks = [address for address, (_, body) in answers.items() if MARKER in body and MARKER not in address]
    leaks += [a for a, (_, body) in answers.items() if f"{MARKER} " in body or f"{MARKER}<" in body]
    assert leaks == []
    assert len(answers) > 30
    visited = {f"{r.resolver_match.view_name}" for r, _ in answers.values() if r.resolver_match}
    assert sorted(public_url_names() - visited) == []


@pytest.mark.django_db
def test_the_walk_would_find_a_leak(register: Incident, client: Client, editor: User) -> None:
    publish(register, by=editor)
    answers = crawl(client, ["/"])
    assert any(MARKER in body for _, body in answers.values())
