"""Words near a mistyped one, in memory."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger.searching.lexicon import Lexicon, loose

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def words(sound: str, most: int, seq: int) -> set[str]:
    return {spelled.word for spelled in Lexicon().near(sound, most, seq)}


def test_a_word_is_found_by_its_sound(publish: Make, make_actor: Make) -> None:
    publish(make_actor(name="Khovaling border post"))
    assert words("havalink", 1, 1) == {"Khovaling"}
    assert words("havalink", 0, 1) == set()


def test_it_ends_at_the_seq(publish: Make, make_actor: Make) -> None:
    publish(make_actor(name="Khovaling border post"))
    assert words("havaling", 0, 0) == set()


def test_o_and_a_are_one() -> None:
    assert loose("shohon") == "shahan"
