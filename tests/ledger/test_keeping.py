from ledger.keeping import Kept


def test_a_value_is_made_once() -> None:
    kept: Kept[str] = Kept(2)
    assert kept.of("a", lambda: "made") == "made"
    assert kept.of("a", lambda: "made again") == "made"


def test_nothing_is_a_value_too() -> None:
    kept: Kept[str | None] = Kept(2)
    kept.of("a", lambda: None)
    assert kept.of("a", lambda: "made again") is None


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept: Kept[int] = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.of(key, lambda: 1)
    assert [kept.of(key, lambda: 2) for key in ("a", "c", "b")] == [1, 1, 2]
