"""A page of another site shows an embedded page in a frame; the browser refuses it every other page of the register."""

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.django_db(transaction=True)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """A server on its own port is another origin; what it serves interests nobody."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Serves a page that frames an address, from another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()

    def framing(address: str) -> str:
        frame = f'<iframe src="{address}" width="360" height="600" sandbox="allow-popups"></iframe>'
        (tmp_path / "page.html").write_text(f"<!doctype html><title>Elsewhere</title>{frame}")
        return f"http://127.0.0.1:{server.server_port}/page.html"

    yield framing
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/embed/timeline/", "/fa/embed/timeline/", "/embed/map/"])
def test_an_embedded_page_shows_elsewhere_and_fits_a_phone(
    chromium: Browser, live_server: Any, elsewhere: Callable[[str], str], path: str
) -> None:
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(elsewhere(f"{live_server.url}{path}"))
    frame = page.frames[1]
    assert frame.locator("h1").is_visible()
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [text for text in complaints if "favicon" not in text and "404" not in text] == []
    page.close()


def test_no_other_page_shows_elsewhere(chromium: Browser, live_server: Any, elsewhere: Callable[[str], str]) -> None:
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(elsewhere(f"{live_server.url}/charts/"))
    assert page.frames[1].locator(".masthead").count() == 0
    assert any("frame-ancestors" in text or "X-Frame-Options" in text for text in complaints)
    page.close()
