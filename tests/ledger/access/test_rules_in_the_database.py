"""What the tables themselves refuse, whoever writes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from ledger.access import keys
from ledger.access.keys import Issued
from ledger.access.models import ApiKey, State

MADE = datetime(2025, 11, 1, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"name": ""}, "api_key_is_somebodys"),
        ({"contact": ""}, "api_key_is_somebodys"),
        ({"prefix": "not hex"}, "api_key_prefix_is_hex"),
        ({"sha256": "daftar_0123456789ab_" + "0" * 44}, "api_key_holds_a_hash"),
        ({"scopes": []}, "api_key_scopes_are_known"),
        ({"scopes": ["read", "write"]}, "api_key_scopes_are_known"),
        ({"requests_per_minute": 0}, "api_key_limit_is_a_limit"),
        ({"expires_at": MADE}, "api_key_lives_for_a_while"),
        ({"revoked_at": MADE - timedelta(seconds=1)}, "api_key_revoked_after_creation"),
        ({"id": 7, "replaces_id": 7}, "api_key_does_not_replace_itself"),
    ],
)  # fmt: skip
def test_a_key_that_makes_no_sense_is_refused(fields: dict[str, Any], rule: str) -> None:
    sound = {"name": "n", "contact": "c", "prefix": "0" * 12, "sha256": "0" * 64, "created_at": MADE}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ApiKey.objects.create(**{**sound, **fields})


@pytest.mark.parametrize("field", ["prefix", "sha256"])
def test_a_key_keeps_its_token(issue: Callable[..., Issued], field: str) -> None:
    key, _ = issue()
    with pytest.raises(DatabaseError, match="keeps its token"), transaction.atomic():
        ApiKey.objects.filter(pk=key.pk).update(**{field: "a" * 12 if field == "prefix" else "a" * 64})


def test_a_revoked_key_stays_revoked(issue: Callable[..., Issued], now: datetime) -> None:
    key, _ = issue()
    keys.revoke(key, now=now)
    with pytest.raises(DatabaseError, match="stays revoked"), transaction.atomic():
        ApiKey.objects.filter(pk=key.pk).update(revoked_at=None)


def test_one_key_is_replaced_by_one(issue: Callable[..., Issued]) -> None:
    key, _ = issue()
    issue(replaces=key)
    with pytest.raises(IntegrityError), transaction.atomic():
        issue(replaces=key)


@pytest.mark.parametrize("state", State)
def test_the_states_in_sql_are_the_states_in_python(issue: Callable[..., Issued], now: datetime, state: State) -> None:
    for fields in ({}, {"expires_at": now}, {"expires_at": now + timedelta(days=1)}, {"expires_at": now}, {}):
        issue(**fields)
    for key in ApiKey.objects.order_by("pk")[3:]:
        keys.revoke(key, now=now)
    expected = {key.pk for key in ApiKey.objects.all() if key.state(now) is state}
    assert expected
    assert set(ApiKey.objects.in_state(state, now).values_list("pk", flat=True)) == expected
