"""oEmbed tells of the frame for a page's address, and of nothing else."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _register(publish: Make, make_incident: Make, make_timeline: Make, withdraw: Make) -> None:
    gone = make_incident(id="n000000902")
    publish(make_incident(id="n000000901", slug="night-attack", title='Night "attack" <b>'), gone)
    publish(make_timeline(id="t000000901", slug="along-the-panj", title="Along the Panj"))
    withdraw(gone)


def asked(client: Client, url: str, more: str = "") -> Any:
    return client.get(f"/oembed?url={quote(url, safe='')}{more}")


@pytest.mark.parametrize(
    ("path", "frame"),
    [
        ("/", "/embed/timeline/"),
        ("/?country=TJ&view=lanes", "/embed/timeline/?country=TJ"),
        ("/?country=TJ&jump=2025-11&pages=2", "/embed/timeline/?country=TJ"),
        ("/fa/?type=attack", "/fa/embed/timeline/?type=attack"),
        ("/incidents/n000000901/night-attack/", "/embed/incident/n000000901/"),
        ("/ru/incidents/n000000901/", "/ru/embed/incident/n000000901/"),
        ("/actors/a000000901/shohin-sm/", "/embed/timeline/?actor=a000000901"),
        ("/timelines/along-the-panj/", "/embed/timeline/?timeline=t000000901"),
    ],
)
def test_a_page_of_ours_has_a_frame(client: Client, settings: Any, path: str, frame: str) -> None:
    told = asked(client, f"{settings.SITE_URL}{path}").json()
    assert f'src="{settings.SITE_URL}{frame}"' in told["html"]
    assert 'sandbox="' in told["html"]
    assert (told["version"], told["type"], told["provider_url"]) == ("1.0", "rich", settings.SITE_URL)
    assert client.get(frame).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/", "{site}.other.example/", "{site}/nothing/", "{site}/incidents/n000000902/",
        "{site}/incidents/n000000999/", "{site}/timelines/nothing/", "{site}/?colour=red", "{site}/about/",
        "javascript:alert(1)", "", "http://[::1/",
    ],
)  # fmt: skip
def test_every_other_address_is_unknown(client: Client, settings: Any, url: str) -> None:
    assert asked(client, url.replace("{site}", settings.SITE_URL)).status_code == 404


def test_a_records_list_bears_its_name_and_its_picture(
    client: Client, settings: Any, publish: Make, make_actor: Make
) -> None:
    publish(make_actor(id="a000000901"))
    actor = asked(client, f"{settings.SITE_URL}/tg/actors/a000000901/").json()
    timeline = asked(client, f"{settings.SITE_URL}/timelines/along-the-panj/").json()
    assert (actor["title"], timeline["title"]) == ("Шоҳин СМ", "Along the Panj")
    assert actor["thumbnail_url"] == f"{settings.SITE_URL}/tg/pictures/actors/a000000901.png"
    assert timeline["thumbnail_url"] == f"{settings.SITE_URL}/pictures/timelines/along-the-panj.png"


def test_it_is_no_larger_than_was_asked_for(client: Client, settings: Any) -> None:
    told = asked(client, f"{settings.SITE_URL}/", "&maxwidth=300&maxheight=200").json()
    assert (told["width"], told["height"]) == (300, 200)
    assert 'width="300" height="200"' in told["html"]
    assert "thumbnail_url" not in told


def test_titles_are_escaped(client: Client, settings: Any) -> None:
    told = asked(client, f"{settings.SITE_URL}/incidents/n000000901/").json()
    assert told["title"] == 'Night "attack" <b>'
    assert "<b>" not in told["html"]


def test_it_comes_as_xml_too(client: Client, settings: Any) -> None:
    answer = asked(client, f"{settings.SITE_URL}/", "&format=xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == "oembed"
    assert root.findtext("type") == "rich"


@pytest.mark.parametrize(("query", "status"), [("", 400), ("?url=x&format=yaml", 501), ("?url=x&colour=red", 400)])
def test_what_cannot_be_obeyed_is_refused(client: Client, query: str, status: int) -> None:
    assert client.get(f"/oembed{query}").status_code == status


def test_pages_announce_it_and_others_do_not(client: Client, settings: Any) -> None:
    page = client.get("/incidents/n000000901/night-attack/").content.decode()
    assert 'type="application/json+oembed"' in page
    assert quote(f"{settings.SITE_URL}/incidents/n000000901/night-attack/", safe="") in page
    assert "json+oembed" not in client.get("/about/").content.decode()
