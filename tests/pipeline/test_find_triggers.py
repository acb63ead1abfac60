"""Sentences and the kinds of incident that they tell of, with the traps around them."""

import pytest

from pipeline.extract.events import find_triggers
from pipeline.extract.facts import Sentence


def told(text: str, language: str = "en") -> set[str]:
    return {t.type for t in find_triggers(Sentence(0, 0, len(text), text), language) if not t.background}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Guards of the two countries exchanged fire near the ford.", "armed_clash"),
        ("Gunmen ambushed a patrol at dawn.", "armed_attack"),
        ("A suicide bomber struck the market in a suicide attack.", "suicide_bomb"),
        ("A drone attack hit the camp.", "air_drone_strike"),
        ("Police detained four men at the bridge.", "arrest"),
        ("Customs officers confiscated 20 kilograms of opium.", "seizure"),
        ("Three men illegally crossed the river.", "border_crossing"),
        ("The two presidents held a telephone conversation.", "call"),
        ("The ministers met in the capital.", "meeting"),
        ("The two sides signed a treaty on the border.", "agreement"),
        ("Moscow has recognized the Taliban government.", "recognition"),
        ("The president inaugurated a new border outpost.", "facility_opening"),
        ("The Torkham crossing was shut on Friday.", "border_closure"),
        ("Troops of both states started joint drills.", "military_exercise"),
        ("Residents protested in the square.", "peaceful_protest"),
        ("The two sides agreed on a ceasefire.", "ceasefire"),
        ("Militants took the district on Sunday.", "non_state_actor_overtakes_territory"),
    ],
)
def test_tells_of(text: str, kind: str) -> None:
    assert kind in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The exercise of power needs care.",
        "The new measures are to prevent attacks.",
        "He was accused of directing attacks on concert halls.",
        "No clash was reported.",
        "The treaty could end the conflict.",
        "The two states want to stop fighting terrorism.",
        "In 1993, after attacks on the post, the unit was moved.",
        "This was the third such attack in a month.",
        "Tension has grown since the clashes of last year.",
        "A Kalashnikov assault rifle was left behind.",
    ],
)
def test_what_is_denied_feared_or_older_is_no_news(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("На границе произошла перестрелка.", "ru", "armed_clash"),
        ("Президенты поговорили по телефону.", "ru", "call"),
        ("Пограничники задержали пятерых человек.", "ru", "arrest"),
        ("Президент открыл новую заставу.", "ru", "facility_opening"),
        ("در مرز درگیری شد.", "fa", "armed_clash"),
    ],
)
def test_tells_of_in_other_languages(text: str, language: str, kind: str) -> None:
    assert kind in told(text, language)
