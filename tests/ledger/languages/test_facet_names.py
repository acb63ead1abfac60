"""Filters name a record as the reader's language does, where it has such a name."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

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
