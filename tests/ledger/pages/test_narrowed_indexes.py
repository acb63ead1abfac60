"""The lists of records take the filters of the API's lists, and offer some: kinds with counts, words, letters."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ledger.pages import indexes

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def test_a_filter_narrows_the_list_and_is_said(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor(name="Somon Gold", kind="company"), make_actor(name="Border Guards", kind="armed_forces"))
    html = reader.get("/actors/?kind=company").content.decode()
    assert "Somon Gold" in html
    assert "Border Guards" not in html
    assert '<span class="unseen">Take away: </span>Company <span aria-hidden="true">×</span>' in html


def test_an_order_can_be_asked_for(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor(name="Aral"), make_actor(name="Zafar"))
    html = reader.get("/actors/?sort=-name").content.decode()
    assert html.index("Zafar") < html.index("Aral")


def test_nothing_found_says_so(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor())
    assert "Nothing here fits" in reader.get("/actors/?country=KG").content.decode()


@pytest.mark.parametrize(
    "query", ["colour=red", "kind=%00", "sort=-date", "kind=a&kind=b", "letter=%00", "letter=a&sort=-name", "pages=9"]
)
def test_what_cannot_be_obeyed_is_refused_in_words(reader: Client, publish: Make, make_actor: Make, query: str) -> None:
    publish(make_actor(name="Somon Gold"))
    response = reader.get(f"/actors/?{query}")
    assert response.status_code == 400
    assert "This address cannot be obeyed" in response.content.decode()
    assert "Somon Gold" not in response.content.decode()


def test_kinds_are_links_with_their_numbers(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(*(make_actor(id=f"a00000000{n}", kind=kind) for n, kind in enumerate(["state", "state", "company"])))
    html = reader.get("/actors/").content.decode()
    assert '<a rel="nofollow" href="/actors/?kind=state">State <span class="many">2</span></a>' in html
    narrowed = reader.get("/actors/?kind=state&q=Shohin").content.decode()
    assert 'href="/actors/?q=Shohin" class="chosen" aria-current="true">State <span class="many">2</span>' in narrowed
    assert '<input type="hidden" name="kind" value="state">' in narrowed
    assert 'href="/actors/?kind=company&amp;q=Shohin">Company <span class="many">1</span>' in narrowed


def test_words_find_in_the_list_in_any_letters(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor(name="Сомон Голд"), make_actor(id="a000000009", name="Border Guards"))
    html = reader.get("/actors/?q=somon").content.decode()
    assert "Сомон Голд" in html
    assert "Border Guards" not in html


def test_a_letter_leads_to_the_page_that_begins_with_it(reader: Client, publish: Make, make_actor: Make) -> None:
    names = [f"{letter}{number:02}" for letter in "ABC" for number in range(30)]
    publish(*(make_actor(id=f"a{n:09}", name=name) for n, name in enumerate(names)))
    html = reader.get("/actors/").content.decode()
    assert '<a rel="nofollow" href="/actors/?letter=b">B</a>' in html
    response = reader.get("/actors/?letter=b", follow=True)
    assert response.redirect_chain[0][0].startswith("/actors/?after=")
    page = response.content.decode()
    assert page.index(">B00<") < page.index(">B01<")
    assert ">A29<" not in page
    assert reader.get("/actors/?letter=a")["Location"] == "/actors/"


def test_a_list_that_stands_on_one_page_has_no_letters(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor())
    assert 'class="letters"' not in reader.get("/actors/").content.decode()


def test_too_many_records_are_not_counted(
    reader: Client, publish: Make, make_actor: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "MOST_COUNTED", 1)
    publish(make_actor(), make_actor(id="a000000009", kind="state"))
    html = reader.get("/actors/").content.decode()
    assert '<a rel="nofollow" href="/actors/?kind=state">State</a>' in html
    assert 'id="count"' not in html


def test_places_are_listed(reader: Client, publish: Make, make_place: Make) -> None:
    publish(make_place(name="Panj"))
    html = reader.get("/places/").content.decode()
    assert ">Panj</a>" in html
    assert '<a href="/places/" aria-current="page">Places</a>' in html


@pytest.mark.parametrize("records", [1, 60])
def test_a_list_asks_as_much_whether_it_is_short_or_long(
    reader: Client, publish: Make, make_actor: Make, django_assert_max_num_queries: Make, records: int
) -> None:
    publish(*(make_actor(id=f"a{n:09}", name=f"No {n:02}") for n in range(records)))
    with django_assert_max_num_queries(5):
        reader.get("/actors/?kind=armed_forces")
