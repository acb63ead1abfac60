"""The article that started the project: its source fields, its furniture, and its 57 glued pairs."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.clean import clean
from pipeline.data import Article, Document
from tests.pipeline.register_lexicon import register_lexicon


@pytest.fixture
def expected(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared / "data" / "seed" / "expected.json").read_text())
    return loaded


@pytest.fixture
def body(shared: Path) -> bytes:
    return next((shared / "data" / "seed").glob("000_*.txt")).read_bytes()


@pytest.fixture
def article(body: bytes) -> Article:
    return clean(Document(body), register_lexicon())


@pytest.fixture
def glued(shared: Path) -> list[str]:
    return (shared / "data" / "seed" / "joins.txt").read_text().split()


def test_every_field_of_its_source_is_right(article: Article, expected: dict[str, Any]) -> None:
    source = expected["source"]
    assert article.title == source["title"]
    assert article.url == source["url"]
    assert article.publisher_domain == source["publisher_domain"]
    assert (str(article.published), article.published_from) == (source["published"], "url")
    assert article.dateline == source["dateline"]
    assert list(article.tags) == source["tags"]
    assert article.language == source["language"]


def test_its_furniture_is_gone(article: Article, expected: dict[str, Any]) -> None:
    assert len(article.furniture_removed) >= len(expected["source"]["furniture_removed"])
    for left_over in ("ogimage", "Source:", "Tags:", "http"):
        assert left_over not in article.text
    assert article.text.count(article.title) <= 1


def test_exactly_its_glued_pairs_come_apart(article: Article, glued: list[str], expected: dict[str, Any]) -> None:
    assert len(glued) == expected["joins"] == 57
    assert sorted(join.glued.strip("\"'“”.,;:") for join in article.joins) == sorted(glued)


def test_no_other_token_changes(article: Article) -> None:
    """Beside the captured pieces the text holds only white space: one space a repair, and the breaks of paragraphs."""
    added, end = [], 0
    for clean_start, _, length in article.offsets.runs:
        added.append(article.text[end:clean_start])
        end = clean_start + length
    added.append(article.text[end:])
    assert added.count(" ") == len(article.joins)
    assert "".join(added).strip() == ""
    assert all("".join(join.parts) == join.glued for join in article.joins)


def test_only_furniture_is_left_out(article: Article) -> None:
    left_out, end = [], 0
    for _, captured_start, length in sorted(article.offsets.runs, key=lambda run: run[1]):
        left_out.append(article.captured_text[end:captured_start])
        end = captured_start + length
    left_out.append(article.captured_text[end:])
    lines = [line for line in "\n".join(left_out).splitlines() if line.strip()]
    allowed = (article.title, "Source:", "Tags:", "ogimage", article.dateline)
    assert [line for line in lines if not line.startswith(allowed)] == []


def test_what_is_between_the_repairs_is_the_captured_text(article: Article) -> None:
    for clean_start, captured_start, length in article.offsets.runs:
        piece = article.text[clean_start : clean_start + length]
        assert piece == article.captured_text[captured_start : captured_start + length]
