"""The public pages in a real browser: on a phone and a desk, by day and by night, by keyboard and on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """[...document.querySelectorAll('a, button, input, select, summary')].filter(e => {
    const box = e.getBoundingClientRect(), inText = getComputedStyle(e).display === 'inline';
    return box.width && !inText && !e.matches('.skip') && (box.height < 24 || box.width < 24);
}).map(e => e.outerHTML.slice(0, 80))"""
# Every text that stands out too little from the nearest painted ground.
FAINT_TEXT = """[...document.querySelectorAll('body *')].filter(e => {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    return own && e.checkVisibility() && !e.closest('svg, .skip, option, optgroup');
}).map(e => {
    const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
    const linear = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => [r, g, b].map(v => linear(v / 255))
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
    let under = e, ground;
    do { ground = rgb(getComputedStyle(under).backgroundColor); under = under.parentElement; }
    while (under && ground.length === 4 && ground[3] === 0);
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground)].sort((x, y) => y - x);
    return [(a + .05) / (b + .05), e.outerHTML.slice(0, 80)];
}).filter(([contrast]) => contrast < 4.5)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("which", ["register", "incident", "narrowed"])
def test_it_fits_is_legible_and_can_be_hit(
    open_page: Open, sixty_incidents: list[str], which: str, size: str, scheme: str
) -> None:
    path = {"register": "/", "incident": sixty_incidents[0], "narrowed": "/?country=TJ&q=camp"}[which]
    page = open_page(path, size, scheme)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(FAINT_TEXT) == []


@pytest.mark.parametrize("which", [0, None])
def test_it_fits_at_twice_the_size(open_page: Open, sixty_incidents: list[str], which: int | None) -> None:
    page = open_page("/" if which is None else sixty_incidents[which], "desk", zoom=2)
    assert page.evaluate(SIDEWAYS) == 0
    page = open_page("/" if which is None else sixty_incidents[which], "desk", zoom=4)
    assert page.evaluate(SIDEWAYS) == 0


def test_the_first_key_leads_past_the_navigation(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_keyboard_reaches_the_third_incident_and_comes_back(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page("/")
    _tab_to(page, f'a[href="{sixty_incidents[2]}"]')
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{sixty_incidents[2]}")
    assert page.locator("h1").inner_text().startswith("Attack number 57")
    page.go_back()
    assert page.evaluate("document.querySelectorAll('article').length") == 50


def test_the_form_fills_the_address_and_the_address_fills_the_form(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page("/")
    page.get_by_label("From").fill("2025-11-01")
    page.get_by_role("searchbox", name="Words").fill("camp")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/?q=camp&from=2025-11-01")
    shown = page.locator("article h3").all_inner_texts()
    assert 0 < len(shown) < 50
    fresh = open_page(page.url)
    assert fresh.locator("article h3").all_inner_texts() == shown
    assert fresh.get_by_label("From").input_value() == "2025-11-01"


def test_older_and_newer_are_links(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page("/", "phone")
    page.goto(page.get_by_role("link", name="Older incidents").get_attribute("href") or "")
    assert page.locator("article").count() == 10
    page.get_by_role("link", name="Newer incidents").click()
    assert page.locator("article").count() == 50


def test_accounts_that_differ_stand_side_by_side_on_a_desk(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page(sixty_incidents[0])
    tops: list[Any] = page.evaluate(
        "[...document.querySelectorAll('.sides')].map(e => [...e.children].map(c => c.getBoundingClientRect().top))"
    )
    assert tops
    assert all(left == right for left, right in tops)


def test_persian_runs_from_the_right(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page(sixty_incidents[0])
    quote = page.locator('blockquote[lang="fa"]').first
    assert quote.evaluate("e => getComputedStyle(e).direction") == "rtl"


@pytest.mark.parametrize("path", ["/about/", "/data/", "/feeds/", "/corrections/", "/cite/?page=/"])
def test_pages_about_the_register_fit_and_the_policy_refuses_nothing(
    open_page: Open, sixty_incidents: list[str], path: str
) -> None:
    for size in ("phone", "desk"):
        page = open_page(path, size)
        assert page.locator("h1").count() == 1
        assert page.evaluate(SIDEWAYS) == 0
        assert page.evaluate(SMALL_TARGETS) == []
        assert page.evaluate(FAINT_TEXT) == []


def test_only_a_page_of_an_earlier_day_says_so(open_page: Open, sixty_incidents: list[str]) -> None:
    notice = "This page shows the register as it stood at edition 59"
    earlier = open_page("/?as_of=59")
    assert earlier.get_by_text(notice).is_visible()
    assert earlier.locator("article h3").first.inner_text().startswith("Attack number 58")
    assert open_page("/?as_of=60").locator(".standing").is_hidden()
    present = open_page("/")
    assert present.locator(".standing").is_hidden()
    earlier.get_by_role("link", name="Read it as it stands now").click()
    assert earlier.url == present.url
    assert earlier.locator(".standing").is_hidden()


def test_a_page_that_was_the_present_one_says_so_later(
    open_page: Open, sixty_incidents: list[str], withdraw_newest: Callable[[], None]
) -> None:
    address = f"{sixty_incidents[0]}?as_of=60"
    assert open_page(address).locator(".standing").is_hidden()
    withdraw_newest()
    page = open_page(address)  # in a browser of its own: the first may show its old style sheet for half a minute
    assert page.locator(".standing").is_visible()
    assert page.locator("h1").inner_text().startswith("Attack number 59")


def test_paper_shows_quotes_and_no_forms(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page("/")
    page.emulate_media(media="print")
    assert not page.locator("form.filters").is_visible()
    assert not page.locator("form.jump").is_visible()
    page.goto(sixty_incidents[0])
    hidden = page.locator("details.again blockquote")
    assert hidden.count() > 0
    assert hidden.first.is_visible()


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"60 times Tab did not reach {selector}")
