"""Short articles of our own: what is news, what is background, what is nothing."""

from datetime import date

import pytest

from incidents.dates.span import CEILING, FLOOR
from pipeline.data import Document, Lexicon, SuggestedIncident
from pipeline.suggest import read

DAY = date(2025, 11, 28)  # a Friday


def suggest(text: str, lexicon: Lexicon, published: date | None = DAY) -> tuple[SuggestedIncident, ...]:
    return read(Document(text.encode(), published=published), lexicon).incidents


def test_a_weekday_leans_on_the_day_of_publication(lexicon: Lexicon) -> None:
    (clash,) = suggest(
        "Tajik border guards and Taliban fighters exchanged fire on Wednesday in Dovang district.", lexicon
    )
    assert clash.date is not None
    assert clash.date.earliest == clash.date.latest == date(2025, 11, 26)
    assert {actor.role for actor in clash.actors} == {"participant"}


def test_the_day_of_the_telling_is_only_a_limit(lexicon: Lexicon) -> None:
    (arrest,) = suggest("Police detained two smugglers in Panj district, the ministry said on Thursday.", lexicon)
    assert arrest.date is not None
    assert (arrest.date.earliest, arrest.date.latest) == (FLOOR, date(2025, 11, 27))


def test_without_a_day_of_publication_a_day_without_a_year_has_no_bounds(lexicon: Lexicon) -> None:
    (treaty,) = suggest("The two presidents signed a border treaty in Bishkek on March 13.", lexicon, None)
    assert treaty.date is not None
    assert (treaty.date.earliest, treaty.date.latest, treaty.date.text) == (FLOOR, CEILING, "March 13")


def test_the_next_sentence_may_give_day_and_place(lexicon: Lexicon) -> None:
    text = (
        "Tajik border guards and Taliban forces have clashed. It happened on Sunday in the Davong area of Badakhshan."
    )
    (clash,) = suggest(text, lexicon)
    assert clash.date is not None
    assert clash.date.latest == date(2025, 11, 23)
    assert clash.places[0].name == "Davong area"
    assert clash.countries == ("AF",)


def test_two_incidents_of_one_article(lexicon: Lexicon) -> None:
    text = (
        "Gunmen attacked a border post in Panj district on Monday and killed two guards. "
        "On Wednesday Emomali Rahmon and Sadyr Japarov met in Bishkek."
    )
    attack, meeting = suggest(text, lexicon)
    assert (attack.type, meeting.type) == ("armed_attack", "meeting")
    assert [place.name for place in meeting.places][:1] == ["Bishkek"]


def test_older_events_are_background(lexicon: Lexicon) -> None:
    text = (
        "Gunmen attacked a border post in Panj district on Monday. "
        "In March 2024 militants attacked a market in Khatlon and killed four people."
    )
    main, older = suggest(text, lexicon)
    assert (main.main, older.main, older.background) == (True, False, True)
    assert older.casualties[0].low == 4
    assert not main.casualties


def test_an_attack_on_workers_is_one_on_civilians(lexicon: Lexicon) -> None:
    (attack,) = suggest(
        "Armed men attacked a camp in Panj district on Monday and killed three Chinese workers.", lexicon
    )
    assert attack.type == "attack_on_civilians"


def test_a_captured_attacker_is_no_arrest_of_its_own(lexicon: Lexicon) -> None:
    text = "Militants attacked a post in Panj district on Monday. Two gunmen were captured after the attack."
    (attack,) = suggest(text, lexicon)
    assert ("captured", 2) in {(c.harm, c.best) for c in attack.casualties}


def test_unknown_is_not_zero(lexicon: Lexicon) -> None:
    (clash,) = suggest("Tajik border guards and Taliban fighters clashed in Dovang. There were casualties.", lexicon)
    assert [(c.harm, c.low, c.best, c.high) for c in clash.casualties] == [("killed", None, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Tajikistan clash with Afghanistan in the cup on Monday. The striker attacked early and scored a goal before "
        "half-time; the coach praised the match at the stadium.",
        "Water in the region has long been scarce. Farmers need better canals, and experts have written books.",
        "About 80 outposts have been built over three years along the 1,350-kilometre border.",
    ],
)
def test_sport_opinion_and_statistics_give_nothing(text: str, lexicon: Lexicon) -> None:
    assert not any(incident.main for incident in suggest(text, lexicon))


def test_an_announced_exercise_lies_ahead(lexicon: Lexicon) -> None:
    (drill,) = suggest("The CSTO will hold exercises in Tajikistan from December 10 to 12.", lexicon)
    assert drill.date is not None
    assert (drill.date.earliest, drill.date.latest) == (date(2025, 12, 10), date(2025, 12, 12))


def test_the_publisher_of_a_dateline_is_no_place(lexicon: Lexicon) -> None:
    text = "ISLAMABAD: Vladimir Putin and Emomali Rahmon talked by telephone about security on Tuesday."
    (call,) = suggest(text, lexicon)
    assert call.places == ()
    assert call.countries == ("RU", "TJ")
