"""Filters stand open on a desk and close on a phone, without a script; every part of the chart is wide enough for a
finger."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PHONE, DESK = (360, 740), (1024, 800)
# Every state of the chart from many years down to the days of a month.
PERIODS = ["/", "/?from=2025-01-01&to=2025-12-31", "/?from=2025-12-01&to=2025-12-31", "/?country=TJ"]
Open = Callable[..., Page]


@pytest.fixture
def unscripted(chromium: Browser, sample_site: Any) -> Iterator[Open]:
    contexts = []

    def opened(path: str, size: tuple[int, int]) -> Page:
        viewport: Any = {"width": size[0], "height": size[1]}
        context = chromium.new_context(base_url=sample_site.url, viewport=viewport, java_script_enabled=False)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_filters_stand_open_beside_the_list_on_a_desk(unscripted: Open) -> None:
    page = unscripted("/", DESK)
    expect(page.locator("#q")).to_be_visible()
    expect(page.locator("#filters a[href='/?lane=violence']")).to_be_visible()
    expect(page.locator("#filters > summary")).to_be_hidden()
    expect(page.get_by_role("search")).to_have_count(1)


def test_filters_open_and_close_on_a_phone(unscripted: Open) -> None:
    page = unscripted("/", PHONE)
    words, summary = page.locator("#q"), page.locator("#filters > summary")
    expect(words).to_be_hidden()
    summary.click()
    expect(words).to_be_visible()
    summary.click()
    expect(words).to_be_hidden()


def test_the_first_incident_is_on_the_first_screen_of_a_phone(unscripted: Open) -> None:
    expect(unscripted("/", PHONE).locator("#incidents h2").first).to_be_in_viewport()


@pytest.mark.parametrize("path", PERIODS)
def test_a_finger_meets_24_pixels_wherever_it_touches_the_chart(unscripted: Open, path: str) -> None:
    page = unscripted(path, PHONE)
    boxes = [link.bounding_box() for link in page.locator(".bars a .hit").all() if link.is_visible()]
    assert boxes
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)


def test_a_finger_goes_from_years_to_months_to_days(unscripted: Open) -> None:
    page = unscripted("/", PHONE)
    for _ in range(3):
        page.locator(".bars a .hit").filter(visible=True).last.click()
    first, last = re.findall(r"\d{4}-\d{2}-\d{2}", page.url)
    assert (date.fromisoformat(last) - date.fromisoformat(first)).days < 7
    expect(page.locator("article.card").first).to_be_visible()
