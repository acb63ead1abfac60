"""The search page: what it finds, in which order, and what it says when there is nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]

SPELLINGS = ("Шоҳин", "Шохин", "Shokhin", "Shohin", "شاهین")


@pytest.fixture
def reader() -> Client:
    return Client()


def page(reader: Client, address: str) -> str:
    response = reader.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("typed", SPELLINGS)
def test_scripts_meet(reader: Client, publish: Make, make_actor: Make, make_incident: Make, typed: str) -> None:
    publish(make_actor(id="a000000901"), make_incident())
    html = page(reader, f"/search/?q={typed}")
    assert "/actors/a000000901/shohin-sm/" in html
    assert "<mark>Shohin</mark>" in html


def test_the_alias_that_matched_is_shown(reader: Client, publish: Make, make_place: Make) -> None:
    publish(make_place(name="Dushanbe", aliases=[{"name": "Сталинабад", "language": "ru"}]))
    html = page(reader, "/search/?q=Stalinabad")
    assert ">Dushanbe</a>" in html
    assert '<bdi lang="ru" dir="ltr"><mark>Сталинабад</mark></bdi>' in html


def test_a_name_stands_in_the_language_of_the_page(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor(id="a000000901"))
    html = page(reader, "/tg/search/?q=Shohin")
    assert '<a href="/tg/actors/a000000901/shohin-sm/" lang="tg" dir="ltr"><mark>Шоҳин</mark> СМ</a>' in html


def test_whole_names_come_before_beginnings(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor(name="Border Guards of Khatlon", aliases=[]), make_actor(name="Border Guards", aliases=[]))
    html = page(reader, "/search/?q=border+guards")
    assert html.index("<mark>Guards</mark></a>") < html.index("<mark>Guards</mark> of Khatlon</a>")


def test_a_title_counts_for_more_than_a_text(reader: Client, publish: Make, make_incident: Make) -> None:
    later = {**make_incident()["date"], "earliest": "2026-01-01", "latest": "2026-01-01", "precision": "day"}
    publish(
        make_incident(title="Grenades at the post"), make_incident(title="Shots at the camp", date=later),
    )  # fmt: skip
    html = page(reader, "/search/?q=grenades")
    assert html.index("<mark>Grenades</mark> at the post") < html.index("Shots at the camp")


def test_the_newest_comes_first_among_equals(reader: Client, publish: Make, make_incident: Make) -> None:
    later = {**make_incident()["date"], "earliest": "2026-01-01", "latest": "2026-01-01", "precision": "day"}
    publish(make_incident(title="Older raid"), make_incident(title="Newer raid", date=later))
    html = page(reader, "/search/?q=raid")
    assert html.index("Newer <mark>raid</mark>") < html.index("Older <mark>raid</mark>")


def test_a_quote_keeps_its_language_and_its_source(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    html = page(reader, "/search/?q=погибли")
    assert '<q lang="ru" dir="ltr"><mark>погибли</mark> трое, один ранен</q>' in html
    assert "Паём" in html


def test_results_come_in_pages(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident() for _ in range(21)))
    first = page(reader, "/search/?q=camp")
    assert first.count('<p class="snippet"') == 20
    assert "/search/?q=camp&amp;page=2&amp;as_of=21" in first
    assert page(reader, "/search/?q=camp&page=2").count('<p class="snippet"') == 1
    assert reader.get("/search/?q=camp&page=3").status_code == 404


def test_more_than_can_be_ranked_is_said(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident() for _ in range(101)))
    assert "More than 100 incidents hold these words." in page(reader, "/search/?q=camp")


def test_the_register_has_all_of_them(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(), make_incident())
    assert '<a rel="nofollow" href="/?q=camp">Show all 2 in the register</a>' in page(reader, "/search/?q=camp")


def test_without_words_it_says_what_can_be_found(reader: Client, publish: Make, make_actor: Make) -> None:
    assert "The register is empty" in page(reader, "/search/")
    publish(make_actor())
    html = page(reader, "/search/?q=")
    assert "What can be found" in html
    assert 'href="/search/?q=Sh%C5%8Dhin+SM"' in html


@pytest.mark.parametrize("typed", ["zzyzx", "%21%21", "-camp", "%22%22"])
def test_nothing_found_says_what_to_try(reader: Client, publish: Make, make_incident: Make, typed: str) -> None:
    publish(make_incident())
    assert "What you can try" in page(reader, f"/search/?q={typed}")


@pytest.mark.parametrize(
    "query", ["q=%00", "q=a&q=b", f"q={'a' * 201}", "q=a&page=0", "q=a&page=x", "q=a&page=%D9%A2", "colour=red"]
)
@pytest.mark.parametrize("path", ["/search/", "/search/suggestions.json"])
def test_what_cannot_be_obeyed_is_refused(reader: Client, path: str, query: str) -> None:
    assert reader.get(f"{path}?{query}").status_code == 400


def test_nothing_that_is_typed_becomes_markup(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(summary="<script>alert(1)</script> & <b>bold</b>", title="Shots <i>here</i>"))
    html = page(reader, "/search/?q=alert+%3Cimg+src=x%3E+OR+bold+OR+here")
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "Shots &lt;i&gt;<mark>here</mark>&lt;/i&gt;" in html
    assert "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt; &amp; &lt;b&gt;<mark>bold</mark>" in html


def test_as_of_gives_the_bytes_of_that_day(
    reader: Client, publish: Make, make_actor: Make, make_incident: Make
) -> None:
    publish(make_actor(), make_incident())
    then = reader.get("/search/?q=Shohin").content
    publish(make_actor(name="Shohin Guards"), make_incident(title="Another night in Shohin"))
    now = reader.get("/search/?q=Shohin")
    assert b"Guards" in now.content
    assert reader.get("/search/?q=Shohin&as_of=2").content == then


@pytest.mark.parametrize("path", ["/search/?q=Shohin", "/search/?q=Shohn", "/search/suggestions.json?q=sho"])
def test_what_was_taken_away_is_in_no_answer(
    reader: Client, publish: Make, make_actor: Make, make_incident: Make, withdraw: Make, redact: Make, path: str
) -> None:
    secret, withdrawn, told = make_actor(name="Shohin Secret"), make_actor(name="Shohin Withdrawn"), make_incident()
    publish(secret, withdrawn, told)
    withdraw(withdrawn)
    redact(secret)
    redact(told)
    for address in (path, f"{path}&as_of=3"):
        html = reader.get(address).content.decode()
        assert "Secret" not in html
        assert "camp" not in html.replace("encamp", "")
    assert "Withdrawn" not in reader.get(path).content.decode()


def test_it_asks_little(
    reader: Client, publish: Make, make_actor: Make, make_incident: Make, django_assert_max_num_queries: Any
) -> None:
    publish(make_actor(), *(make_incident() for _ in range(30)))
    with django_assert_max_num_queries(7):
        reader.get("/search/?q=Shohin")
    with django_assert_max_num_queries(3):
        reader.get("/search/suggestions.json?q=sho")
