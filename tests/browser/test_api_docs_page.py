"""The page of the API works in a real browser under the strict content security policy."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from ledger.documents import KINDS


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_it_shows_every_operation_and_the_policy_refuses_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page("/api/v1/docs/")
    page.wait_for_selector(".opblock")
    assert page.locator(".opblock").count() == 2 + 3 * len(KINDS)
