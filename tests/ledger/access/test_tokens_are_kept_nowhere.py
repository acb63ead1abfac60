"""After a key was made, rotated and used, its token is in no table, log, session or counter."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from ledger.access.keys import SHAPE, Issued
from ledger.access.limits import Counter


def everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


def everything_that_is_counted(counter: Counter) -> str:
    client: Any = counter.storage.storage
    return b"\n".join(client.keys("*")).decode(errors="replace")


@pytest.fixture
def made(reader: Client, admin_user: User) -> str:
    """Made at the desk, as editors do."""
    desk = Client()
    desk.force_login(admin_user)
    form = {"name": "n", "contact": "c", "scopes": ["read"], "expires_at_0": "", "expires_at_1": ""}
    page = desk.post("/admin/access/apikey/add/", form).content.decode()
    found = SHAPE.search(page)
    assert found is not None
    return found[0]


def test_no_table_holds_it(reader: Client, made: str) -> None:
    reader.get("/api/v1/incidents/", HTTP_AUTHORIZATION=f"Bearer {made}")
    kept = everything_in_the_database()
    assert made.split("_")[1] in kept  # its public part: the search can find something
    assert made.split("_")[2] not in kept
    assert made not in kept


def test_no_log_and_no_counter_holds_it(
    reader: Client, made: str, counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reader.get("/api/v1/incidents/", HTTP_AUTHORIZATION=f"Bearer {made}")
    reader.get("/api/v1/nowhere/", HTTP_X_API_KEY=made)
    reader.get("/incidents/", HTTP_X_API_KEY=made[:-1])
    assert caplog.records
    assert made[:-1] not in caplog.text
    assert made.split("_")[2] not in everything_that_is_counted(counter)


def test_a_report_of_an_error_hides_it(issue: Callable[..., Issued], rf: Any) -> None:
    from django.views.debug import SafeExceptionReporterFilter

    token = issue().token
    request = rf.get("/api/v1/incidents/", HTTP_AUTHORIZATION=f"Bearer {token}", HTTP_X_API_KEY=token)
    assert token not in str(SafeExceptionReporterFilter().get_safe_request_meta(request))
