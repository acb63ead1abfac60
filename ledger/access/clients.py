"""Whose request it is, where no key says so: an address, as far as it can be believed."""

from ipaddress import IPv6Address, ip_address, ip_network

# A home or a rented machine gets at least so much of IPv6 to choose its addresses from.
IPV6_PREFIX = 64


def client_of(remote: str, forwarded_for: str, trusted_proxies: int) -> str | None:
    """`remote` is who connected. Each of our own proxies appended one address to X-Forwarded-For; everything
    further left was written by the client itself. None where nobody can be told apart (a Unix socket)."""
    hops = forwarded_for.split(",")
    if 0 < trusted_proxies <= len(hops):
        told = _network(hops[-trusted_proxies])
        if told is not None:
            return told
    return _network(remote)


def _network(text: str) -> str | None:
    try:
        address = ip_address(_without_port(text.strip()))
    except ValueError:
        return None
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), IPV6_PREFIX), strict=False))


def _without_port(text: str) -> str:
    """Some proxies write 192.0.2.7:4711 or [2001:db8::7]:4711."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text
