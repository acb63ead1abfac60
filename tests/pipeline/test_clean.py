"""From bytes to an article: header, body, furniture, language."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.data import Article, Document, Lexicon

from .conftest import ARTICLES

BODY = "Border guards on the river held a short exercise near the bridge, the press service said.\n"


def read(text: str, **known: object) -> Article:
    return clean(Document(text.encode(), **known), Lexicon())  # type: ignore[arg-type]  # a test's shorthand


def test_the_seed_article_is_described_as_an_editor_would(seed_article: Article) -> None:
    assert seed_article.title == "Vladimir Putin Discuss Border Security Amid Afghanistan Threats"
    assert seed_article.url == "https://www.afintl.com/en/202512314227"
    assert seed_article.publisher_domain == "afintl.com"
    assert (seed_article.published, seed_article.published_from) == (date(2025, 12, 31), "url")
    assert seed_article.dateline == "ISLAMABAD"
    assert seed_article.tags == ("Tajikistan", "Russia", "Afghanistan", "Emomali Rahmon")
    assert seed_article.language == "en"


def test_the_seed_articles_furniture_goes(seed_article: Article) -> None:
    kinds = [entry.split(":")[0] for entry in seed_article.furniture_removed]
    assert kinds == ["second copy of the headline", "source line", "tags line", "image name"]
    assert seed_article.text.count(seed_article.title) == 1
    assert "ogimage" not in seed_article.text


def test_every_token_leads_back_to_the_capture(article_files: list[Path], lexicon: Lexicon) -> None:
    for path in article_files:
        article = clean(Document(path.read_bytes()), lexicon)
        position = 0
        for token in article.text.split():
            start = article.text.index(token, position)
            position = start + len(token)
            first, last = article.offsets.captured(start, position)
            assert article.captured_text[first:last] == token


def test_the_shared_articles_have_their_days_of_publication(lexicon: Lexicon) -> None:
    import json

    for entry in json.loads((ARTICLES / "gold.json").read_text())["articles"]:
        article = clean(Document((ARTICLES / entry["text_file"]).read_bytes()), lexicon)
        assert (article.published.isoformat() if article.published else None) == entry["publication_date"], entry["id"]
        assert article.language == entry["language"]


@pytest.mark.parametrize(
    ("first_lines", "day", "origin"),
    [
        ("https://example.org/news/20250829/clash\n", date(2025, 8, 29), "url"),
        ("https://example.org/2025/10/26/clash\n", date(2025, 10, 26), "url"),
        ("https://example.org/en/202512314227\n", date(2025, 12, 31), "url"),
        ("https://example.org/view?x=02_06_2025_012\n", date(2025, 6, 2), "url"),
        ("https://example.org/2014jul16/toll.html\n", date(2014, 7, 16), "url"),
        ("https://example.org/2025/13/45/clash\n", None, ""),
        ("date 2025-12-31 ", date(2025, 12, 31), "text"),
        ("A headline\n\nAugust 28, 2025\n\n", date(2025, 8, 28), "text"),
        ("A headline\nNovember 6, 2019 09:18 AM\n", date(2019, 11, 6), "text"),
        ("16 December 2025\n2 September 2025\n\nA headline\n", date(2025, 9, 2), "text"),
        ("Заголовок о границе\n\nДекабрь 24, 2025 18:20\n\n", date(2025, 12, 24), "text"),
        ("Published: 06 Nov 2019 03:18 PM Updated: 07 Nov 2019\n", date(2019, 11, 6), "text"),
        ("DUSHANBE, December 1, 2015, Some-Agency – ", date(2015, 12, 1), "text"),
    ],
)
def test_finds_the_day_of_publication(first_lines: str, day: date | None, origin: str) -> None:
    article = read(first_lines + BODY)
    assert (article.published, article.published_from) == (day, origin)


def test_a_given_day_beats_all_others() -> None:
    article = read("date 2025-12-31 " + BODY, published=date(2026, 1, 2))
    assert (article.published, article.published_from) == (date(2026, 1, 2), "given")


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("KARACHI: ", "KARACHI"),
        ("BISHKEK. March 13 (Some Agency) - ", "BISHKEK"),
        ("MOSCOW, January 29. /TASS/. ", "MOSCOW"),
        ("DUSHANBE -- ", "DUSHANBE"),
        ("МОСКВА, 31 дек — РИА Новости. ", "МОСКВА"),
        ("Kabul : ", "Kabul"),
        ("Badakhshan Province, Afghanistan – ", "Badakhshan Province, Afghanistan"),
        ("They said: ", ""),
    ],
)
def test_finds_the_dateline(opening: str, dateline: str) -> None:
    assert read("Some headline here\n\n" + opening + BODY).dateline == dateline


@pytest.mark.parametrize(
    "line",
    [
        "• KGS/USD = 0.01144 0%", "3 min read", "Share on social media", "Source: https://example.org/a", "Tags: a, b",
        "Increase font size Decrease font size Reset font size", "photo: AFP", "@iStock", ">> Reuters", "All news",
        "ogimageimage-name", "By RFE/RL's Tajik Service", "A rifleman aims. [IC: File Photo]",
    ],
)  # fmt: skip
def test_furniture_goes(line: str) -> None:
    article = read(f"A headline\n\n{line}\n\n{BODY}")
    assert line not in article.text
    assert any(line in entry for entry in article.furniture_removed)


@pytest.mark.parametrize(
    "line",
    [
        "Comments by the ministry were not available.",
        "Related costs were paid by the state.",
        "Sources: nobody knows more.",
    ],
)
def test_a_sentence_that_looks_like_furniture_stays(line: str) -> None:
    assert line in read(f"A headline\n\n{line}\n\n{BODY}").text


def test_a_list_of_other_headlines_goes() -> None:
    others = "\n".join(["Prices rise again", "A new bridge for the north", "Who won the cup?", "Weather for the week"])
    article = read(f"A headline\n\n{BODY}\n\n\n\n{others}")
    assert "Prices rise" not in article.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Пограничники задержали трёх человек на границе.", "ru"),
        ("Марзбонони тоҷик дар ноҳияи Панҷ се нафарро боздошт карданд, гуфта шуд ҳамчунин.", "tg"),
        ("نیروهای طالبان در ولایت بدخشان درگیر شدند و چند تن کشته شدند.", "fa"),
        ("د افغانستان او پاکستان ترمنځ ډېرې نښتې وشوې او ځینې کسان ووژل شول.", "ps"),
        (BODY, "en"),
    ],
)
def test_tells_the_language(text: str, language: str) -> None:
    assert read(text).language == language
