"""A key raises the limit of what it was made for; one that does not work is said to, and never overlooked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.access import keys
from ledger.access.keys import Issued

ADDRESS = "/api/v1/incidents/"
FILE = "/data/incidents.csv"


def ask(client: Client, token: str, address: str = ADDRESS) -> Any:
    return client.get(address, HTTP_AUTHORIZATION=f"Bearer {token}")


def test_a_key_raises_the_limit(reader: Client, issue: Callable[..., Issued]) -> None:
    token = issue().token
    responses = [ask(reader, token) for _ in range(21)]
    assert [response.status_code for response in responses].index(429) == 20
    assert responses[0]["RateLimit-Policy"] == '"key";q=20;w=60'
    assert responses[-1].json()["violated-policies"] == ["key"]


def test_a_key_counts_for_itself_wherever_it_is_used(reader: Client, issue: Callable[..., Issued]) -> None:
    token = issue().token
    ask(reader, token)
    response = ask(Client(REMOTE_ADDR="198.51.100.1"), token)
    assert response["RateLimit"] == '"key";r=18;t=60'
    assert reader.get(ADDRESS)["RateLimit"] == '"anonymous";r=4;t=60'


def test_a_key_may_have_a_limit_of_its_own(reader: Client, issue: Callable[..., Issued]) -> None:
    assert ask(reader, issue(requests_per_minute=700).token)["RateLimit-Policy"] == '"key";q=700;w=60'


def test_it_also_comes_in_the_other_header(reader: Client, issue: Callable[..., Issued]) -> None:
    token = issue().token
    assert reader.get(ADDRESS, HTTP_X_API_KEY=token)["RateLimit-Policy"].startswith('"key"')
    assert reader.get(ADDRESS, HTTP_AUTHORIZATION=f"bearer  {token}")["RateLimit-Policy"].startswith('"key"')


@pytest.mark.parametrize(("scope", "raised", "usual"), [("read", ADDRESS, FILE), ("bulk", FILE, ADDRESS)])
def test_a_scope_raises_its_own_limit_alone(
    reader: Client, issue: Callable[..., Issued], scope: str, raised: str, usual: str
) -> None:
    token = issue(scopes=[scope]).token
    assert ask(reader, token, raised)["RateLimit-Policy"] == '"key";q=20;w=60'
    assert ask(reader, token, usual)["RateLimit-Policy"] == '"anonymous";q=5;w=60'


def test_a_known_key_costs_no_query(reader: Client, issue: Callable[..., Issued]) -> None:
    token = issue().token
    ask(reader, token)
    with CaptureQueriesContext(connection) as with_key:
        ask(reader, token)
    with CaptureQueriesContext(connection) as without_key:
        reader.get(ADDRESS)
    assert len(with_key) == len(without_key)


def test_the_answer_is_the_same_with_a_key_and_without(reader: Client, issue: Callable[..., Issued]) -> None:
    with_key, without = ask(reader, issue().token), reader.get(ADDRESS)
    assert (with_key.content, with_key["ETag"]) == (without.content, without["ETag"])


def make_bad(issue: Callable[..., Issued], now: datetime, trouble: str) -> str:
    key, token = issue(expires_at=now if trouble == "expired" else None)
    if trouble == "revoked":
        keys.revoke(key, now=now)
    return token if trouble != "not known" else keys.make_token().text


@pytest.mark.parametrize("trouble", ["expired", "revoked", "not known"])
def test_a_key_that_does_not_work_is_refused(
    reader: Client, issue: Callable[..., Issued], now: datetime, trouble: str
) -> None:
    response = ask(reader, make_bad(issue, now, trouble))
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"].startswith('Bearer realm="Daftar", error="invalid_token"')
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store"
    assert trouble in response.json()["detail"]
    assert response["WWW-Authenticate"].isascii()


@pytest.mark.parametrize("token", ["", "x", "daftar_", "é", "daftar_000000000000_" + "0" * 63, "two words"])
def test_what_is_no_token_is_refused_too(reader: Client, token: str) -> None:
    assert ask(reader, token).status_code == 401
    assert reader.get(ADDRESS, HTTP_X_API_KEY=token).status_code == 401


def test_people_are_told_on_a_page(reader: Client) -> None:
    response = ask(reader, "x", "/incidents/")
    assert response.status_code == 401
    assert "This key does not work" in response.content.decode()


def test_two_different_keys_are_a_mistake(reader: Client, issue: Callable[..., Issued]) -> None:
    first, second = issue().token, issue().token
    response = reader.get(ADDRESS, HTTP_AUTHORIZATION=f"Bearer {first}", HTTP_X_API_KEY=second)
    assert response.status_code == 401
    assert "different keys" in response.json()["detail"]
    same = reader.get(ADDRESS, HTTP_AUTHORIZATION=f"Bearer {first}", HTTP_X_API_KEY=first)
    assert same.status_code != 401


def test_other_schemes_are_not_ours(reader: Client) -> None:
    response = reader.get(ADDRESS, HTTP_AUTHORIZATION="Basic dHJpYWw6dHJpYWw=")
    assert response.status_code != 401
    assert response["RateLimit-Policy"].startswith('"anonymous"')


def test_trying_tokens_out_is_counted(reader: Client) -> None:
    answers = [ask(reader, keys.make_token().text).status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]


def test_both_tokens_work_while_a_key_is_rotated(reader: Client, issue: Callable[..., Issued], now: datetime) -> None:
    old = issue()
    new = keys.rotate(old.key, by=None, now=now)
    assert {ask(reader, token)["RateLimit-Policy"] for token in (old.token, new.token)} == {'"key";q=20;w=60'}


def test_an_old_token_ends_with_the_grace(reader: Client, issue: Callable[..., Issued], now: datetime) -> None:
    old = issue()
    new = keys.rotate(old.key, by=None, now=now - timedelta(days=7, seconds=1))
    assert ask(reader, old.token).status_code == 401
    assert ask(reader, new.token).status_code != 401


def test_zero_is_no_limit_for_keys(reader: Client, issue: Callable[..., Issued], settings: LazySettings) -> None:
    settings.KEY_REQUESTS_PER_MINUTE = 0
    token = issue().token
    assert 429 not in [ask(reader, token).status_code for _ in range(8)]
