"""Repair touches only what is glued, with all the names that a register with the samples knows."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.data import Article, Document
from pipeline.repair import repair
from tests.pipeline.register_lexicon import register_lexicon

# The original has these two glued, in an article that is otherwise whole.
REALLY_GLUED = {"056.txt": {"PakistanAfghanistan"}}


@pytest.fixture
def articles(shared: Path) -> dict[str, Article]:
    texts = sorted((shared / "data" / "articles" / "texts").glob("*.txt"))
    return {path.name: clean(Document(path.read_bytes()), register_lexicon()) for path in texts}


def test_nothing_in_a_whole_article_comes_apart(articles: dict[str, Article]) -> None:
    assert len(articles) == 31
    for name, article in articles.items():
        assert {join.glued for join in article.joins} == REALLY_GLUED.get(name, set()), name


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_only_spaces_are_ever_added(text: str) -> None:
    repaired = repair(text, register_lexicon()).text
    assert repaired.replace(" ", "") == text.replace(" ", "")
