"""The map in a real browser: moved, narrowed in time, read by keyboard and on a phone, and without any script."""

import gzip
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
Opened = Callable[..., Page]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
MOST = 100 * 1024
SHIFTS = """() => new Promise(told => {
  new PerformanceObserver(list => told(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => told(0), 300);
})"""


@pytest.fixture
def opened(chromium: Browser, sample_site: Any) -> Iterator[Opened]:
    """Opens the map, waits until it can be moved; what the console says, and a request elsewhere, fails the test."""
    contexts, complaints = [], []

    def go(path: str = "/map/", viewport: Any = DESK, live: bool = True, **options: Any) -> Page:
        context = chromium.new_context(base_url=sample_site.url, viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: _note_foreign(request.url, sample_site.url, complaints))
        page.goto(path)
        if live:
            expect(page.locator(".map-box.is-live")).to_be_visible()
        return page

    yield go
    for context in contexts:
        context.close()
    assert complaints == []


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def counted(page: Page) -> int:
    return int((page.locator("#map-seen").text_content() or "").split()[0])


def test_every_precision_is_drawn_as_such(opened: Opened) -> None:
    page = opened()
    for mark in (".sign-link.point", ".sign-link.cluster", "path.area", "path.along", "path.disputed"):
        expect(page.locator(f".map-live {mark}").first).to_be_attached()
    expect(page.locator(".map-box > svg")).to_have_count(0)


def test_moving_asks_for_what_is_in_view_and_the_address_keeps_it(opened: Opened) -> None:
    page = opened()
    whole = counted(page)
    with page.expect_request("**/map/clusters.json*") as request, page.expect_response("**only=list*"):
        page.locator("[data-move=in]").click()
    assert all(float(edge) * 128 % 1 == 0 for edge in parse_qs(urlsplit(request.value.url).query)["bbox"][0].split(","))
    expect(page.locator("#map-seen")).to_contain_text("in this part of the map")
    seen, view = counted(page), asked(page)["bbox"]
    assert 0 < seen < whole
    assert f"bbox={view.replace(',', '%2C')}" in str(page.locator("#map-facets a").first.get_attribute("href"))
    page.goto("/about/")
    page.go_back()
    expect(page.locator(".map-box.is-live")).to_be_visible()
    assert (asked(page)["bbox"], counted(page)) == (view, seen)


def test_a_sign_opens_by_keyboard_and_gives_the_focus_back(opened: Opened) -> None:
    page = opened()
    page.locator(".past").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#map-list"
    sign = page.get_by_role("link", name="3 incidents here").last
    sign.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map-popup .briefs li")).to_have_count(3)
    assert page.evaluate("document.activeElement.textContent") == "3 incidents here"
    page.keyboard.press("Escape")
    expect(page.locator(".map-popup")).to_have_count(0)
    expect(sign).to_be_focused()


def test_signs_are_reached_in_reading_order(opened: Opened) -> None:
    page = opened()
    places = [sign.bounding_box() for sign in page.locator(".sign-link").all()]
    rows = [int((place or {"y": 0})["y"]) for place in places]
    assert all(after >= before - 48 for before, after in pairwise(rows))


def test_an_area_says_which_incidents_lie_somewhere_in_it(opened: Opened) -> None:
    page = opened()
    area = page.get_by_role("button", name="2 incidents somewhere in Khatlon")
    area.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map-popup .briefs a")).to_have_count(2)


def test_the_sliders_narrow_the_list_the_signs_and_the_address(opened: Opened) -> None:
    page = opened()
    whole, first = counted(page), page.locator("#map-first")
    expect(first).to_have_attribute("aria-valuetext", "April 2021")
    with page.expect_response("**/map/clusters.json*from=*"):
        first.focus()
        page.keyboard.press("PageUp")
        page.keyboard.press("PageUp")
    expect(page.locator("#map-seen")).not_to_contain_text(str(whole))
    assert asked(page)["from"] > "2021-04"
    assert page.locator("#map-from").input_value() == asked(page)["from"]
    assert counted(page) < whole
    narrowed = counted(page)
    page.reload()
    assert counted(page) == narrowed


def test_a_failure_is_said_and_can_be_tried_again(opened: Opened) -> None:
    page = opened()
    signs = page.locator(".sign-link").count()
    page.route("**/map/clusters.json*", lambda route: route.fulfill(status=204))
    page.locator("[data-move=out]").click()
    status = page.locator(".map-status")
    expect(status).to_contain_text("could not be brought up to date")
    assert page.locator(".sign-link").count() == signs
    page.unroute("**/map/clusters.json*")
    status.get_by_role("button").click()
    expect(status).to_have_text("")


def test_on_a_phone_it_fits_does_not_shift_and_lets_the_page_scroll(opened: Opened) -> None:
    page = opened(viewport=PHONE, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SHIFTS) < 0.02
    assert "pan-y" in page.evaluate("getComputedStyle(document.querySelector('.map-live')).touchAction")


def test_without_scripts_the_picture_and_the_list_are_whole(opened: Opened) -> None:
    page = opened(viewport=PHONE, live=False, java_script_enabled=False)
    assert page.locator(".map-box a.sign").count() > 10
    expect(page.locator("#map-rows article").first).to_be_visible()
    expect(page.locator(".slider")).to_be_hidden()
    page.get_by_role("link", name="Zoom in").click()
    assert "bbox=" in page.url
    page.locator("a.sign").last.click()
    expect(page.locator("main")).to_be_visible()


def test_it_is_light_and_no_other_page_loads_leaflet(opened: Opened) -> None:
    weights: dict[str, int] = {}
    page = opened("/about/", live=False)
    page.on("response", lambda answer: _weigh(answer, weights))
    page.goto("/map/", wait_until="networkidle")
    assert weights["script"] + weights["stylesheet"] <= MOST
    weights.clear()
    page.goto("/charts/", wait_until="networkidle")
    assert "leaflet" not in page.content()


def _weigh(answer: Response, weights: dict[str, int]) -> None:
    kind = answer.request.resource_type
    weights[kind] = weights.get(kind, 0) + len(gzip.compress(answer.body()))


def _note_foreign(url: str, own: str, complaints: list[str]) -> None:
    if not url.startswith(own) and not url.startswith("data:"):
        complaints.append(f"asked {url}")
