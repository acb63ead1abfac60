"""The timeline, its filters and the evidence, walked by keys; where a reader stands is always to be seen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FOCUS = """(() => { const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
    return [e.tagName, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, box.width > 0]; })()"""
MOST_STEPS = 250


@pytest.fixture
def page(chromium: Browser, sample_site: Any) -> Iterator[Page]:
    viewport: Any = {"width": 1440, "height": 900}
    context = chromium.new_context(base_url=sample_site.url, viewport=viewport, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Every stop on the way shows that it is one."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        tag, outlined, seen = page.evaluate(FOCUS)
        assert outlined, page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert seen or tag == "BODY", page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{MOST_STEPS} times Tab did not reach {selector}")


def test_the_chart_is_one_stop_with_arrows_inside(page: Page, sample_site: Any) -> None:
    page.goto("/")
    tab_to(page, "svg.bars a")
    last = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != last
    page.keyboard.press("Enter")
    page.wait_for_url("**/?from=*")


def test_a_filter_narrows_the_list_and_the_number_is_announced(page: Page, sample_site: Any) -> None:
    page.goto("/")
    before = page.locator("#count").inner_text()
    tab_to(page, "#filters a[href*='lane=']")
    page.keyboard.press("Enter")
    page.wait_for_url("**lane=**")
    expect(page.locator("#count")).not_to_have_text(before)
    assert page.locator("main").locator("[aria-live], [role=status]").count() == 1
    assert page.locator("#count").evaluate("e => e.closest('[aria-live=polite], [role=status]') !== null")
    assert page.evaluate("document.activeElement !== document.body")


def test_evidence_opens_by_keys(page: Page, sample_site: Any) -> None:
    page.goto(sample_site.path("{disputed}"))
    tab_to(page, "main details > summary")
    opened = "document.activeElement.parentElement.open"
    was = page.evaluate(opened)
    page.keyboard.press("Enter")
    assert page.evaluate(opened) != was
    page.keyboard.press("Space")
    assert page.evaluate(opened) == was


def test_from_the_list_to_the_sources_and_back(page: Page, sample_site: Any) -> None:
    page.goto("/")
    path = sample_site.path("{disputed}")
    page.locator(f"a[href='{path}']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path}")
    tab_to(page, "main a[href^='#s']")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target') !== null")
    page.go_back()
    page.go_back()
    assert page.locator("article.card").count() > 20
