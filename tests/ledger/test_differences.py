"""What an edition changed is told field by field, by what a thing is and not by where it stands."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from ledger.differences import differences
from ledger.documents import IncidentDocument

Make = Callable[..., IncidentDocument]


@pytest.fixture
def before(make_incident: Make) -> dict[str, Any]:
    return dict(make_incident())


@pytest.fixture
def after(before: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(before)


def told(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, Any, Any]]:
    return [(one["path"], one["kind"], one["before"], one["after"]) for one in differences(before, after)]


def test_equal_documents_differ_in_nothing(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert differences(before, after) == []


def test_a_field_inside_another_is_named_with_its_way(before: dict[str, Any], after: dict[str, Any]) -> None:
    after["date"]["latest"] = "2025-11-28"
    assert told(before, after) == [("date.latest", "changed", "2025-11-27", "2025-11-28")]


def test_a_figure_is_found_by_party_and_harm_wherever_it_stands(before: dict[str, Any], after: dict[str, Any]) -> None:
    after["casualties"].insert(0, {**after["casualties"][0], "party": "guards"})
    after["casualties"][1]["high"] = 5
    assert told(before, after) == [
        ("casualties[party=guards,harm=killed]", "added", None, after["casualties"][0]),
        ("casualties[party=workers,harm=killed].high", "changed", 3, 5),
    ]


def test_an_unknown_number_becomes_known(before: dict[str, Any], after: dict[str, Any]) -> None:
    before["casualties"][0]["high"] = None
    assert told(before, after) == [("casualties[party=workers,harm=killed].high", "changed", None, 3)]


def test_zero_and_unknown_differ(before: dict[str, Any], after: dict[str, Any]) -> None:
    before["casualties"][0]["low"], after["casualties"][0]["low"] = 0, None
    assert told(before, after) == [("casualties[party=workers,harm=killed].low", "changed", 0, None)]


def test_a_claim_is_matched_by_its_id(before: dict[str, Any], after: dict[str, Any]) -> None:
    gone = after["claims"].pop(0)
    after["claims"][0]["status"] = "accepted"
    assert told(before, after) == [
        ("claims[id=c000000902].status", "changed", "disputed", "accepted"),
        ("claims[id=c000000901]", "removed", gone, None),
    ]


def test_an_actor_that_gets_a_record_of_its_own_is_the_same_actor(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    after["actors"][1]["id"] = "a000000909"
    assert told(before, after) == [("actors[id=a000000909,role=perpetrator].id", "changed", None, "a000000909")]


def test_an_actor_in_another_role_is_the_same_actor(before: dict[str, Any], after: dict[str, Any]) -> None:
    after["actors"][0]["role"] = "participant"
    assert [path for path, *_ in told(before, after)] == ["actors[id=a000000901,role=participant].role"]


def test_tags_come_and_go_one_by_one(before: dict[str, Any], after: dict[str, Any]) -> None:
    after["tags"] = ["border", "Дарвоз"]
    assert told(before, after) == [
        ("tags[drone]", "removed", "drone", None),
        ("tags[Дарвоз]", "added", None, "Дарвоз"),
    ]


def test_another_order_is_told_as_such(before: dict[str, Any], after: dict[str, Any]) -> None:
    after["sources"].reverse()
    (one,) = differences(before, after)
    assert (one["path"], one["label"], one["kind"]) == ("sources", "Source: order", "changed")
    assert one["before"] == list(reversed(one["after"]))


def test_a_position_is_one_value(before: dict[str, Any], after: dict[str, Any]) -> None:
    after["places"][0]["point"] = [70.1, 37.6]
    assert [one[1:] for one in told(before, after)] == [("changed", [70.0, 37.6], [70.1, 37.6])]


def test_things_with_the_same_identity_are_matched_in_turn(before: dict[str, Any], after: dict[str, Any]) -> None:
    after["actors"].append({**after["actors"][0]})
    assert [(path, kind) for path, kind, *_ in told(before, after)] == [
        ("actors[id=a000000901,role=target]", "added")
    ]  # fmt: skip


def test_labels_are_words(before: dict[str, Any], after: dict[str, Any]) -> None:
    after["casualties"][0]["high"] = 5
    after["sources"][1]["publisher"] = "Паём"
    before["sources"][1]["publisher"] = "Payom"
    assert [one["label"] for one in differences(before, after)] == [
        "Figure workers killed: highest",
        "Source “Посольство предупреждает рабочих”: publisher",
    ]


def test_before_the_first_edition_was_nothing(before: dict[str, Any]) -> None:
    assert {one["kind"] for one in differences(None, before)} == {"added"}
