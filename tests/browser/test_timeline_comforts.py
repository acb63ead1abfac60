"""The timeline with its scripts: filters without a new page, the chart by arrows and by dragging, more on one page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ledger.pages import standing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]


def test_a_filter_changes_the_list_the_address_and_the_count_in_place(
    open_page: Open, sixty_incidents: list[str]
) -> None:
    page = open_page("/")
    page.evaluate("window.same = true")
    page.locator(".facet a", has_text="Violence").click()
    page.wait_for_url("**/?lane=violence")
    expect(page.locator(".chip")).to_contain_text("Violence")
    expect(page.locator("#count")).to_contain_text("60 of 60 incidents: Violence.")
    expect(page.locator("#results-heading")).to_be_focused()
    assert page.evaluate("window.same") is True
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)


def test_a_form_leaves_its_empty_fields_out_of_the_address(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page("/")
    page.locator("#q").fill("camp")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/?q=camp")


def test_the_chart_is_one_stop_and_arrows_go_from_bar_to_bar(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page("/")
    bars = page.locator(".bars a")
    assert page.locator(".bars a[tabindex='0']").count() == 1
    bars.last.focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("November 2025: 5 incidents")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?from=2025-11-01&to=2025-11-30")
    expect(page.locator("#count")).to_contain_text("5 of 60 incidents: November 2025.")


def test_dragging_over_bars_asks_for_their_days(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page("/")
    bars = page.locator(".bars .hit")
    first, last = bars.nth(1).bounding_box(), bars.nth(3).bounding_box()
    assert first
    assert last
    page.mouse.move(first["x"] + 5, first["y"] + 20)
    page.mouse.down()
    page.mouse.move(last["x"] + 5, last["y"] + 25, steps=4)
    page.mouse.up()
    page.wait_for_url("**/?from=2025-02-01&to=2025-04-30")


@pytest.fixture
def far_down(open_page: Open, sixty_incidents: list[str], monkeypatch: pytest.MonkeyPatch) -> Page:
    """Asked once for older incidents and scrolled on, until no more come by themselves: four pages of ten."""
    monkeypatch.setattr(standing, "PAGE_SIZE", 10)
    page = open_page("/")
    page.get_by_role("link", name="Older incidents").click()
    for number in (20, 30, 40):
        expect(page.locator("article")).to_have_count(number)
        page.locator("footer").scroll_into_view_if_needed()
    return page


def test_older_incidents_come_onto_the_page_into_the_count_and_into_the_address(far_down: Page) -> None:
    assert far_down.url.endswith("/?pages=4")
    expect(far_down.locator("#count")).to_contain_text("On this page: 40")
    ids = far_down.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_the_foot_of_the_page_is_reached_and_the_way_on_is_a_link(far_down: Page) -> None:
    expect(far_down.locator("footer")).to_be_in_viewport()
    far_down.get_by_role("link", name="Older incidents").click()
    far_down.wait_for_url("**/?after=*")
    expect(far_down.locator("article")).to_have_count(10)
    far_down.get_by_role("link", name="Older incidents").click()
    far_down.wait_for_url("**/?after=*&pages=2")
    expect(far_down.locator("article")).to_have_count(20)
    expect(far_down.get_by_role("link", name="Older incidents")).to_have_count(0)


def test_who_comes_back_or_reloads_stands_where_he_was(far_down: Page) -> None:
    card = far_down.locator("article").nth(33)
    card.scroll_into_view_if_needed()
    card.locator(".title a").click()
    far_down.wait_for_url("**/incidents/**")
    far_down.go_back()
    expect(card).to_be_in_viewport()
    far_down.reload()
    expect(far_down.locator("article")).to_have_count(40)
    expect(card).to_be_in_viewport()


def test_a_period_is_marked_by_keys(open_page: Open, sixty_incidents: list[str]) -> None:
    page = open_page("/")
    page.locator(".bars a").last.focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(".chart-help")).to_have_text("From October 2025 to December 2025: Enter shows this period.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?from=2025-10-01&to=2025-12-31")
