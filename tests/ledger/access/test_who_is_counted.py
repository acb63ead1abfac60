"""Whose request it is: an address, and of what others write only as much as our own proxies vouch for."""

import pytest
from django.conf import LazySettings
from django.test import Client

from ledger.access.clients import client_of


@pytest.mark.parametrize(
    ("remote", "who"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", None),
        ("unix:", None),
    ],
)
def test_an_address_is_a_reader_and_of_ipv6_its_network(remote: str, who: str | None) -> None:
    assert client_of(remote, "", trusted_proxies=0) == who


@pytest.mark.parametrize(
    ("forwarded_for", "trusted_proxies", "who"),
    [
        ("198.51.100.1", 0, "10.0.0.1"),
        ("198.51.100.1", 1, "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1", 1, "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1, 10.0.0.2", 2, "198.51.100.1"),
        ("6.6.6.6,198.51.100.1:4711", 1, "198.51.100.1"),
        ("[2001:db8:1:2::9]:4711", 1, "2001:db8:1:2::/64"),
        ("", 1, "10.0.0.1"),
        ("198.51.100.1", 2, "10.0.0.1"),
        ("6.6.6.6, unknown", 1, "10.0.0.1"),
        ("6.6.6.6, ", 1, "10.0.0.1"),
    ],
)
def test_only_what_our_proxies_wrote_is_believed(forwarded_for: str, trusted_proxies: int, who: str) -> None:
    assert client_of("10.0.0.1", forwarded_for, trusted_proxies) == who


def test_a_forged_address_does_not_help(reader: Client) -> None:
    answers = [reader.get("/api/v1/", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}").status_code for n in range(6)]
    assert answers[4:] == [answers[0], 429]


def test_behind_a_proxy_each_reader_has_a_limit(reader: Client, settings: LazySettings) -> None:
    settings.TRUSTED_PROXIES = 1
    answers = [reader.get("/api/v1/", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}").status_code for n in range(6)]
    assert 429 not in answers


def test_neighbours_in_an_ipv6_network_share_a_limit(few: None, db: None) -> None:
    answers = [Client(REMOTE_ADDR=f"2001:db8:7:7::{n}").get("/api/v1/").status_code for n in range(6)]
    assert answers.index(429) == 5
    assert Client(REMOTE_ADDR="2001:db8:7:8::1").get("/api/v1/").status_code != 429


def test_without_an_address_reading_stays_open_and_is_complained_of(
    few: None, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(REMOTE_ADDR="")
    assert 429 not in [client.get("/api/v1/").status_code for _ in range(8)]
    assert [record.getMessage() for record in caplog.records if "without an address" in record.getMessage()] != []
