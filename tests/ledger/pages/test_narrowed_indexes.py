"""The lists of actors, facilities, sources and timelines take the filters that the API's lists take."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def test_a_filter_narrows_the_list_and_is_said(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor(name="Somon Gold", kind="company"), make_actor(name="Border Guards", kind="armed_forces"))
    html = reader.get("/actors/?kind=company").content.decode()
    assert "Somon Gold" in html
    assert "Border Guards" not in html
    assert "Narrowed: kind company." in html


def test_an_order_can_be_asked_for(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor(name="Aral"), make_actor(name="Zafar"))
    html = reader.get("/actors/?sort=-name").content.decode()
    assert html.index("Zafar") < html.index("Aral")


def test_nothing_found_says_so(reader: Client, publish: Make, make_actor: Make) -> None:
    publish(make_actor())
    assert "Nothing here fits" in reader.get("/actors/?country=KG").content.decode()


@pytest.mark.parametrize("query", ["colour=red", "kind=%00", "sort=-date", "kind=a&kind=b"])
def test_what_cannot_be_obeyed_is_refused_in_words(reader: Client, publish: Make, make_actor: Make, query: str) -> None:
    publish(make_actor(name="Somon Gold"))
    response = reader.get(f"/actors/?{query}")
    assert response.status_code == 400
    assert "This address cannot be obeyed" in response.content.decode()
    assert "Somon Gold" not in response.content.decode()
