"""The words that are meant are marked where they stand, in whichever letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.searching.snippets import LENGTH, Passage, Query, shortened, snippet


def marked(typed: str, text: str, *, is_name: bool = False) -> str:
    return "".join(f"[{p.text}]" if p.marked else p.text for p in Query(typed).marked(text, is_name=is_name))


@pytest.mark.parametrize(
    ("typed", "text", "shown"),
    [
        ("shohin", "ҶДММ Шоҳин СМ", "ҶДММ [Шоҳин] СМ"),
        ("Шохин", "LLC Shōhin, and Shohin.", "LLC [Shōhin], and [Shohin]."),
        ("Shohin", "Sho\u0304hin", "[Sho\u0304hin]"),
        ("bord*", "borders, boarding, aboard", "[borders], boarding, aboard"),
        ('"border post"', "post at the border; a border post", "post at the border; a [border post]"),
        ("camp -fire", "a camp and a fire", "a [camp] and a fire"),
        ("camp OR fire", "a camp and a fire", "a [camp] and a [fire]"),
        ("ali", "Ali’s men", "[Ali]’s men"),
        ("Qur'on", "Qurʼon", "[Qurʼon]"),
        ("کتاب", "كتاب", "[كتاب]"),
        ("camp", "", ""),
        ("!", "nothing", "nothing"),
    ],
)
def test_words_are_marked_by_their_sound(typed: str, text: str, shown: str) -> None:
    assert marked(typed, text) == shown


def test_persian_meets_other_letters_in_names_alone() -> None:
    assert marked("شاهین", "Shohin SM", is_name=True) == "[Shohin] SM"
    assert marked("Shohin", "شاهین اس‌ام") == "[شاهین] اس‌ام"


@given(st.text(max_size=80), st.text(max_size=200))
def test_marking_changes_no_letter(typed: str, text: str) -> None:
    assert "".join(piece.text for piece in Query(typed).marked(text)) == text


def test_the_sentence_with_most_of_the_words_is_shown() -> None:
    text = "A camp was hit. Grenades hit the camp at night! Nothing more is known."
    found = snippet(Query("camp grenades"), [Passage(text), Passage("camp", "en", "Courier")])
    assert found is not None
    assert "".join(piece.text for piece in found.pieces) == "Grenades hit the camp at night!"


def test_a_quote_is_shown_where_it_says_more() -> None:
    found = snippet(Query("погибли"), [Passage("Three died."), Passage("погибли трое", "ru", "Паём")])
    assert found is not None
    assert (found.language, found.said_by) == ("ru", "Паём")


def test_without_a_match_the_beginning_is_shown() -> None:
    found = snippet(Query("camp"), [Passage("One. Two.")])
    assert found is not None
    assert found.pieces[0].text == "One."


def test_a_long_sentence_is_cut_around_the_match_between_words() -> None:
    text = " ".join(["before"] * 80) + " camp " + " ".join(["behind"] * 80)
    pieces = shortened(Query("camp").marked(text))
    shown = "".join(piece.text for piece in pieces)
    assert len(shown) <= LENGTH + 2
    assert shown.startswith("…before ")
    assert "camp" in [piece.text for piece in pieces if piece.marked]
    assert shown.rstrip("…").split()[-1] == "behind"
