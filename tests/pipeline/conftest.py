"""A small register of names, and the shared articles beside the checkout."""

from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.data import Article, Document, KnownName, Lexicon, Reading
from pipeline.suggest import read

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
SEED = SHARED / "seed"
ARTICLES = SHARED / "articles"


def _place(name: str, kind: str, country: str, *names: str, parents: tuple[str, ...] = ()) -> KnownName:
    return KnownName(f"place-{name.lower().replace(' ', '-')}", name, kind, names, country, parents)


def _actor(name: str, kind: str, country: str, *names: str) -> KnownName:
    return KnownName(f"actor-{name.lower().replace(' ', '-')}", name, kind, names, country)


PLACES = (
    _place("Tajikistan", "country", "TJ", "Таджикистан", "تاجیکستان"),
    _place("Afghanistan", "country", "AF", "Афганистан", "افغانستان"),
    _place("Kyrgyzstan", "country", "KG", "Кыргызстан", "Киргизия"),
    _place("Uzbekistan", "country", "UZ", "Узбекистан"),
    _place("Pakistan", "country", "PK", "Пакистан", "پاکستان"),
    _place("Russia", "country", "RU", "Россия"),
    _place("China", "country", "CN", "Китай"),
    _place("Khatlon Province", "admin1", "TJ", "Khatlon", "Khatlon region", "Хатлонская область"),
    _place("Gorno-Badakhshan", "admin1", "TJ", "GBAO"),
    _place("Badakhshan", "admin1", "AF", "Badakhshan Province", "بدخشان"),
    _place("Takhar", "admin1", "AF", "Takhar Province"),
    _place("Batken Region", "admin1", "KG", "Batken", "Баткенская область"),
    _place(
        "Shamsiddin Shohin District", "admin2", "TJ",
        "Shamsiddin Shohin", "Shamsiddin-Shohin", "Shamsiddin Shokhin", "Shuro-obod", "Шамсиддин Шохин",
        parents=("place-khatlon-province", "place-tajikistan"),
    ),
    _place("Shahr-e Buzurg District", "admin2", "AF", "Shahr-e Buzurg", "Shahri Buzurg", "Shahribuzurg"),
    _place("Panj District", "admin2", "TJ", "Panj"),
    _place("Dovang", "area", "AF", "Davang", "Davanga", "Dawong", "Davong"),
    _place("Dushanbe", "settlement", "TJ", "Душанбе"),
    _place("Kabul", "settlement", "AF", "Кабул"),
    _place("Bishkek", "settlement", "KG", "Бишкек"),
    _place("Samarkand", "settlement", "UZ"),
    _place("Termez", "settlement", "UZ", "Tirmiz"),
    _place("Moscow", "settlement", "RU", "Москва"),
    _place("Islamabad", "settlement", "PK"),
    _place("Ali", "settlement", "AF"),
)  # fmt: skip
ACTORS = (
    _actor("Tajikistan", "state", "TJ", "Dushanbe", "Таджикистан"),
    _actor("Russia", "state", "RU", "Moscow", "Россия"),
    _actor("Kyrgyzstan", "state", "KG"),
    _actor("Taliban", "armed_group", "AF", "Islamic Emirate of Afghanistan", "талибы", "طالبان"),
    _actor("Border Troops of Tajikistan", "armed_forces", "TJ", "Tajik border guards", "Tajik border forces"),
    _actor("Collective Security Treaty Organization", "alliance", "", "CSTO", "ОДКБ"),
    _actor("Jamaat Ansarullah", "armed_group", "", "Ansarullah"),
    _actor("Kremlin", "government_body", "RU", "Кремль"),
    _actor("Emomali Rahmon", "person", "TJ", "Emomali Rakhmon", "Эмомали Рахмон"),
    _actor("Vladimir Putin", "person", "RU", "Владимир Путин"),
    _actor("Sadyr Japarov", "person", "KG"),
)
FACILITIES = (KnownName("facility-harbmaydon", "Harbmaydon", "training_ground", ("Kharbmaidon", "Харбмайдон")),)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon(PLACES, ACTORS, FACILITIES)


@pytest.fixture(scope="session")
def seed_bytes() -> bytes:
    return next(SEED.glob("000_*.txt")).read_bytes()


@pytest.fixture(scope="session")
def seed_article(seed_bytes: bytes, lexicon: Lexicon) -> Article:
    return clean(Document(seed_bytes), lexicon)


@pytest.fixture(scope="session")
def seed(seed_bytes: bytes, lexicon: Lexicon) -> Reading:
    return read(Document(seed_bytes), lexicon)


@pytest.fixture(scope="session")
def article_files() -> list[Path]:
    return sorted((ARTICLES / "texts").glob("*.txt"))
