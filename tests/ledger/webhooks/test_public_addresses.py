"""Which addresses are on the public internet, whatever they are wrapped in, and which a receiver may be given."""

from ipaddress import ip_address

import pytest
from django.core.exceptions import ValidationError

from ledger.network import is_port_allowed, is_public
from ledger.webhooks.addresses import check_address

PRIVATE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",  # shared by carriers (CGNAT)
    "100.100.100.200",  # Alibaba's metadata
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",  # Azure's metadata
    "169.254.169.254",  # the others' metadata
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",  # Oracle's metadata
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",  # IPv4-compatible
    "::ffff:127.0.0.1",  # IPv4-mapped
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
    "64:ff9b::a9fe:a9fe",  # NAT64 of 169.254.169.254
    "64:ff9b:1::1",
    "100::1",
    "2001::1",  # Teredo
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::1",  # 6to4 of 127.0.0.1
    "2002:c0a8:101::1",  # 6to4 of 192.168.1.1
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",  # Amazon's metadata
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "fec0::1",
    "ff02::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "193.0.0.1",
    "2001:4860:4860::8888",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
    "64:ff9b::808:808",  # NAT64 of 8.8.8.8
    "2002:808:808::1",  # 6to4 of 8.8.8.8
]


@pytest.mark.parametrize("address", PRIVATE)
def test_it_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_it_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("scheme", "port", "allowed"),
    [
        ("https", 443, True), ("https", 8443, True), ("https", 1024, True), ("https", 1023, False),
        ("https", 80, False), ("https", 25, False), ("http", 80, True), ("http", 443, False), ("ftp", 21, False),
    ],
)  # fmt: skip
def test_ports_are_those_of_web_servers(scheme: str, port: int, allowed: bool) -> None:
    assert is_port_allowed(scheme, port) is allowed


@pytest.mark.parametrize(
    "url",
    [
        "http://receiver.example/",
        "ftp://receiver.example/",
        "https://user:password@receiver.example/",
        "https://user@receiver.example/",
        "https://receiver.example:22/",
        "https://receiver.example:99999/",
        "https://localhost/",
        "https://api.localhost./",
        "https://printer.local/",
        "https://metadata.google.internal/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[not-an-address/",
        "https:///hooks",
        "receiver.example",
    ],
)
def test_an_editor_cannot_give_such_an_address(url: str) -> None:
    with pytest.raises(ValidationError):
        check_address(url)


@pytest.mark.parametrize(
    "url",
    ["https://receiver.example/", "https://receiver.example:8443/a?b=c", "https://8.8.8.8/", "https://пример.рф/"],
)
def test_an_editor_can_give_such_an_address(url: str) -> None:
    check_address(url)
