"""The page of corrections says what changed, in words, and nothing of what is gone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]


def test_it_says_what_changed_and_why(client: Client, publish: Make, make_incident: Make) -> None:
    incident = make_incident()
    publish(incident)
    publish({**incident, "title": "Corrected", "tags": ["border", "Дарвоз"]}, note="The title was wrong.")
    html = client.get("/corrections/").content.decode()
    for words in ("The title was wrong.", "Corrected", "Added: Дарвоз", "Removed: drone", "editions/"):
        assert words in html


def test_gone_records_are_only_kind_and_id(
    client: Client, publish: Make, make_incident: Make, withdraw: Make, make_tombstone: Make
) -> None:
    incident = make_incident(title="Secret")
    publish(incident)
    publish({**incident, "title": "Secret too"}, note="Spelling.")
    withdraw(incident)
    html = client.get("/corrections/").content.decode()
    assert "Secret" not in html
    assert f"incident {incident['id']}" in html
    assert "It did not happen." in html


def test_older_ones_are_a_page_away(client: Client, publish: Make, make_incident: Make) -> None:
    incidents = [make_incident() for _ in range(60)]
    publish(*incidents)
    publish(*({**incident, "title": f"Corrected {n}"} for n, incident in enumerate(incidents)), note="x")
    first = client.get("/corrections/").content.decode()
    assert "Corrected 59<" in first
    assert "/corrections/?before=71" in first
    second = client.get("/corrections/?before=71").content.decode()
    assert "Corrected 9<" in second
    assert "Corrected 10<" not in second
