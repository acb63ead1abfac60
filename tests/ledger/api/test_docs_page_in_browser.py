"""The page of the API works in a real browser under the strict content security policy."""

import shutil
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_it_shows_every_operation_and_the_policy_refuses_nothing(live_server: Any) -> None:
    complaints: list[str] = []
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}/api/v1/docs/")
        page.wait_for_selector(".opblock")
        assert page.locator(".opblock").count() == 13
        browser.close()
    assert complaints == []
