"""Sentences and the figures that they state."""

import pytest

from pipeline.extract.casualties import find_tolls
from pipeline.extract.facts import Sentence

Figures = set[tuple[str, str, int | None, int | None]]


def tolls(text: str, language: str = "en") -> Figures:
    sentence = Sentence(0, 0, len(text), text)
    return {(t.harm, t.party, t.low, t.high) for t in find_tolls(sentence, language) if not t.superseded}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards shot dead three smugglers at the ford.", {("killed", "smugglers", 3, 3)}),
        ("Two soldiers lost their lives.", {("killed", "soldiers", 2, 2)}),
        ("At least 12 villagers died in the shelling.", {("killed", "villagers", 12, None)}),
        ("The blast killed up to nine miners.", {("killed", "miners", None, 9)}),
        ("One soldier was killed and four more were injured.",
         {("killed", "soldier", 1, 1), ("injured", "soldier", 4, 4)}),
        ("A policeman, a guard and 15 of the militants died.",
         {("killed", "policeman", 1, 1), ("killed", "guard", 1, 1), ("killed", "militants", 15, 15)}),
        ("Return fire killed seven masked, armed attackers and the other two were captured.",
         {("killed", "masked, armed attackers", 7, 7), ("captured", "masked, armed attackers", 2, 2)}),
        ("The raid left twenty-one people dead and 30 injured.", {("killed", "", 21, 21), ("injured", "", 30, 30)}),
        ("In Kyrgyzstan 13 people were killed.", {("killed", "Kyrgyzstan", 13, 13)}),
        ("The ministry put the number killed by the bomb at 42 rather than 89.", {("killed", "", 42, 42)}),
        ("The death toll rose to 31.", {("killed", "", 31, 31)}),
        ("Several soldiers were wounded.", {("injured", "soldiers", None, None)}),
        ("There were casualties, residents say.", {("killed", "", None, None)}),
        ("People spoke of dead and injured.", {("killed", "", None, None), ("injured", "", None, None)}),
        ("There were no casualties.", {("killed", "", 0, 0), ("injured", "", 0, 0)}),
        ("Nobody was hurt.", {("injured", "", 0, 0)}),
    ],
)  # fmt: skip
def test_reads(text: str, expected: Figures) -> None:
    assert tolls(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Over 5,000 trucks wait on both sides.",
        "Some 1,500 servicemen took part in the drill.",
        "Border guards confiscated 26 kilos of narcotics.",
        "Tajikistan has given no casualty details.",
        "The border is 1,344 kilometers long.",
        "Over 100 dead and injured were moved.",
        "Aliyari scored after 23 minutes.",
    ],
)
def test_other_numbers_are_no_casualties(text: str) -> None:
    assert tolls(text) == set()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("В бою погибли двое пограничников.", "ru", {("killed", "пограничников", 2, 2)}),
        ("Не менее 5 человек ранены.", "ru", {("injured", "", 5, None)}),
        ("شمار کشته‌های ملکی را بیش از ۱۲ تن خواند.", "fa", {("killed", "ملکی", 12, None)}),
        ("۱۵ تا ۲۰ تن از افراد طالبان کشته شدند.", "fa", {("killed", "افراد طالبان", 15, 20)}),
    ],
)
def test_reads_other_languages(text: str, language: str, expected: Figures) -> None:
    assert tolls(text, language) == expected
