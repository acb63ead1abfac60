"""The sample register holds together: keys resolve, quotes stand in their texts, facts rest on claims."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from incidents import vocabulary
from incidents.dates import edtf
from incidents.dates.span import DateSpan

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = ("publishers", "sources", "places", "actors", "facilities", "incidents", "timelines")
TYPES = {type_.code for type_ in vocabulary.INCIDENT_TYPES}
LANGUAGES = {"en", "ru", "uk", "fa", "tg", "ky"}

Row = dict[str, Any]


@cache
def rows(name: str) -> list[Row]:
    loaded: list[Row] = json.loads((SAMPLES / "register" / f"{name}.json").read_text())
    return loaded


@cache
def keys(name: str) -> frozenset[str]:
    return frozenset(row["key"] for row in rows(name))


@cache
def texts() -> dict[str, str]:
    return {row["key"]: (SAMPLES / row["article"]).read_text() for row in rows("sources")}


def retelling(source: str) -> str:
    return texts()[source].partition("\n")[2]


def claims() -> Iterator[tuple[str, Row]]:
    for incident in rows("incidents"):
        for claim in incident["claims"]:
            yield incident["key"], claim


def span_of(incident: Row) -> DateSpan:
    return edtf.parse(incident["date"]["edtf"], extent=incident["date"]["extent"])


def accepted_facts(incident: Row) -> set[str]:
    return {fact for claim in incident["claims"] if claim["status"] == "accepted" for fact in claim["supports"]}


def stated_facts(incident: Row) -> set[str]:
    listed = {"place": "places", "actors": "actors", "facilities": "facilities"}
    stated = {"type", "date"} | {fact for fact, name in listed.items() if incident[name]}
    return stated | {value["harm"] for claim in incident["claims"] for value in claim["values"]}


def figures() -> Iterator[Row]:
    for _, claim in claims():
        yield from claim["values"]
    for incident in rows("incidents"):
        yield from incident["casualty_basis"]


@pytest.mark.parametrize(
    ("name", "least"),
    [("incidents", 40), ("actors", 25), ("facilities", 12), ("sources", 20), ("timelines", 3), ("publishers", 20)],
)
def test_the_register_is_large_enough_to_try_out(name: str, least: int) -> None:
    assert len(rows(name)) >= least


def test_at_least_eight_incidents_rest_on_two_or_more_sources() -> None:
    counts = [len({claim["source"] for claim in incident["claims"]}) for incident in rows("incidents")]
    assert sum(count >= 2 for count in counts) >= 8


@pytest.mark.parametrize("name", FILES)
def test_keys_are_unique_ascii_slugs(name: str) -> None:
    found = [row["key"] for row in rows(name)]
    assert [key for key, count in Counter(found).items() if count > 1] == []
    assert [key for key in found if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


@pytest.mark.parametrize("name", FILES)
def test_files_are_written_as_utf8_with_two_spaces(name: str) -> None:
    text = (SAMPLES / "register" / f"{name}.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_every_source_has_an_address_that_its_text_repeats_on_line_one() -> None:
    for source in rows("sources"):
        assert re.match(r"https?://[^\s/]+/", source["url"]), source["key"]
        assert texts()[source["key"]].partition("\n")[0] == source["url"]


def test_no_two_sources_share_an_address() -> None:
    assert len({source["url"] for source in rows("sources")}) == len(rows("sources"))


def test_every_address_belongs_to_its_publisher() -> None:
    domains = {row["key"]: row["domain"] for row in rows("publishers")}
    for source in rows("sources"):
        host = source["url"].split("/")[2]
        assert host == domains[source["publisher"]] or host.endswith(f".{domains[source['publisher']]}"), source["key"]


def test_sources_name_known_publishers_origins_and_languages() -> None:
    for source in rows("sources"):
        assert source["publisher"] in keys("publishers")
        assert source["origin"] is None or source["origin"] in keys("sources") - {source["key"]}
        assert source["language"] in LANGUAGES
        assert source["retelling"] is True
        assert source["title"]


def test_publication_dates_are_days_or_unknown() -> None:
    for source in rows("sources"):
        assert source["published"] is None or date.fromisoformat(source["published"]).year >= 2021


def test_every_text_belongs_to_a_source_and_stays_short() -> None:
    names = {f"articles/{path.name}" for path in (SAMPLES / "articles").iterdir()}
    assert names == {source["article"] for source in rows("sources")}
    assert [key for key in texts() if not 100 < len(retelling(key)) < 2_500] == []


def test_every_source_and_publisher_is_used() -> None:
    assert {claim["source"] for _, claim in claims()} == keys("sources")
    assert {source["publisher"] for source in rows("sources")} == keys("publishers")


def test_quotes_stand_exactly_once_in_the_retelling_and_outside_its_address() -> None:
    for incident, claim in claims():
        text = texts()[claim["source"]]
        start = text.index(claim["quote"])
        assert text[start : start + len(claim["quote"])] == claim["quote"]
        assert text.count(claim["quote"]) == 1, (incident, claim["quote"])
        assert start > text.index("\n")


def test_claims_use_the_closed_word_lists() -> None:
    for incident, claim in claims():
        assert claim["supports"], incident
        assert set(claim["supports"]) <= vocabulary.FACTS.keys()
        assert claim["status"] in vocabulary.CLAIM_STATUSES
        assert claim["credibility"] is None or claim["credibility"] in vocabulary.CREDIBILITY
        assert len(claim["note"] or "") <= 300


def test_a_claim_that_is_not_accepted_says_why() -> None:
    assert [claim["quote"] for _, claim in claims() if claim["status"] != "accepted" and not claim["note"]] == []


def test_statements_are_dated_no_later_than_the_report() -> None:
    published = {source["key"]: source["published"] for source in rows("sources")}
    for incident, claim in claims():
        if claim["stated_on"] and published[claim["source"]]:
            assert date.fromisoformat(claim["stated_on"]) <= date.fromisoformat(published[claim["source"]]), incident


def test_every_stated_fact_rests_on_an_accepted_claim() -> None:
    for incident in rows("incidents"):
        assert stated_facts(incident) - accepted_facts(incident) == set(), incident["key"]


def test_figures_are_in_order_and_name_known_harms_and_actors() -> None:
    for figure in figures():
        known = [figure[name] for name in ("low", "best", "high") if figure[name] is not None]
        assert known == sorted(known)
        assert all(number >= 0 for number in known)
        assert figure["harm"] in vocabulary.HARMS
        assert figure.get("actor") is None or figure["actor"] in keys("actors")


def test_a_claims_figures_are_among_the_facts_it_supports() -> None:
    for incident, claim in claims():
        assert {value["harm"] for value in claim["values"]} <= set(claim["supports"]), incident


def test_incidents_use_known_types_places_actors_and_facilities() -> None:
    for incident in rows("incidents"):
        assert incident["type"] in TYPES
        assert {item["place"] for item in incident["places"]} <= keys("places")
        assert {item["precision"] for item in incident["places"]} <= vocabulary.PLACE_PRECISIONS.keys()
        assert {item["actor"] for item in incident["actors"]} <= keys("actors")
        assert {item["role"] for item in incident["actors"]} <= vocabulary.ROLES.keys()
        assert {item["facility"] for item in incident["facilities"]} <= keys("facilities")
        assert {item["relation"] for item in incident["facilities"]} <= vocabulary.FACILITY_RELATIONS.keys()


def test_an_incident_names_each_place_facility_and_role_once() -> None:
    for incident in rows("incidents"):
        for pairs in (
            [item["place"] for item in incident["places"]],
            [item["facility"] for item in incident["facilities"]],
            [(item["actor"], item["role"]) for item in incident["actors"]],
        ):
            assert len(pairs) == len(set(pairs)), incident["key"]


def test_dates_are_written_in_the_profile_and_lie_within_the_years_covered() -> None:
    for incident in rows("incidents"):
        span = span_of(incident)
        assert edtf.write(span) == incident["date"]["edtf"], incident["key"]
        assert date(2021, 1, 1) <= span.earliest <= span.latest <= date(2026, 12, 31)
        assert incident["date"]["text"]
        assert incident["date"]["time_of_day"] in (None, "", "night", "morning", "noon", "afternoon", "evening")


def test_no_incident_is_dated_after_all_its_reports() -> None:
    published = {source["key"]: source["published"] for source in rows("sources")}
    for incident in rows("incidents"):
        dates = [published[claim["source"]] for claim in incident["claims"]]
        if all(dates):
            assert span_of(incident).earliest <= date.fromisoformat(max(dates)), incident["key"]


def test_actors_have_known_kinds_relations_and_distinct_names() -> None:
    for actor in rows("actors"):
        assert actor["kind"] in vocabulary.ACTOR_KINDS
        assert {item["relation"] for item in actor["relations"]} <= vocabulary.ACTOR_RELATIONS.keys()
        assert {item["actor"] for item in actor["relations"]} <= keys("actors") - {actor["key"]}
        assert actor["description"]
    assert len({actor["name"] for actor in rows("actors")}) == len(rows("actors"))


def test_facilities_have_known_kinds_operators_places_and_readable_dates() -> None:
    for facility in rows("facilities"):
        assert facility["kind"] in vocabulary.FACILITY_KINDS
        assert facility["operator"] is None or facility["operator"] in keys("actors")
        assert facility["place"] is None or facility["place"] in keys("places")
        assert {item["status"] for item in facility["statuses"]} <= vocabulary.FACILITY_STATUSES.keys()
        stated = [facility["opened"], facility["closed"]]
        stated += [item[end] for item in facility["statuses"] for end in ("from", "to")]
        assert all(edtf.parse(text) for text in stated if text)


def test_every_facility_appears_in_an_incident() -> None:
    assert {item["facility"] for incident in rows("incidents") for item in incident["facilities"]} == keys("facilities")


def test_places_have_known_kinds_and_areas_and_no_half_coordinates() -> None:
    for place in rows("places"):
        assert place["kind"] in vocabulary.PLACE_KINDS
        assert {place["admin1"], place["admin2"]} - {None} <= keys("places")
        assert (place["latitude"] is None) == (place["longitude"] is None)


@pytest.mark.parametrize("name", ["places", "actors", "facilities"])
def test_aliases_are_distinct_and_say_their_language(name: str) -> None:
    for row in rows(name):
        spellings = [alias["name"] for alias in row["aliases"]]
        assert len(spellings) == len(set(spellings)), row["key"]
        assert {alias["language"] for alias in row["aliases"]} <= LANGUAGES


def test_timelines_list_known_incidents_once_in_order_of_time() -> None:
    spans = {incident["key"]: span_of(incident) for incident in rows("incidents")}
    for timeline in rows("timelines"):
        listed = [item["incident"] for item in timeline["incidents"]]
        assert len(listed) == len(set(listed))
        starts = [spans[key].earliest for key in listed]
        assert starts == sorted(starts), timeline["key"]
