"""HTML pages: the article's text comes through, scripts and styles never."""

from datetime import date

import pytest

from pipeline.clean import clean
from pipeline.data import Article, Document, Lexicon

PARAGRAPH = "Border guards and traders met at the bridge on the river, and the press service spoke of a calm day. "
PAGE = f"""<!DOCTYPE html><html><head><title>Calm at the bridge | Some Outlet</title>
<meta property="og:title" content="Calm at the bridge"><link rel="canonical" href="https://www.example.org/calm">
<meta property="article:published_time" content="2025-11-28T23:30:00+05:00">
<meta property="article:tag" content="Border">
<style>.leak {{ color: red }}</style><script>var leak = "leaked script";</script></head>
<body><nav>Home News Sport</nav><article><h1>Calm at the bridge</h1>
<p>{PARAGRAPH * 3}</p><p>{PARAGRAPH * 2}</p></article>
<script>document.write("leaked script")</script></body></html>"""


@pytest.fixture
def article() -> Article:
    return clean(Document(PAGE.encode(), "text/html"), Lexicon())


def test_the_page_describes_itself(article: Article) -> None:
    assert article.title == "Calm at the bridge"
    assert article.url == "https://www.example.org/calm"
    assert article.publisher_domain == "example.org"
    assert article.tags == ("Border",)


def test_the_day_is_the_pages_own_and_never_moved_to_utc(article: Article) -> None:
    assert (article.published, article.published_from) == (date(2025, 11, 28), "metadata")


def test_scripts_and_styles_do_not_leak(article: Article) -> None:
    assert "leak" not in article.captured_text
    assert PARAGRAPH.strip() in article.captured_text


def test_html_is_recognised_without_a_media_type() -> None:
    assert clean(Document(PAGE.encode()), Lexicon()).title == "Calm at the bridge"
