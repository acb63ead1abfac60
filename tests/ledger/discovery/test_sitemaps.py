"""Every public page is found through the sitemap, with the time of its edition, and nothing that is gone."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from usp.fetch_parse import SitemapStrParser
from usp.objects.sitemap import PagesXMLSitemap

from ledger.discovery import sitemaps
from ledger.rendering import timestamp

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
NAMES = {"s": sitemaps.NAMESPACE}


def files(client: Client) -> list[str]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [node.text.removeprefix(settings.SITE_URL) for node in root.findall("s:sitemap/s:loc", NAMES) if node.text]


def locations(client: Client) -> dict[str, str | None]:
    """Paths with when they changed."""
    found: dict[str, str | None] = {}
    for path in files(client):
        root = ElementTree.fromstring(client.get(path).content)
        assert len(root) <= 50_000
        for url in root.findall("s:url", NAMES):
            path = (url.findtext("s:loc", namespaces=NAMES) or "").removeprefix(settings.SITE_URL)
            assert path not in found
            found[path] = url.findtext("s:lastmod", namespaces=NAMES)
    return found


def test_every_page_of_it_is_there(
    client: Client, publish: Make, make_incident: Make, make_actor: Make, make_timeline: Make
) -> None:
    editions = publish(make_incident(), make_actor(), make_timeline())
    found = locations(client)
    assert {"/", "/about/", "/actors/", "/timelines/attacks-along-the-panj/"} <= set(found)
    assert all(client.get(path).status_code == 200 for path in found)
    assert [changed for changed in found.values() if changed] == [timestamp(edition.at) for edition in editions]


def test_what_is_withdrawn_merged_or_replaced_is_not(
    client: Client, publish: Make, make_incident: Make, withdraw: Make, merge: Make
) -> None:
    kept, withdrawn, merged = make_incident(), make_incident(), make_incident()
    publish(kept, withdrawn, merged)
    withdraw(withdrawn)
    merge(merged, into=kept)
    publish({**kept, "slug": "corrected", "title": "Corrected"})
    assert [path for path in locations(client) if "incidents" in path] == [f"/incidents/{kept['id']}/corrected/"]


def test_a_file_holds_one_range_of_editions(
    client: Client, publish: Make, make_incident: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "SEQS_PER_FILE", 2)
    incidents = [make_incident() for _ in range(5)]
    publish(*incidents)
    numbered = [path for path in files(client) if "incidents" in path]
    assert numbered == [f"/sitemaps/incidents-{number}.xml" for number in (1, 2, 3)]
    first = client.get(numbered[0]).content
    publish(make_incident())
    assert client.get(numbered[0]).content == first
    assert client.get("/sitemaps/incidents-9.xml").status_code == 404


def test_a_parser_of_sitemaps_reads_it(client: Client, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    parser = SitemapStrParser(static_content=client.get("/sitemaps/incidents-1.xml").content.decode())
    sitemap = parser.sitemap()
    assert isinstance(sitemap, PagesXMLSitemap)
    pages = list(sitemap.all_pages())
    assert [incident["id"] in page.url for page in pages] == [True]
    assert pages[0].last_modified is not None


def test_the_index_takes_no_parameters(client: Client) -> None:
    assert client.get("/sitemap.xml?page=2").status_code == 400
