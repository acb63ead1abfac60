"""axe-core finds nothing to complain of, on any page, in the states that readers bring it into."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => {
    const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
    return found.violations.flatMap(rule => rule.nodes.map(node =>
        `${rule.id}: ${node.html.slice(0, 120)} (${[...node.any, ...node.all, ...node.none].map(c => c.message)[0]})`));
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
# What is open, by day or night, at which width, in which language.
STATES = {
    "as it comes": (False, "light", 1440, "en"),
    "all open, at night, on a phone": (True, "dark", 360, "en"),
    "from right to left": (True, "light", 768, "fa"),
    "in Cyrillic, at night": (False, "dark", 1440, "ru"),
}


@pytest.fixture(scope="module")
def judged_page(chromium: Browser, sample_site: Any) -> Iterator[Page]:
    """The policy is set aside for axe alone, which is no part of any page."""
    context = chromium.new_context(base_url=sample_site.url, bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


def test_no_rule_is_broken(judged_page: Page, sample_site: Any, pattern: str) -> None:
    found = []
    for name, (everything, scheme, width, language) in STATES.items():
        judged_page.set_viewport_size({"width": width, "height": 900})
        judged_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        judged_page.goto(sample_site.path(pattern, language))
        if everything:
            judged_page.evaluate(OPEN_ALL)
        found += [f"{name}: {violation}" for violation in violations(judged_page)]
    assert not found, "\n".join(found)


def test_it_would_find_something(judged_page: Page, sample_site: Any) -> None:
    judged_page.goto(sample_site.path("/about/"))
    judged_page.evaluate("document.documentElement.lang = ''")
    assert any(violation.startswith("html-has-lang") for violation in violations(judged_page))
