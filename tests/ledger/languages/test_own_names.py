"""Filters and incidents name a record as the reader's language does, where it has such a name."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from ledger.pages.places import IN_DISTRICT, place_words

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("address", "name"), [("/?actor=", "Shōhin SM"), ("/tg/?actor=", "Шоҳин СМ"), ("/fa/?actor=", "شاهین اس‌ام")]
)
def test_a_filter_is_named_in_the_language_of_the_page(
    client: Client, publish: Make, make_incident: Make, make_actor: Make, address: str, name: str
) -> None:
    actor = make_actor()
    publish(actor, make_incident())
    assert name in client.get(f"{address}{actor['id']}").content.decode()


@pytest.mark.parametrize(("language", "name"), [("", "Shōhin SM"), ("/tg", "Шоҳин СМ"), ("/fa", "شاهین اس‌ام")])
def test_an_incident_names_its_actors_in_the_language_of_the_page(
    client: Client, publish: Make, make_incident: Make, make_actor: Make, language: str, name: str
) -> None:
    actor = make_actor()
    taking_part = {"id": actor["id"], "slug": actor["slug"], "name": actor["name"], "kind": "company",
                   "role": "target", "as_named": actor["name"]}  # fmt: skip
    incident = make_incident(actors=[taking_part])
    publish(actor, incident)
    page = client.get(f"{language}/incidents/{incident['id']}/{incident['slug']}/").content.decode()
    who = page[page.index('id="fact-actors"') : page.index("</section>", page.index('id="fact-actors"'))]
    assert f"<bdi>{name}</bdi></a>" in who
    assert "«" not in who.split("<details")[0]


@pytest.mark.parametrize("language", ["ru", "tg", "fa"])
def test_a_district_is_not_called_one_twice(language: str) -> None:
    names = {"ru": "Баткенский район", "tg": "Ноҳияи Ванҷ", "fa": "ولسوالی یفتل"}
    place: Any = {"id": None, "name": names[language], "kind": "admin2", "country": None, "admin1": None,
                  "admin2": None, "within": [], "precision": "adm2", "point": None}  # fmt: skip
    with translation.override(language):
        assert IN_DISTRICT % {"name": names[language]} != place_words(place).text


@pytest.mark.parametrize("page", ["/", "/?view=lanes", "/map/", "/map/?only=popup"])
@pytest.mark.parametrize(("language", "name"), [("", "Shamsiddin Shohin"), ("/tg", "Шамсиддин Шоҳин")])
def test_lists_name_places_in_the_language_of_the_page(
    client: Client, publish: Make, make_incident: Make, make_place: Make, language: str, name: str, page: str
) -> None:
    district = make_place()
    where = {**make_incident()["places"][0], "id": district["id"], "name": district["name"], "kind": "district",
             "admin2": None, "within": [district["id"]], "precision": "adm2"}  # fmt: skip
    publish(district, make_incident(title="Talks", summary="They talked.", places=[where]))
    cards = client.get(f"{language}{page}").content.decode().partition("Talks")[2]
    assert name in cards
    assert language == "" or "Shamsiddin Shohin" not in cards
