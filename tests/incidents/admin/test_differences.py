"""Two documents, field by field, in words."""

from incidents.admin.differences import differences, outline

BEFORE = {
    "record": "incident", "id": "a", "title": "Clash", "countries": ["TJ"], "approximate": False,
    "claims": [{"id": "c1", "quote": "two died", "supports": ["killed"]}], "place": None,
}  # fmt: skip


def test_only_what_differs_is_named() -> None:
    after = {**BEFORE, "title": "Clash on the Panj", "countries": ["TJ", "AF"]}
    found = {difference.label: (difference.before, difference.after) for difference in differences(BEFORE, after)}
    assert found == {"title": (["Clash"], ["Clash on the Panj"]), "countries": ([], ["AF"])}


def test_an_item_of_a_list_is_one_line() -> None:
    (difference,) = differences(BEFORE, {**BEFORE, "claims": []})
    assert difference.before == ["“two died”; supports killed (c1)"]
    assert difference.after == []


def test_another_order_is_a_difference_too() -> None:
    (difference,) = differences({"tags": ["a", "b"]}, {"tags": ["b", "a"]})
    assert (difference.before, difference.after) == (["a", "b"], ["b", "a"])


def test_the_outline_leaves_out_what_is_not_said() -> None:
    assert [field.label for field in outline(BEFORE)] == ["title", "countries", "claims"]
