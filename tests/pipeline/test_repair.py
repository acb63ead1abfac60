"""Glued words come apart; nothing else is touched."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data import Article, Lexicon
from pipeline.repair import repair

from .conftest import SEED

CLEAN = "The border guards met the traders at the bridge and talked about prices for the autumn harvest."


def test_the_seed_article_has_exactly_its_57_joins(seed_article: Article) -> None:
    expected = (SEED / "joins.txt").read_text().split()
    assert [join.glued for join in seed_article.joins] == expected
    assert len(expected) == 57


def test_no_other_token_of_the_seed_article_changes(seed_bytes: bytes, lexicon: Lexicon) -> None:
    text = seed_bytes.decode()
    repaired = repair(text, lexicon)
    wanted = text
    for join in reversed(repaired.joins):
        wanted = wanted[: join.start] + " ".join(join.parts) + wanted[join.end :]
    assert repaired.text == wanted


def test_joins_lead_back_to_the_capture(seed_article: Article) -> None:
    for join in seed_article.joins:
        assert seed_article.captured_text[join.start : join.end] == join.glued
        assert "".join(join.parts) == join.glued


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("2025,when", ("2025,", "when")),
        ("violence.Analysts", ("violence.", "Analysts")),
        ("threatspersist", ("threats", "persist")),
        ("acritical", ("a", "critical")),
        ("Thetelephone", ("The", "telephone")),
        ("overmilitant", ("over", "militant")),
        ("CentralAsian", ("Central", "Asian")),
        ("theTaliban’s", ("the", "Taliban’s")),
        ("PresidentEmomali", ("President", "Emomali")),
        ("ofthe", ("of", "the")),
        ("30grenades", ("30", "grenades")),
    ],
)
def test_takes_apart(glued: str, parts: tuple[str, str], lexicon: Lexicon) -> None:
    text = f"Manythings happenedthere because borderguards {glued} werewatching."
    found = {join.glued: join.parts for join in repair(text, lexicon).joins}
    assert found[glued] == parts


@pytest.mark.parametrize(
    "word",
    [
        "TikTok", "YouTube", "McDonald", "Harbmaydon", "Shamsiddin", "Emomali", "U.S.", "e.g.", "a.m.", "3.14", "1,350",
        "cross-border", "Orda.kz",
        "12th", "201st", "https://example.org/borderguards", "someone@example.org", "outposts",
        "counterterrorism", "50km", "Ulughkhojayev", "WhatsApp", "opera-tion",
    ],
)  # fmt: skip
def test_leaves_whole_even_in_a_glued_text(word: str, lexicon: Lexicon) -> None:
    text = f"Manythings happenedthere because borderguards saw {word} and werewatching."
    assert word not in {join.glued for join in repair(text, lexicon).joins}


def test_a_clean_text_is_not_touched(article_files: list[Path], lexicon: Lexicon) -> None:
    for path in article_files:
        text = path.read_text()
        repaired = repair(text, lexicon)
        if path.name == "056.txt":
            assert {join.parts for join in repaired.joins} == {("Pakistan", "Afghanistan")}
        else:
            assert repaired.text == text, path.name


def test_other_languages_pass_unchanged(lexicon: Lexicon) -> None:
    text = "Этослитныйтекст обограницеи перестрелкена ней."
    assert repair(text, lexicon, "ru").text == text


def test_a_second_repair_changes_nothing(seed_article: Article, lexicon: Lexicon) -> None:
    assert repair(seed_article.text, lexicon).text == seed_article.text


@given(st.integers(0, 2**32), st.integers(2, 9))
def test_every_clean_token_leads_back_to_the_same_characters(seed: int, share: int) -> None:
    pick = random.Random(seed)
    text = "".join(c if c != " " or pick.randrange(share) else "" for c in CLEAN)
    repaired = repair(text, Lexicon())
    position = 0
    for token in repaired.text.split():
        start = repaired.text.index(token, position)
        position = start + len(token)
        first, last = repaired.offsets.captured(start, position)
        assert text[first:last] == token
    assert repair(repaired.text, Lexicon()).text == repaired.text
