"""The timeline page: at most 60 KB of HTML and 60 KB of scripts and styles, compressed, and from one host."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MOST = 60 * 1024


@pytest.fixture
def page(chromium: Browser, sample_site: Any) -> Iterator[Page]:
    context = chromium.new_context(base_url=sample_site.url)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "pattern_of_page", ["/", "/?country=TJ", "{actor}", "{timeline}", "{disputed}", "/search/?q=rahmon"]
)
def test_html_scripts_and_styles_are_small(page: Page, sample_site: Any, pattern_of_page: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(sample_site.path(pattern_of_page), wait_until="networkidle")
    weights: dict[str, int] = {}
    for answer in answers:
        assert answer.url.startswith(sample_site.url)
        kind = answer.request.resource_type
        weights[kind] = weights.get(kind, 0) + len(gzip.compress(answer.body()))
    assert weights["document"] <= MOST
    assert weights.get("script", 0) + weights["stylesheet"] <= MOST
    print({kind: f"{weight / 1024:.1f} KB" for kind, weight in weights.items()})
