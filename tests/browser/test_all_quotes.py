"""An incident's quotes, opened and closed all at once: by keys, and on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]
CLOSED = "details:is(.quotes, .again):not([open])"


def test_one_button_opens_all_and_closes_all(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page(sixty_incidents[0])
    button = page.get_by_role("button", name="Open all quotes")
    assert page.locator(CLOSED).count() > 0
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close all quotes")).to_be_focused()
    expect(page.locator(CLOSED)).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.locator("details.quotes[open]")).to_have_count(0)


def test_paper_opens_all_and_the_screen_is_as_it_was(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page(sixty_incidents[0])
    before = page.locator(CLOSED).count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(CLOSED)).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(CLOSED)).to_have_count(before)


def test_without_script_there_is_no_button(chromium: Browser, live_server: str, sixty_incidents: list[str]) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=str(live_server))
    page = context.new_page()
    page.goto(sixty_incidents[0])
    assert page.locator("details.quotes").count() > 0
    assert not page.locator("[data-quotes]").is_visible()
    context.close()
