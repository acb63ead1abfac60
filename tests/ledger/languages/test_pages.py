"""Every page in four languages: which one it is in, where the others stand, and no English left between."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from ledger.languages import LANGUAGES, in_language

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_of_each")]
Make = Callable[..., Any]
OTHERS = ("ru", "tg", "fa")
ADDRESSES = (
    "/", "/?country=TJ", "/?q=earthquake", "/actors/", "/facilities/", "/sources/", "/timelines/",
    "/timelines/attacks-along-the-panj/", "/incidents/n000000901/night-attack/", "/incidents/n000000902/",
    "/actors/a000000901/shohin-sm/", "/facilities/f000000901/shohin-camp/", "/places/p000000901/shamsiddin-shohin/",
    "/sources/s000000901/ministry-on-the-camp/", "/corrections/", "/feeds/", "/data/", "/cite/?page=/", "/search/",
    "/search/?q=camp", "/charts/", "/map/", "/nothing/", "/actors/?nonsense=1",
)  # fmt: skip
# Interface words that no document of the cast uses.
ENGLISH = re.compile(
    r"\b(incidents?|actors?|facilities|timelines?|corrections?|edition|filters?|unknown(?! gunmen)|killed by"
    r"|show|newest|oldest|the register|somewhere|independent(?! sources agree)|about|language|pages?|skip)\b",
    re.I,
)

# The name of a part of an address, in quotation marks.
PARAMETER = re.compile(r"«\u2068?\w+\u2069?»")


class Reading(HTMLParser):
    """The words that a reader of the page's language meets; what is marked as another language is left out."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        other = attributes.get("lang") not in (None, self.code) or tag in (
            "code",
            "pre",
            "kbd",
            "script",
            "style",
            "textarea",
        )
        hidden = other or bool(self.open and self.open[-1][1])
        if not hidden:
            self.words += [
                attributes[name] or "" for name in ("aria-label", "placeholder", "alt") if name in attributes
            ]
        if tag not in ("meta", "link", "input", "br", "hr", "img", "source"):
            self.open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.words.append(data)


def asked(client: Client, address: str, code: str) -> str:
    return client.get(in_language(address, code)).content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_says_its_language_and_direction(client: Client, address: str) -> None:
    for language in LANGUAGES:
        page = asked(client, address, language.code)
        assert f'<html lang="{language.code}" dir="{language.direction}">' in page


@pytest.mark.parametrize("address", ["/", "/actors/", "/incidents/n000000901/night-attack/", "/corrections/", "/map/"])
def test_translations_name_one_another(client: Client, address: str) -> None:
    named = [set(re.findall(r'hreflang="([^"]+)" href="([^"]+)">', asked(client, address, one.code).split("<body>")[0]))
             for one in LANGUAGES]  # fmt: skip
    assert {code for code, _ in named[0]} == {"en", "ru", "tg", "fa", "x-default"}
    assert all(one == named[0] for one in named)


@pytest.mark.parametrize("address", ["/", "/actors/", "/incidents/n000000901/night-attack/", "/corrections/"])
@pytest.mark.parametrize("code", OTHERS)
def test_links_keep_the_language(client: Client, address: str, code: str) -> None:
    page = asked(client, address, code)
    body = re.sub(r'<a href="[^"]*"[^>]* hreflang=.*?</a>', "", page.split("<body>")[1])
    linked = {link for link in re.findall(r'<a[^>]* href="(/[^"#]*)"', body)}
    english = [
        link for link in linked if re.match(r"/(actors|facilities|sources|timelines|incidents|places|about|\?|$)", link)
    ]
    assert english == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("code", OTHERS)
def test_no_english_word_of_the_interface_is_left(client: Client, address: str, code: str) -> None:
    reading = Reading(code)
    reading.feed(asked(client, address, code))
    assert [text.strip() for text in reading.words if ENGLISH.search(PARAMETER.sub("", text))] == []


@pytest.mark.parametrize("code", OTHERS)
def test_the_foot_says_that_nobody_checked_the_words(client: Client, code: str) -> None:
    assert 'class="unchecked"' in asked(client, "/", code)
    assert 'class="unchecked"' not in asked(client, "/", "en")


def test_persian_pages_write_persian_digits_and_solar_days(client: Client) -> None:
    page = asked(client, "/incidents/n000000901/night-attack/", "fa")
    assert "۲۰۲۵" in page
    assert "۱۴۰۴" in page


@pytest.mark.parametrize(
    "address",
    ["/feeds/incidents.atom", "/feeds/incidents.json", "/feeds/corrections.atom", "/feeds/incidents.ics",
     "/api/v1/incidents/n000000901/", "/api/v1/incidents/n000000901/editions/", "/data/incidents.csv",
     "/cite.txt?page=/ru/incidents/n000000901/night-attack/"],
)  # fmt: skip
def test_programs_read_english_whatever_was_asked_before(client: Client, address: str) -> None:
    before = b"".join(client.get(address))
    asked(client, "/", "ru")
    asked(client, "/corrections/", "fa")
    after = b"".join(client.get(address))
    assert after == before
    assert "погибло".encode() not in after


def test_sitemaps_list_the_translations(client: Client) -> None:
    root = ElementTree.fromstring(client.get("/sitemaps/incidents-1.xml").content)
    links = {link.get("hreflang"): link.get("href") or "" for link in root[0] if link.tag.endswith("xhtml}link")}
    assert set(links) == {"en", "ru", "tg", "fa"}
    assert links["fa"].endswith("/fa/incidents/n000000901/night-attack/")
