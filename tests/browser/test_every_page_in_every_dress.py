"""Each page at three widths, by day and by night, with and without scripts, in four languages.

A page is opened once for each language, by turns with and without scripts (the busiest pages with both); its other
widths and schemes follow by turning those knobs, as a reader does who turns a phone.
"""

import re
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ledger.languages import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SIZES = {360: 740, 768: 1024, 1440: 900}
SCHEMES = ("light", "dark")
MOST_SHIFT = 0.01
BUSIEST = ("/", "{disputed}", "/map/")

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Links in running text may be as high as the text; whatever stands alone may not.
SMALL_TARGETS = """[...document.querySelectorAll('a, button, input, select, summary')].filter(e => {
    const box = e.getBoundingClientRect(), inText = getComputedStyle(e).display === 'inline';
    return box.width && e.checkVisibility() && !inText && !e.closest('svg') && !e.matches('.skip, [type=hidden]')
        && (box.height < 24 || box.width < 24);
}).map(e => e.outerHTML.slice(0, 90))"""
WATCH_SHIFTS = """window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value; }))
    .observe({type: 'layout-shift', buffered: true});"""
SETTLED = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.shifted), 120)))"
# A browser says so of every page that answers with an error, which is what such pages are for.
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


class Walker:
    """Two browsers, one that runs scripts and one that does not, and what they complained of."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self.origin, self.complaints = origin, list[str]()
        self.pages = {scripts: self._page(browser, scripts) for scripts in (True, False)}

    def _page(self, browser: Browser, scripts: bool) -> Page:
        context: BrowserContext = browser.new_context(base_url=self.origin, java_script_enabled=scripts)
        page = context.new_page()
        page.add_init_script(WATCH_SHIFTS)
        page.on("console", lambda message: self._note(message.text))
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("request", lambda request: self._note_foreign(request.url))
        return page

    def _note(self, text: str) -> None:
        if not EXPECTED.match(text):
            self.complaints.append(f"said {text}")

    def _note_foreign(self, url: str) -> None:
        if not url.startswith((self.origin, "data:", "blob:")):
            self.complaints.append(f"asked {url}")

    def faults(self, path: str, language: Any, scripts: bool, width: int) -> list[str]:
        page = self.pages[scripts]
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        page.goto(path)
        found = self._arrival(page, language, scripts)
        for other, scheme in product(SIZES, SCHEMES):
            page.set_viewport_size({"width": other, "height": SIZES[other]})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            found += [f"{other} px, {scheme}: {fault}" for fault in _laid_out(page)]
        found += self.complaints
        self.complaints.clear()
        return [f"{path}, scripts {'on' if scripts else 'off'}: {fault}" for fault in found]

    def _arrival(self, page: Page, language: Any, scripts: bool) -> list[str]:
        found = []
        shifted = page.evaluate(SETTLED) if scripts else 0
        if shifted >= MOST_SHIFT:
            found.append(f"shifts by {shifted:.3f}")
        marked = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        if marked != [language.code, language.direction]:
            found.append(f"is marked as {marked}")
        return found


def _laid_out(page: Page) -> list[str]:
    sideways, small = page.evaluate(f"[{SIDEWAYS}, {SMALL_TARGETS}]")
    return [f"{sideways} px too wide"] * bool(sideways) + [f"too small: {target}" for target in small]


@pytest.fixture(scope="module")
def walker(chromium: Browser, sample_site: Any) -> Iterator[Walker]:
    walker = Walker(chromium, sample_site.url)
    yield walker
    for page in walker.pages.values():
        page.context.close()


@pytest.fixture(scope="module")
def turns() -> Iterator[int]:
    return count()


def test_it_fits_stands_still_and_keeps_to_itself(
    walker: Walker, sample_site: Any, turns: Iterator[int], pattern: str
) -> None:
    found = []
    for language in LANGUAGES:
        turn = next(turns)
        width = tuple(SIZES)[turn % len(SIZES)]
        for scripts in (True, False) if pattern in BUSIEST else (turn % 2 == 0,):
            found += walker.faults(sample_site.path(pattern, language.code), language, scripts, width)
    next(turns)  # so that on the next page the other languages run scripts
    assert not found, "\n".join(found)


def test_it_is_drawn_for_people_to_look_at(
    walker: Walker, sample_site: Any, screenshots: Path | None, pattern: str, request: pytest.FixtureRequest
) -> None:
    """Only where a folder is named: pictures are looked at by people, and prove nothing by themselves."""
    if screenshots is None:
        return
    name = re.sub(r"\W+", "-", request.node.callspec.id)
    page = walker.pages[True]
    for code, (width, scheme) in [("en", dress) for dress in product(SIZES, SCHEMES)] + [("fa", (360, "light"))]:
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(sample_site.path(pattern, code))
        page.evaluate(SETTLED)
        page.screenshot(path=screenshots / f"{name}-{code}-{width}-{scheme}.png", full_page=True)
