"""A record's own words are marked as what they are where the page is in another language."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from ledger.templatetags.tongues import tongue

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("page", "text", "marked"),
    [
        ("en", "A bridge opens", ""),
        ("ru", "A bridge opens", ' lang="en"'),
        ("fa", "A bridge (پل) opens", ' lang="en"'),
        ("fa", "پل باز شد", ""),
        ("en", "پل باز شد", ' lang="fa"'),
        ("tg", "Мост открыт", ""),
        ("fa", "1404", ""),
        ("ru", None, ""),
    ],
)
def test_the_script_of_a_text_tells_its_language(page: str, text: str | None, marked: str) -> None:
    with translation.override(page):
        assert tongue(text) == marked


@pytest.mark.django_db
def test_titles_and_summaries_are_marked(client: Client, publish: Make, make_incident: Make) -> None:
    publish(make_incident(id="n000000901", slug="night-attack"))
    assert '<h1 lang="en">' in client.get("/ru/incidents/n000000901/night-attack/").content.decode()
    assert "<h1>" in client.get("/incidents/n000000901/night-attack/").content.decode()
    assert ' lang="en">' in client.get("/fa/").content.decode()
