"""Walks every public address and searches each answer for a marker that only drafts and private notes contain.

What was withdrawn is told by its history and by pages of earlier days; what was redacted, by nothing.
"""

import gzip
import io
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import translation
from pyarrow import parquet

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
from ledger import redaction
from ledger.charts import views as chart_views
from ledger.files import snapshots
from ledger.files.store import store
from ledger.languages import DEFAULT, code_of
from ledger.pictures import views as picture_views
from sources.models import ExtractedText, Publisher, Source

MARKER, WITHDRAWN, REDACTED = "zqdraftmarker", "zqwithdrawn", "zqredacted"
LINK = re.compile(
    r"""(?:href|action|src)=["']([^"'#]+)|(http://(?:testserver|127\.0\.0\.1)[^"'<>\s\\{}#]+)|"(/[a-z][^"\s{}]*)\""""
)
PRIVATE = ("/admin", "/static/", "/healthz")
OWN_HOSTS = ("testserver", "127.0.0.1:8000", "")
NAMESPACES = ("pages", "site", "feeds", "files", "features", "discovery", "citations")
PLURALS = ("incidents", "actors", "facilities", "places", "sources", "timelines")
MOST = 8_000
# Filters multiply: of the addresses that narrow a page by the same names, one is walked, and in English alone.
NARROWED_ALIKE = 1
TOGETHER = ({"from", "to"}, {"near", "radius"})
NO_FILTERS = {"as_of", "page", "url", "format", "cursor", "after", "before", "since"}
ANSWERED = (200, 302, 308, 410)
pytestmark = pytest.mark.django_db(transaction=True)  # files are copied on a connection of their own


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
    withdraw(_rumour(clash, editor, make_text, WITHDRAWN), by=editor, reason_code="unsupported", note="Not confirmed.")
    forgotten = _rumour(clash, editor, make_text, REDACTED)
    withdraw(forgotten, by=editor, reason_code="unsupported", note="Not confirmed.")
    with transaction.atomic():
        redaction.redact("incident", forgotten.public_id, note="A court ordered it.", reason_code="legal")
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


def _rumour(clash: Incident, editor: User, make_text: Callable[..., ExtractedText], words: str) -> Incident:
    """Published; `words` are in its title and in nothing else."""
    rumour = Incident(title=f"{words} clash", type=clash.type)
    rumour.span = edtf.parse("2025-12-21")
    rumour.save()
    text = make_text("A rumour of a clash.")
    rumour.claims.create(
        source=text.capture.source, text=text, quote="A rumour", start=0, end=8, supports=["type", "date"], identity="g"
    )
    publish(rumour, by=editor)
    return rumour


@pytest.fixture(autouse=True)
def _pictures_as_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in a picture is read before it becomes dots."""
    for drawn in (picture_views, chart_views):
        monkeypatch.setattr(drawn, "png", lambda svg, *_: svg.encode())


@pytest.fixture
def make_snapshot(settings: Any, tmp_path: Path) -> Callable[[], None]:
    def make() -> None:
        settings.SNAPSHOT_DIR = tmp_path
        snapshots.want_snapshot("test", datetime(2026, 1, 5, tzinfo=UTC))
        snapshots.tend(store(), lambda: datetime(2026, 1, 5, tzinfo=UTC))

    return make


def crawl(client: Client, starts: list[str]) -> dict[str, Any]:
    """Every address that links lead to, with its answer."""
    waiting = list(starts)
    answers: dict[str, Any] = {}
    alike: Counter[tuple[str, frozenset[str]]] = Counter()
    while waiting:
        address = waiting.pop()
        if address in answers or address.startswith(PRIVATE):
            continue
        assert len(answers) < MOST, f"the walk does not end: {list(answers)[-20:]}"
        response = client.get(address)
        text = _text(response)
        answers[address] = (response, text)
        found = [urljoin(f"http://testserver{address}", a or b or c) for a, b, c in LINK.findall(text)]
        found += [urljoin("http://testserver", response["Location"])] if "Location" in response else []
        local = {_local(url) for url in found if urlsplit(url).netloc in OWN_HOSTS} - answers.keys()
        waiting += [link for link in sorted(local) if not _walked_enough(link, alike)]
    return answers


def _walked_enough(address: str, alike: Counter[tuple[str, frozenset[str]]]) -> bool:
    parts = urlsplit(address)
    given = parse_qs(parts.query)
    names = frozenset(given) - NO_FILTERS
    about_narrowed = any("?" in value for values in given.values() for value in values)
    if (parts.query and code_of(parts.path) != DEFAULT) or (len(names) > 1 and names not in TOGETHER):
        return True
    alike[parts.path, names] += bool(names) or about_narrowed
    return alike[parts.path, names] > NARROWED_ALIKE


def _text(response: Any) -> str:
    body: bytes = response.getvalue()
    if body.startswith(b"PAR1"):
        return str(parquet.read_table(io.BytesIO(body)).to_pylist())
    if body.startswith(b"\x1f\x8b"):
        body = gzip.decompress(body)
    return body.decode()


def _local(url: str) -> str:
    parts = urlsplit(url.replace("&amp;", "&"))
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def view_of(response: Any) -> str:
    """The client finds the view only when asked for it, and a page's address is one in its own language."""
    with translation.override(code_of(response.request["PATH_INFO"])):
        return str(response.resolver_match.view_name)


