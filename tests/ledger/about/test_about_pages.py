"""The pages about the register: each is there in every language, with its contents and what is counted."""

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest
from django.test import Client

from ledger.about.texts import NAMES, text_of
from ledger.languages import LANGUAGES, in_language

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
PAGES = ["/about/", *(f"/about/{name}/" for name in NAMES)]


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
@pytest.mark.parametrize("path", PAGES)
def test_it_is_there_in_every_language(client: Client, path: str, code: str) -> None:
    html = client.get(in_language(path, code)).content.decode()
    assert re.search(r"<article[^>]* lang=\"(en|ru|tg|fa)\" dir", html)
    assert ".md" not in re.findall(r'href="([^"]*)"', html)
    assert in_language("/about/method/", code) in html


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    body = html[html.index("<article") : html.index("</main>")]
    inside = {link for link in re.findall(r'href="(/[^"#?]*)', body) if not link.startswith("/api/")}
    assert [link for link in inside if client.get(link).status_code != 200] == []


@pytest.mark.parametrize("code", ["ru", "tg", "fa"])
def test_a_translation_says_that_nobody_checked_it(client: Client, code: str) -> None:
    html = client.get(f"/{code}/about/privacy/").content.decode()
    assert f'<article class="prose" lang="{code}"' in html
    assert 'role="note"' in html


def test_a_page_that_nobody_translated_is_shown_in_english_and_says_so(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    copytree(settings.BASE_DIR / "about", tmp_path / "about", ignore=ignore_patterns("ru"))
    settings.BASE_DIR = tmp_path
    text_of.cache_clear()
    html = client.get("/ru/about/privacy/").content.decode()
    text_of.cache_clear()
    assert 'lang="en" dir="ltr">\n<h1>Privacy' in html
    assert "Эта страница ещё не переведена" in html


def test_an_unknown_page_is_not_there(client: Client) -> None:
    assert client.get("/about/nothing/").status_code == 404
    assert client.get("/about/ru/").status_code == 404


def test_what_the_register_holds_is_counted(
    client: Client, publish: Make, make_source: Make, make_incident: Make
) -> None:
    publish(make_source(id="s000000901"), make_incident())
    html = client.get("/about/sources/").content.decode()
    assert "Sources by language" in html
    assert "?publisher=" in html
    assert "Nothing has been published" in client.get("/about/sources/?as_of=0").content.decode()
