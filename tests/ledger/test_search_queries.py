"""What a reader types becomes a query of letters and our own operators, whatever it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.models import IncidentEntry
from ledger.search import search_query, search_text


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("ore", "'ore'"),
        ("era ore", "'era' & 'ore'"),
        ('"era ore"', "('era' <-> 'ore')"),
        ("era OR ore", "'era' | 'ore'"),
        ("era or ore", "'era' & 'or' & 'ore'"),
        ("era -ore", "'era' & !('ore')"),
        ('-"era ore"', "!('era' <-> 'ore')"),
        ("bord*", "('bord':* | 'bard':*)"),
        ('"era or*"', "('era' <-> ('or':* | 'ar':*))"),
        ("era-ore", "('era' <-> 'ore')"),
        ("it's", "('it' <-> 's')"),
        ("Шоҳин", "('шоҳин' | 'shahin' | 'ǁshhn')"),
        ('"era ore', "('era' <-> 'ore')"),
        ("OR era OR", "'era'"),
        *((typed, "") for typed in ("OR", "-", "*", '"', '""', "' & ! | <-> :* \\", "\0")),
    ],
)
def test_it_reads_as_in_web_searches(typed: str, query: str) -> None:
    assert search_query(typed) == query


def matches(typed: str, *, names: str = "", texts: str = "") -> bool:
    query = search_query(typed)
    found = IncidentEntry.objects.raw(
        "SELECT 1 AS seq WHERE %s::tsvector @@ %s::tsquery", [search_text(names=[names], texts=[texts]), query]
    )
    return bool(query) and len(list(found)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Shohin", "Лагерь «Шохин СМ»"), ("Шоҳин", "Shōhin SM"), ("شاهین", "Shohin SM"), ("Shohin", "شاهین اس‌ام"),
        ("بدخشان", "Badakhshan"), ("Бадахшон", "ولایت بدخشان"), ("Tojikiston", "Ҷумҳурии Тоҷикистон"),
        ('"Shamsiddin Shohin"', "ноҳияи Шамсиддин Шоҳин"), ("toj*", "Тоҷикистон"), ("Тоҷ*", "Tajikistan"),
        ("таджик*", "Tojikiston"), ("Panj", "دریای پنج"), ("Джамшед", "جمشید"), ("masud", "احمدشاه مسعود"),
        ('"workers camp"', "a workers camp"), ("khat*", "Хатлон"),
    ],
)  # fmt: skip
def test_a_name_is_found_from_other_letters(typed: str, name: str) -> None:
    assert matches(typed, names=name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("form", "a farm"), ('"gold camp"', "camp of gold"), ('"gold camp"', "gold in the camp"),
        ("gold -camp", "gold camp"), ("-Шоҳин", "Shohin SM"), ("bord*", "aboard"), ("camp*", "a cam"),
        ("Шохин", "Шамсиддин"), ("sahn", "شاهین"),
    ],
)  # fmt: skip
def test_it_leaves_out_what_does_not_fit(typed: str, text: str) -> None:
    assert not matches(typed, names=text)


@pytest.mark.django_db
def test_a_phrase_does_not_run_from_one_field_into_the_next() -> None:
    assert not matches('"camp guards"', names="gold camp", texts="guards came")


@pytest.mark.django_db
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=200) | st.text(alphabet="ab -*\"'\\:&|!()<>OR٣शिİßﬁ\u200c\u0000", max_size=60))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    matches(typed, names="gold camp")


@pytest.mark.django_db
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_whatever_is_published_is_found_by_itself(text: str) -> None:
    """Unless there is no word in it."""
    typed = (
        " ".join(part for part in text.split() if part != "OR").replace("-", " ").replace("*", " ").replace('"', " ")
    )
    query = search_query(f'"{typed}"')
    assert not query or matches(f'"{typed}"', names=typed)


@pytest.mark.django_db
def test_a_document_of_any_length_fits() -> None:
    long = " ".join(f"слово{number}" for number in range(200_000))
    assert matches("слово7", names=long)
