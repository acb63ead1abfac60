"""Somebody searches with the keyboard alone, with and without JavaScript."""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from ledger.append import PendingEdition, append
from ledger.chain import canonical
from ledger.documents import ActorDocument
from ledger.entries import entry_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]


@pytest.fixture
def two_companies(transactional_db: None) -> None:
    names = {"a000000001": ("Shōhin SM", "Шоҳин СМ"), "a000000002": ("Shohin Gold", "Шоҳин Зар")}
    with transaction.atomic():
        append([
            PendingEdition("actor", id_, "upsert", canonical(document), entry_for(document))
            for id_, (name, alias) in names.items()
            for document in [_actor(id_, name, alias)]
        ])  # fmt: skip


def test_arrows_move_among_suggestions_and_enter_opens_one(open_page: Open, two_companies: None) -> None:
    page = open_page("/about/")
    box = page.get_by_role("combobox")
    box.focus()
    page.keyboard.type("шох")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(page.get_by_role("status").first).to_have_text("2 suggestions; arrow keys move among them")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/**")


def test_escape_closes_and_enter_searches(open_page: Open, two_companies: None) -> None:
    page = open_page("/about/")
    box = page.get_by_role("combobox")
    box.focus()
    page.keyboard.type("shohin")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("shohin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=shohin")
    assert page.locator("mark").first.inner_text() in ("Shohin", "Shōhin")


@pytest.mark.parametrize("path", ["/", "/search/", "/search/?q=shohin", "/fa/search/?q=shohin", "/search/?q=zzyzx"])
def test_it_fits_a_phone(open_page: Open, two_companies: None, path: str) -> None:
    page = open_page(path, "phone")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_form_needs_no_script(chromium: Browser, live_server: object, two_companies: None) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=str(live_server))
    page = context.new_page()
    page.goto("/about/")
    page.locator("#find").fill("shohin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=shohin")
    assert page.locator("mark").count() >= 2
    context.close()


def _actor(id_: str, name: str, alias: str) -> ActorDocument:
    return {
        "record": "actor", "id": id_, "slug": "shohin", "name": name, "kind": "company", "country": "TJ",
        "description": "", "aliases": [{"name": alias, "language": "tg"}], "relations": [],
    }  # fmt: skip
