"""What holds for every page: well formed, nothing inline, nothing from elsewhere, no cookie, few queries, small."""

import gzip
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_of_each")]
Make = Callable[..., Any]
STATIC = Path(__file__).resolve().parents[3] / "static" / "daftar"
KB = 1024

ADDRESSES = [
    "/", "/?q=attack", "/?q=earthquake", "/?from=never", "/about/", "/actors/", "/facilities/", "/sources/",
    "/timelines/", "/timelines/attacks-along-the-panj/", "/incidents/n000000901/night-attack/",
    "/incidents/n000000902/", "/actors/a000000901/shohin-sm/", "/facilities/f000000901/shohin-camp/",
    "/places/p000000901/shamsiddin-shohin/", "/sources/s000000901/ministry-on-the-camp/", "/nothing/",
    "/corrections/", "/feeds/", "/data/", "/cite/?page=/", "/?as_of=1", "/actors/?nonsense=1",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_well_formed(reader: Client, judged: Make, address: str) -> None:
    assert judged(reader.get(address)).faults == []


# A page with its chart and eleven facets, none of them counted before.
COUNTED = 32
DATA = {"type": "application/ld+json"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_stands_inline(reader: Client, judged: Make, address: str) -> None:
    page = judged(reader.get(address))
    assert page.all("style") == page.all("img") == []
    # What search engines read is data: no browser runs it.
    scripts = [element.attributes for element in page.all("script")]
    assert all((script.get("src") or "").startswith("/static/") for script in scripts if script != DATA)
    assert [e.tag for e in page.elements if any(n == "style" or n.startswith("on") for n in e.attributes)] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_content_policy_allows_no_other_origin(reader: Client, address: str) -> None:
    policy = reader.get(address).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_links_to_sources_leave_the_site(reader: Client, judged: Make, settings: Any, address: str) -> None:
    page = judged(reader.get(address))
    assert [src for src in page.values("src") if "//" in src] == []
    linked = [e for e in page.elements if "//" in (e.attributes.get("href") or "")]
    away = [e for e in linked if not (e.attributes["href"] or "").startswith(f"{settings.SITE_URL}/")]
    assert [e.attributes for e in away if e.tag != "a" or e.attributes.get("rel") != "noreferrer"] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_headings_go_down_one_step_at_a_time(reader: Client, judged: Make, address: str) -> None:
    page = judged(reader.get(address))
    levels = [int(e.tag[1]) for e in page.elements if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_label_or_link_points_at_is_there(reader: Client, judged: Make, address: str) -> None:
    page = judged(reader.get(address))
    ids = set(page.values("id"))
    inside = [href[1:] for e in page.elements if (href := e.attributes.get("href") or "").startswith("#")]
    wanted = [*page.values("for"), *page.values("aria-labelledby"), *inside]
    assert [id_ for id_ in wanted if id_ not in ids] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_landmarks_and_a_way_past_them_are_there(reader: Client, judged: Make, address: str) -> None:
    page = judged(reader.get(address))
    assert len(page.all("main")) == 1
    assert page.all("html")[0].attributes["lang"] == "en"
    assert page.all("a")[0].attributes["href"] == "#main"


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_cookie_is_set_and_none_matters(reader: Client, address: str) -> None:
    response = reader.get(address)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    "address", [a for a in ADDRESSES if a not in ("/nothing/", "/?from=never", "/actors/?nonsense=1")]
)
def test_a_page_costs_few_queries(reader: Client, django_assert_max_num_queries: Make, address: str) -> None:
    with django_assert_max_num_queries(COUNTED):
        reader.get(address)


def test_fifty_incidents_cost_no_more_queries_than_one(
    reader: Client, publish: Make, make_incident: Make, django_assert_max_num_queries: Make
) -> None:
    publish(*(make_incident(title=f"No {number}") for number in range(60)))
    with django_assert_max_num_queries(COUNTED):
        reader.get("/")


def test_fifty_incidents_fit_in_60_kb(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident(title=f"No {number}, told at some length", slug=f"no-{number}") for number in range(60)))
    html = reader.get("/").content
    assert html.count(b"<article") == 50
    assert len(gzip.compress(html)) <= 60 * KB


def test_the_styles_fit_in_12_kb() -> None:
    styles = b"".join((STATIC / name).read_bytes() for name in ("tokens.css", "site.css"))
    assert len(gzip.compress(styles)) <= 12 * KB
    assert b"http" not in styles
    assert b"@import" not in styles


def test_a_failure_has_a_page_that_needs_no_database(django_assert_max_num_queries: Make) -> None:
    with django_assert_max_num_queries(0):
        html = render_to_string("500.html")
    assert "Something failed on our side" in html


def test_robots_are_kept_out_of_the_desk(reader: Client) -> None:
    assert b"Disallow: /admin/" in reader.get("/robots.txt").content


def test_a_filtered_page_stays_out_of_search_engines(reader: Client) -> None:
    assert reader.get("/?q=attack").headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in reader.get("/").headers
    assert "noindex" not in reader.get("/").content.decode()
