"""A page as of an earlier edition is the page that was served then; parameters are obeyed, refused or taken away."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]

PAGES = (
    "/", "/about/", "/actors/", "/corrections/", "/feeds/", "/data/", "/incidents/n000000901/night-attack/",
    "/incidents/n000000902/", "/actors/a000000901/shohin-sm/", "/map/", "/charts/", "/search/", "/fa/", "/ru/map/",
    "/embed/timeline/", "/embed/map/", "/map/clusters.json",
)  # fmt: skip


@pytest.fixture
def grow(publish: Make, withdraw: Make, make_incident: Make, make_actor: Make) -> list[Callable[[], Any]]:
    """What happens to the register, step by step."""
    attack = make_incident(id="n000000901", slug="night-attack")
    rumour = make_incident(id="n000000902", slug="rumour", title="A rumour")
    corrected = {**attack, "title": "Attack in the evening", "slug": "evening-attack"}
    return [
        lambda: publish(attack),
        lambda: publish(rumour, make_actor(id="a000000901")),
        lambda: publish(corrected, note="It was in the evening."),
        lambda: withdraw(rumour),
    ]


def test_every_page_as_of_then_is_the_page_that_was_served_then(reader: Client, grow: list[Callable[[], Any]]) -> None:
    served: dict[tuple[str, int], tuple[int, bytes]] = {}
    seqs = (1, 3, 4, 5)
    for seq, step in zip(seqs, grow, strict=True):
        step()
        for path in PAGES:
            answer = reader.get(path)
            served[path, seq] = (answer.status_code, answer.content)
    for (path, seq), then in served.items():
        now = reader.get(f"{path}?as_of={seq}")
        assert (now.status_code, now.content) == then, (path, seq)


def test_a_withdrawn_record_stands_on_its_page_of_an_earlier_day(reader: Client, grow: list[Callable[[], Any]]) -> None:
    for step in grow:
        step()
    assert "A rumour" not in reader.get("/incidents/n000000902/").content.decode()
    assert "A rumour" in reader.get("/incidents/n000000902/rumour/?as_of=3").content.decode()


def test_a_place_in_a_list_of_later_was_no_address_then(reader: Client, publish: Make, make_incident: Make) -> None:
    publish(*(make_incident() for _ in range(51)))
    publish(make_incident())
    later = re.findall(r"/[?]after=([\w-]+)", reader.get("/").content.decode())[0]
    assert reader.get(f"/?after={later}").status_code == 200
    assert reader.get(f"/?after={later}&as_of=52").status_code == 200
    assert reader.get(f"/?after={later}&as_of=51").status_code == 404


@pytest.mark.parametrize("path", [*PAGES, "/cite/?page=/"])
def test_an_unknown_parameter_is_named_and_refused(reader: Client, grow: list[Callable[[], Any]], path: str) -> None:
    for step in grow[:2]:
        step()
    response = reader.get(path + ("&" if "?" in path else "?") + "colour=red")
    assert response.status_code == 400
    assert "colour" in response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/?utm_source=a&country=TJ&fbclid=b", "/?country=TJ"),
        ("/about/?utm_campaign=a", "/about/"),
        ("/actors/?as_of=1&gclid=a", "/actors/?as_of=1"),
    ],
)
def test_what_tracks_readers_is_taken_out_of_the_address(
    reader: Client, publish: Make, make_incident: Make, asked: str, sent_to: str
) -> None:
    publish(make_incident())
    response = reader.get(asked)
    assert (response.status_code, response.headers["Location"]) == (302, sent_to)


def test_an_address_of_too_many_parts_is_refused_without_filling_the_log(
    reader: Client, caplog: pytest.LogCaptureFixture
) -> None:
    response = reader.get("/ru/?" + "&".join(f"a{number}=1" for number in range(1_001)))
    assert response.status_code == 400
    assert '<html lang="ru"' in response.content.decode()
    assert "Traceback" not in caplog.text
