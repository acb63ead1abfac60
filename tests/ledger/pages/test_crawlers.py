"""A crawler that follows what it may reaches every record, and never the product of filters."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
PROGRAMS = ("/api/", "/data/", "/ogc/", "/standing/", "/static/", "/sitemap")


@pytest.fixture
def _cast(publish: Make, make_incident: Make, make_actor: Make, make_place: Make, make_source: Make) -> None:
    usual = make_incident()
    dates = [{**usual["date"], "edtf": day, "earliest": day, "latest": day} for day in ("2023-05-01", "2025-11-02")]
    publish(
        *(make_incident(id=f"n00000000{n}", date=date) for n, date in enumerate(dates)),
        make_actor(id="a000000001"), make_place(id="p000000001"), make_source(id="s000000001"),
    )  # fmt: skip


@pytest.mark.usefixtures("_cast")
def test_it_meets_no_filter_and_comes_to_an_end(reader: Client, judged: Make) -> None:
    met, waiting = set[str](), ["/"]
    while waiting:
        address = waiting.pop()
        if address in met:
            continue
        met.add(address)
        response = reader.get(address)
        if "text/html" in response.headers.get("Content-Type", "") and not response.headers.get("X-Robots-Tag"):
            waiting += _followed(judged(response), address)
    assert [address for address in met if urlsplit(address).query] == []
    assert {"/actors/", "/places/", "/sources/"} <= met
    assert [
        kind for kind in ("/incidents/n", "/actors/a", "/places/p", "/sources/s") if kind not in " ".join(met)
    ] == []
    assert len(met) < 60


@pytest.mark.usefixtures("_cast")
def test_one_that_heeds_no_nofollow_is_kept_out_by_robots(reader: Client) -> None:
    rules = reader.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /*?" in rules


def _followed(page: Any, address: str) -> list[str]:
    """In English: the other languages' pages have the same links."""
    links = [a.attributes for a in page.all("a") if "nofollow" not in (a.attributes.get("rel") or "")]
    whole = (urldefrag(urljoin(address, link.get("href") or "")).url for link in links if not link.get("hreflang"))
    return [url for url in whole if url.startswith("/") and not url.startswith(PROGRAMS)]
