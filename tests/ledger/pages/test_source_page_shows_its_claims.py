"""A source's page shows every claim that rests on it, and none of another source."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
ADDRESS = "/sources/s000000901/ministry-on-the-camp/"


def test_its_own_quotes_stand_there_with_the_facts_that_they_carry(
    reader: Client, publish: Make, make_incident: Make, make_source: Make
) -> None:
    publish(make_incident(title="The night attack"), make_source(id="s000000901"))
    html = reader.get(ADDRESS).content.decode()
    assert "The night attack" in html
    assert "three workers of the company were killed" in html
    assert "Carries: Casualties, What happened, When" in html
    assert "погибли трое" not in html


def test_a_full_page_costs_as_few_queries_as_one_claim(
    reader: Client, publish: Make, make_incident: Make, make_source: Make
) -> None:
    publish(make_source(id="s000000901"), make_incident())
    with CaptureQueriesContext(connection) as one:
        reader.get(ADDRESS)
    publish(*(make_incident(title=f"No {number}") for number in range(55)))
    with CaptureQueriesContext(connection) as many:
        html = reader.get(ADDRESS).content.decode()
    assert html.count('aria-labelledby="on-') == 50
    assert len(many) <= len(one) + 1
