"""Pictures of links: of the right size, in every script, and of nothing that the pages do not show."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ledger.pictures import svg
from ledger.pictures.lettering import FAMILIES, shortened, width, widths, wrapped
from ledger.pictures.png import png

Make = Callable[..., Any]


def size_of(content: bytes) -> tuple[int, int]:
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def drawn(text: str) -> bytes:
    line = svg.words(text, x=10, y=60, font_family=FAMILIES["sans"], font_size=40)
    return png(svg.root(400, 80, [line], ""))


@pytest.mark.parametrize("letters", ["ғӣқӯҳҷ", "پچژگکی", "ŌḥṭĀ", "Ночной", "۰۱۲۳۴۵۶۷۸۹"])
def test_the_fonts_have_the_letters_of_the_languages(letters: str) -> None:
    for face in FAMILIES:
        assert [letter for letter in letters if ord(letter) not in widths(face).by_character] == []


def test_persian_letters_join_and_are_no_boxes() -> None:
    joined, apart, boxes = drawn("سلام"), drawn("س\u200cل\u200cا\u200cم"), drawn("\ue000\ue000\ue000\ue000")
    assert len({joined, apart, boxes}) == 3


def test_text_breaks_between_words_and_says_with_dots_that_there_is_more() -> None:
    lines = wrapped("one two three four five six seven", size=40, room=220, lines=2, face="sans")
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width(line, 40, "sans") <= 220 for line in lines)
    assert shortened("short", size=40, room=220, face="sans") == "short"


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert svg.words("a\x00\x08b & <c>") == "<text>ab &amp; &lt;c&gt;</text>"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/ru", "/tg", "/fa"])
def test_every_record_has_a_picture(
    client: Client, publish: Make, make_incident: Make, make_actor: Make, make_timeline: Make, language: str
) -> None:
    publish(make_incident(id="n000000901"), make_actor(id="a000000901"), make_timeline())
    for path in (
        "register.png", "incidents/n000000901.png", "actors/a000000901.png", "timelines/attacks-along-the-panj.png",
    ):  # fmt: skip
        answer = client.get(f"{language}/pictures/{path}")
        assert answer.headers["Content-Type"] == "image/png"
        assert size_of(answer.content) == (1200, 630)
        assert len(answer.content) < 300_000


@pytest.mark.django_db
def test_a_picture_is_a_function_of_its_address_and_the_head(
    client: Client, publish: Make, make_incident: Make
) -> None:
    incident = make_incident(id="n000000901")
    publish(incident)
    first = client.get("/pictures/incidents/n000000901.png")
    assert (
        client.get("/pictures/incidents/n000000901.png", headers={"If-None-Match": first.headers["ETag"]}).status_code
        == 304
    )
    publish({**incident, "title": "Another title"}, note="Wrong title.")
    assert client.get("/pictures/incidents/n000000901.png").content != first.content
    assert client.get("/pictures/incidents/n000000901.png?as_of=1").content == first.content


@pytest.mark.django_db
def test_what_is_gone_has_no_picture(
    client: Client, publish: Make, make_incident: Make, withdraw: Make, redact: Make, merge: Make
) -> None:
    withdrawn, redacted, merged, kept = (make_incident(id=f"n00000090{number}") for number in range(1, 5))
    publish(withdrawn, redacted, merged, kept)
    withdraw(withdrawn)
    redact(redacted)
    merge(merged, into=kept)
    assert client.get("/pictures/incidents/n000000901.png").status_code == 410
    assert client.get("/pictures/incidents/n000000902.png").status_code == 410
    assert client.get("/pictures/incidents/n000000902.png?as_of=2").status_code == 410
    assert client.get("/pictures/incidents/n000000903.png").headers["Location"] == "/pictures/incidents/n000000904.png"
    assert client.get("/pictures/incidents/n000000999.png").status_code == 404


@pytest.mark.django_db
def test_pages_name_their_picture(client: Client, publish: Make, make_incident: Make, settings: Any) -> None:
    publish(make_incident(id="n000000901", slug="night-attack"))
    page = client.get("/ru/incidents/n000000901/night-attack/").content.decode()
    assert f'content="{settings.SITE_URL}/ru/pictures/incidents/n000000901.png"' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert f'content="{settings.SITE_URL}/pictures/register.png"' in client.get("/about/").content.decode()
