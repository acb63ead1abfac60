"""A slip of the finger still finds."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ledger.searching.nearest import allowed, corrections

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Shohn", "Shōhin"), ("Shoihn", "Shōhin"), ("Шоҳн", "Шоҳин"), ("شاهن", "شاهین"),
        ("Badakshan", "Badakhshan"), ("Kuhjand", "Khujand"),
    ],
)  # fmt: skip
def test_the_nearest_name_is_offered_in_the_same_letters(
    publish: Make, make_actor: Make, make_place: Make, typed: str, meant: str
) -> None:
    publish(
        make_actor(), make_place(name="Badakhshan", aliases=[]), make_place(name="Khujand", aliases=[]),
        make_place(name="Shamsiddin Shohin", aliases=[]),
    )  # fmt: skip
    assert meant in corrections(typed, 4)


def test_it_is_searched_for_what_was_meant(publish: Make, make_incident: Make, make_actor: Make) -> None:
    publish(make_actor(aliases=[], name="Shohin"), make_incident())
    html = Client().get("/search/?q=Shohn").content.decode()
    assert "Nothing is found for “Shohn”." in html
    assert 'href="/search/?q=Shohin"' in html
    assert "<mark>Shohin</mark>" in html


def test_a_slip_that_a_source_made_too_leads_to_the_name(publish: Make, make_incident: Make, make_actor: Make) -> None:
    publish(make_actor(aliases=[], name="Shohin"), make_incident(title="Shohn camp"))
    html = Client().get("/search/?q=Shohn").content.decode()
    assert "<mark>Shohn</mark> camp" in html
    assert 'Did you mean: <a rel="nofollow" href="/search/?q=Shohin">' in html
    assert "Did you mean" not in Client().get("/search/?q=Shohin").content.decode()


def test_words_of_titles_are_offered_too(publish: Make, make_incident: Make) -> None:
    publish(make_incident(title="Watermelons at the bazaar"))
    assert corrections("Watermelosn bazaar", 1) == ["Watermelons bazaar"]


def test_words_of_types_are_offered_too(publish: Make, make_incident: Make) -> None:
    publish(make_incident())
    assert corrections("Shellin", 1)[0] == "Shelling"


def test_known_words_stay(publish: Make, make_actor: Make, make_incident: Make) -> None:
    publish(make_actor(), make_incident())
    assert corrections("drone Shohn -camp", 2)[0] in ("drone Shōhin -camp", "drone Shohin -camp")


def test_what_is_published_later_is_not_offered(publish: Make, make_actor: Make) -> None:
    publish(make_actor(name="Karim"))
    publish(make_actor(name="Khovaling", aliases=[]))
    assert corrections("Khovalink", 2) == ["Khovaling"]
    assert corrections("Khovalink", 1) == []


def test_short_words_bear_one_slip() -> None:
    assert [allowed(word) for word in ("farm", "shohin", "badakhshan")] == [1, 2, 3]


def test_suggestions_bear_slips_too(publish: Make, make_actor: Make) -> None:
    publish(make_actor(aliases=[]))
    found = Client().get("/search/suggestions.json?q=Shhoin").json()["suggestions"]
    assert [one["name"] for one in found] == ["Shōhin SM"]
