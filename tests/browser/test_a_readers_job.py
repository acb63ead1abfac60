"""What happened near Shamsiddin Shohin in December 2025, who says so, and where do they disagree? From `/`, in at most
four clicks."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MOST_CLICKS = 4


class Reader:
    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def reader(chromium: Browser, sample_site: Any, request: pytest.FixtureRequest) -> Iterator[Reader]:
    viewport: Any = {"width": 1440, "height": 900}
    context = chromium.new_context(
        base_url=sample_site.url, viewport=viewport, java_script_enabled=request.param, reduced_motion="reduce"
    )
    yield Reader(context.new_page())
    context.close()


def test_it_is_done_in_four_clicks(reader: Reader, record_property: Any) -> None:
    page = reader.page
    began = time.monotonic()
    page.goto("/")
    reader.click(page.locator("summary", has_text=re.compile(r"^District$")))
    reader.click(page.locator("#filters").get_by_role("link", name=re.compile("Shamsiddin Shohin")))
    expect(page).to_have_url(re.compile("district="))
    reader.click(page.locator("svg.bars").get_by_role("link", name=re.compile("^December 2025")))
    expect(page).to_have_url(re.compile("from=2025-12-01"))
    expect(page.locator("article.card")).to_have_count(1)
    reader.click(page.locator("article.card .title a"))
    expect(page.locator("h1")).to_have_text("Clash with armed men in Shamsiddin Shohin")
    expect(
        page.locator("main").get_by_text(re.compile("Border Troops of Tajikistan")).filter(visible=True).first
    ).to_be_visible()
    expect(
        page.locator("main")
        .get_by_text(re.compile("disagree|differ|disputed", re.IGNORECASE))
        .filter(visible=True)
        .first
    ).to_be_visible()
    record_property("seconds", round(time.monotonic() - began, 2))
    assert reader.clicks <= MOST_CLICKS
    print(f"{reader.clicks} clicks, {time.monotonic() - began:.2f} s")
