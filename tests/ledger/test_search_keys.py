"""Names meet by how they sound, in whichever letters they are written; other words stay apart."""

import pytest

from ledger.search import folded, key, name_key, words


@pytest.mark.parametrize(
    "spellings",
    [
        ["Шоҳин", "Шохин", "Shohin", "Shokhin", "Shōhin", "SHOHIN", "Shahin", "شاهین", "شاهين"],
        ["Тоҷикистон", "Tojikiston", "Таджикистан", "Tadzhikistan", "Tajikistan", "Tadjikistan"],
        ["Бадахшон", "Бадахшан", "Badakhshan", "Badakhshon", "Badaxshon"],
        ["Хатлон", "Khatlon", "Xatlon", "Хатлан"],
        ["Қурғонтеппа", "Qurghonteppa", "Qurghontepa", "Кургонтеппа"],
        ["Ҷамшед", "Jamshed", "Джамшед", "Dzhamshed"],
        ["Исмоили Сомонӣ", "Ismoili Somoni", "Исмоили Сомони"],
        ["Масъуд", "Mas'ud", "Mas’ud", "Masud"],
        ["Рӯдакӣ", "Рудаки", "Rudaki", "Rūdakī"],
        ["Ғафуров", "Гафуров", "Ghafurov", "Gafurov"],
        ["Панҷ", "Panj", "Пандж"],
    ],
)
def test_spellings_of_a_name_have_one_key(spellings: list[str]) -> None:
    assert len({name_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("farm", "form"), ("post", "past"), ("Шоҳин", "Шамсиддин"), ("camp", "comp"), ("Khatlon", "Kulob"),
        ("border", "order"), ("Panj", "Pani"), ("Rushon", "Darvoz"), ("five", "wife"),
    ],
)  # fmt: skip
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry’s camp", ["the", "ministry", "s", "camp"]),
        ("Kurgan-Tyube", ["kurgan", "tyube"]),
        ("AK-47, ۱۲ نفر", ["ak", "47", "12", "نفر"]),
        ("اس‌ام", ["اس", "ام"]),
        ("كابل ســـلام", ["کابل", "سلام"]),
        ("  ", []),
        ("!?'\"\\:*&|()<->", []),
        ("a" * 100, ["a" * 60]),
    ],
)
def test_a_text_is_taken_apart_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_key_is_its_own_key() -> None:
    for word in ("шоҳин", "tadzhikistan", "qurghonteppa", "بدخشان", "mexico", "ministry"):
        assert key(key(word)) == key(word)


def test_a_name_is_sorted_without_accents() -> None:
    assert folded("Shōhin") == "shohin"
