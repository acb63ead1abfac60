"""What was withdrawn leaves a notice and nothing else; what was merged leads to the survivor."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.mark.parametrize("path", ["", "night-attack-on-a-camp-in-shamsiddin-shohin/"])
def test_a_withdrawn_incident_shows_why_and_nothing_it_said(
    reader: Client, publish: Make, make_incident: Make, withdraw: Make, path: str
) -> None:
    document = make_incident()
    publish(document)
    withdraw(document, reason_code="unsupported", note="Both accounts were taken back.")
    response = reader.get(f"/incidents/{document['id']}/{path}")
    html = response.content.decode()
    assert response.status_code == 200
    assert "This record was withdrawn" in html
    assert "The sources do not support it." in html
    assert "Both accounts were taken back." in html
    for words in ("Night attack", "workers", "Khatlon", "Shohin", "courier"):
        assert words not in html


def test_what_it_said_stays_part_of_the_past(
    reader: Client, publish: Make, make_incident: Make, withdraw: Make
) -> None:
    """Whoever cited the register as of edition 1 finds what was read then; a redaction is what takes words away."""
    document = make_incident(title="Never happened")
    publish(document)
    withdraw(document)
    html = reader.get(f"/incidents/{document['id']}/?as_of=1", follow=True).content.decode()
    assert "Never happened" in html


def test_a_withdrawn_incident_is_in_no_list(reader: Client, publish: Make, make_incident: Make, withdraw: Make) -> None:
    document = make_incident(title="Never happened")
    publish(document)
    withdraw(document)
    assert "Never happened" not in reader.get("/").content.decode()


def test_a_withdrawn_timeline_keeps_its_address(
    reader: Client, publish: Make, make_timeline: Make, withdraw: Make
) -> None:
    document = make_timeline()
    publish(document)
    withdraw(document)
    html = reader.get("/timelines/attacks-along-the-panj/").content.decode()
    assert "This record was withdrawn" in html
    assert "Late 2025" not in html


def test_a_merged_incident_leads_to_the_survivor_for_good(
    reader: Client, publish: Make, make_incident: Make, merge: Make
) -> None:
    document, survivor = make_incident(), make_incident(title="The survivor")
    publish(document, survivor)
    merge(document, into=survivor)
    response = reader.get(f"/incidents/{document['id']}/", follow=True)
    assert response.redirect_chain[0] == (f"/incidents/{survivor['id']}/", 308)
    assert "The survivor" in response.content.decode()


@pytest.mark.parametrize("address", ["/incidents/0000000000/", "/timelines/none/", "/nothing/", "/incidents/short/"])
def test_an_unknown_address_is_not_found_in_the_sites_own_words(reader: Client, address: str) -> None:
    response = reader.get(address)
    assert response.status_code == 404
    assert "No such page" in response.content.decode()