def public_url_names() -> set[str]:
    names: set[str] = {name for name in get_resolver().reverse_dict if str(name).startswith("api-")}
    for space in NAMESPACES:
        _, resolver = get_resolver().namespace_dict[space]
        names |= {f"{space}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    return names


def _starts() -> list[str]:
    files = [f"/data/{plural}.{ending}" for plural in PLURALS for ending in ("csv", "jsonl", "geojson", "schema.json")]
    feeds = [f"/feeds/{plural}.{ending}" for plural in PLURALS for ending in ("atom", "json", "ics")]
    entrances = ["/", "/api/v1/", "/api/v1/changes/", "/feeds/", "/corrections/", "/data/", "/ogc/", "/sitemap.xml"]
    entrances += [
        "/search/",
        "/search/suggestions.json?q=pan",
        "/charts/",
        "/about/",
        "/embed/timeline/",
        "/embed/map/",
    ]
    entrances += ["/map/", "/map/clusters.json?bbox=60,30,80,45&zoom=8"]
    return [*entrances, "/robots.txt", "/data/latest/manifest.json", "/data/incidents.timelinejs", *files, *feeds]


def _guesses() -> list[str]:
    """What somebody would try who knows the ids of drafts."""
    incidents = Incident.objects.values_list("public_id", flat=True)
    sources = Source.objects.filter(title__contains=MARKER).values_list("public_id", flat=True)
    actors = Actor.objects.filter(name__contains=MARKER).values_list("public_id", flat=True)
    paths = [f"/incidents/{id_}/" for id_ in incidents] + [f"/sources/{id_}/" for id_ in sources]
    paths += [f"/actors/{id_}/" for id_ in actors] + [f"/timelines/{MARKER}-line/"]
    api = [f"/api/v1{path}{more}" for path in paths for more in ("", "editions/", "?as_of=1")]
    cited = [f"/cite.{ending}?page={quote(path)}" for path in paths for ending in ("txt", "bib", "ris", "json")]
    features = [f"/ogc/collections/incidents/items/{id_}" for id_ in incidents]
    searched = ("/", "/search/", "/search/suggestions.json", "/charts/", "/api/v1/incidents/", "/feeds/incidents.atom")
    searches = [f"{list_}?q={MARKER[:-2]}" for list_ in searched]
    searches += [f"/embed/incident/{id_}/" for id_ in incidents] + [f"/pictures{path[:-1]}.png" for path in paths]
    searches += [f"/oembed?url={quote(f'{settings.SITE_URL}{path}')}" for path in paths]
    return [*paths, *api, *cited, *features, *searches, f"/data/incidents.jsonl?q={MARKER[:-2]}"]


@pytest.mark.usefixtures("register")
def test_no_public_answer_holds_a_draft(client: Client, make_snapshot: Callable[[], None]) -> None:
    make_snapshot()
    answers = crawl(client, [*_starts(), *_guesses()])
    assert [a for a, (response, _) in answers.items() if response.status_code >= 500] == []
    leaks = [address for address, (_, body) in answers.items() if MARKER in body and MARKER[:-2] not in address]
    leaks += [a for a, (_, body) in answers.items() if f"{MARKER} " in body or f"{MARKER}<" in body]
    assert leaks == []
    assert [address for address, (_, body) in answers.items() if REDACTED in body] == []
    told = [address for address, (_, body) in answers.items() if WITHDRAWN in body]
    assert [address for address in told if "as_of=" not in address and "/editions/" not in address] == []
    visited = {view_of(r) for r, _ in answers.values() if r.status_code in ANSWERED}
    assert sorted(public_url_names() - visited) == []


def test_the_walk_would_find_a_leak(
    register: Incident, client: Client, editor: User, make_snapshot: Callable[[], None]
) -> None:
    publish(register, by=editor)
    make_snapshot()
    answers = crawl(client, _starts())
    leaking = {view_of(r) for r, body in answers.values() if r.status_code == 200 and MARKER in body}
    for name in ("pages:register", "api-incident-list", "feeds:feed", "files:live", "files:snapshot", "features:items"):
        assert name in leaking
