"""What a careful editor takes from the seed article is suggested, and nothing else."""

from datetime import date

import pytest

from incidents.dates.span import FLOOR
from pipeline.data import Reading, SuggestedIncident


def of_type(seed: Reading, kind: str) -> SuggestedIncident:
    return next(incident for incident in seed.incidents if incident.type == kind)


def people(incident: SuggestedIncident, role: str) -> set[str]:
    return {actor.name for actor in incident.actors if actor.role == role}


def test_three_main_incidents_and_two_in_the_background(seed: Reading) -> None:
    assert sorted(i.type for i in seed.incidents if i.main) == ["armed_clash", "call", "facility_opening"]
    assert [i.type for i in seed.incidents if i.background] == ["attack_on_civilians"] * 2
    assert len(seed.incidents) == 5


def test_the_call_has_no_day_but_the_article_had_to_come_after_it(seed: Reading) -> None:
    call = of_type(seed, "call")
    assert call.date is not None
    assert (call.date.earliest, call.date.latest) == (FLOOR, date(2025, 12, 31))
    assert call.date.precision == "unknown"
    assert people(call, "participant") == {"Vladimir Putin", "Emomali Rahmon", "Russia", "Tajikistan"}
    assert people(call, "reporter") == {"Kremlin"}
    assert not call.places
    assert not call.casualties


def test_the_clash_lasted_two_days_in_one_district(seed: Reading) -> None:
    clash = of_type(seed, "armed_clash")
    assert clash.date is not None
    assert (clash.date.earliest, clash.date.latest) == (date(2025, 12, 24), date(2025, 12, 25))
    assert (clash.date.extent, clash.date.precision) == ("throughout", "span")
    assert [(place.name, place.kind) for place in clash.places] == [
        ("Shamsiddin Shohin district", "admin2"),
        ("Tajikistan", "country"),
    ]
    assert clash.countries == ("TJ",)


def test_the_clash_has_two_sides_and_a_toll_for_each(seed: Reading) -> None:
    clash = of_type(seed, "armed_clash")
    assert people(clash, "initiator") == {"members of a terrorist group"}
    assert people(clash, "target") == {"Tajik border forces"}
    assert {(c.party, c.harm, c.low, c.best, c.high) for c in clash.casualties} == {
        ("attackers", "killed", 3, 3, 3),
        ("border guards", "killed", 2, 2, 2),
    }


def test_the_president_opened_a_training_ground_and_four_outposts(seed: Reading) -> None:
    opening = of_type(seed, "facility_opening")
    assert opening.date is not None
    assert (opening.date.earliest, opening.date.latest, opening.date.precision) == (*[date(2025, 12, 24)] * 2, "day")
    assert people(opening, "initiator") == {"Emomali Rahmon"}
    assert {(f.name, f.kind, f.relation, f.count) for f in opening.facilities} == {
        ("Harbmaydon", "training_ground", "opened", None),
        ("four new border outposts", "border_outpost", "opened", 4),
    }


@pytest.mark.parametrize(
    ("position", "bounds"),
    [(0, (date(2025, 11, 21), date(2025, 11, 30))), (1, (date(2025, 12, 1), date(2025, 12, 10)))],
)
def test_two_older_attacks_killed_civilians(seed: Reading, position: int, bounds: tuple[date, date]) -> None:
    attack = [incident for incident in seed.incidents if incident.background][position]
    assert attack.date is not None
    assert (attack.date.earliest, attack.date.latest) == bounds
    assert attack.date.approximate
    assert attack.date.precision == "part_of_month"
    assert attack.countries == ("TJ",)
    assert [(c.party, c.harm, c.low, c.high) for c in attack.casualties] == [("civilians", "killed", 1, None)]


def test_every_fact_has_words_that_carry_it(seed: Reading) -> None:
    text = seed.article.captured_text
    for incident in seed.incidents:
        carried = {fact for evidence in incident.evidence for fact in evidence.supports}
        assert "type" in carried
        assert "date" in carried or incident.date is None or incident.date.precision == "unknown"
        assert "place" in carried or not incident.places
        assert "actors" in carried or not incident.actors
        assert "facilities" in carried or not incident.facilities
        assert {casualties.harm for casualties in incident.casualties} <= carried
        assert all(text[e.start : e.end] == e.quote for e in incident.evidence)


def test_a_quote_keeps_its_glue_and_says_how_it_reads(seed: Reading) -> None:
    evidence = of_type(seed, "armed_clash").evidence[0]
    assert "2025,when" in evidence.quote
    assert "2025, when" in evidence.reading
