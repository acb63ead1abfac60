"""The gazetteer knows the border's districts under every spelling."""

import pytest

from incidents.gazetteer.build import bare, readable
from incidents.gazetteer.names import normalise
from incidents.gazetteer.reader import FOLDER, read_gazetteer
from incidents.vocabulary import PLACE_KINDS

ROWS = {row.key: row for row in read_gazetteer()}
BY_NAME: dict[str, set[str]] = {}
for row in ROWS.values():
    for name in (row.name, *row.aliases):
        BY_NAME.setdefault(normalise(name), set()).add(row.key)


@pytest.mark.parametrize(
    "name",
    ["Shamsiddin Shohin", "Shamsiddin Shokhin", "Shamsiddin-Shohin", "Shohin", "Shuro-obod", "Shuroobod", "Shurabad",
     "Шамсиддин Шохин", "Ноҳияи Шамсиддин Шоҳин", "Шуроабад"],
)  # fmt: skip
def test_a_district_is_found_under_its_old_and_new_names(name: str) -> None:
    assert "admin:TJ.02.7670506" in BY_NAME[normalise(name)]


def test_a_district_stands_in_its_province_and_country() -> None:
    district = ROWS["admin:TJ.02.7670506"]
    province = ROWS[district.parent_key]
    assert (district.name, district.kind) == ("Shamsiddin Shohin", "admin2")
    assert (province.name, ROWS[province.parent_key].name) == ("Khatlon", "Tajikistan")


def test_every_parent_and_kind_is_known_and_every_point_is_on_earth() -> None:
    for row in ROWS.values():
        assert row.parent_key == "" or row.parent_key in ROWS, row
        assert row.kind in PLACE_KINDS, row
        assert row.latitude is None or (-90 <= row.latitude <= 90 and -180 <= (row.longitude or 0) <= 180)


def test_it_is_small_enough_to_ship() -> None:
    assert len(ROWS) > 2_000
    assert sum(path.stat().st_size for path in FOLDER.glob("*.csv")) < 400_000


@pytest.mark.parametrize(
    ("one", "other"),
    [("Shuro-obod", "Shuroobod"), ("Shahr-e Buzurg", "Shahr-e-Buzurg"), ("Roshtqal'a", "Roshtqalʼa"),
     ("Kŭlob", "Kulob"), ("كابل", "کابل"), ("ДУШАНБЕ", "Душанбе"), ("Қалъа", "Калъа"), ("Qal‘ah", "Qal'ah")],
)  # fmt: skip
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_consonants_alone_and_foreign_scripts_are_no_spelling() -> None:
    assert [readable(name) for name in ("bhswd", "タジキスタン", "Behsud", "Душанбе")] == [False, False, True, True]


def test_the_word_for_its_kind_is_no_part_of_a_name() -> None:
    assert [bare(name) for name in ("Nohiyai Panj", "Batkenskiy Rayon", "Rudaki District")] == [
        "Panj",
        "Batken",
        "Rudaki",
    ]
