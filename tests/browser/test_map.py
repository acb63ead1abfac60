"""The map page in a real browser: it fits, it can be walked by keyboard, and it asks no other host."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(("size", "scheme"), [("phone", "dark"), ("desk", "light")])
def test_the_map_fits_and_asks_nobody_else(
    sixty_incidents: list[str], open_page: Callable[..., Page], size: str, scheme: str
) -> None:
    page = open_page("/map/", size, scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("article").first).to_be_visible()


def test_a_hatched_district_is_a_link_for_the_keyboard(
    sixty_incidents: list[str], open_page: Callable[..., Page]
) -> None:
    page = open_page("/map/")
    page.locator("a.sign").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?*place_precision=adm2*")
    expect(page.locator("article").first).to_be_visible()
