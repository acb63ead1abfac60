"""An address and its neighbours: a value more or less, a filter taken away, the same filters elsewhere."""

from ledger.timeline.addresses import Address

HERE = Address("/", (("type", "arrest,armed_attack"), ("near", "70,37"), ("radius", "25"), ("view", "lanes")))


def test_a_value_is_added_to_those_of_a_filter_that_takes_several() -> None:
    assert HERE.toggled("type", "shelling").get("type") == "arrest,armed_attack,shelling"


def test_a_value_that_is_there_is_taken_away() -> None:
    assert HERE.toggled("type", "arrest").get("type") == "armed_attack"
    assert "type" not in dict(HERE.toggled("type", "arrest").toggled("type", "armed_attack").fields)


def test_a_filter_of_one_value_changes_it() -> None:
    assert HERE.toggled("facility", "f1").toggled("facility", "f2").get("facility") == "f2"


def test_a_radius_goes_with_its_centre() -> None:
    assert HERE.without("near").url == "/?type=arrest%2Carmed_attack&view=lanes"


def test_elsewhere_there_are_only_the_filters() -> None:
    assert HERE.without("near").at("/map/").url == "/map/?type=arrest%2Carmed_attack"
    assert HERE.cleared().url == "/?view=lanes"
