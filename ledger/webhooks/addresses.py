"""Which addresses a receiver may have: what can be said before its name is resolved (network.py checks the rest)."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from ledger.network import DEFAULT_PORTS, is_port_allowed, is_public


def check_address(url: str) -> None:
    """Raises ValidationError, in words for the editor who types the address."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port or DEFAULT_PORTS["https"]
    except ValueError as error:
        raise ValidationError("This is not a web address.") from error
    if parts.scheme != "https":
        raise ValidationError("Only https: messages must not be read or changed on their way.")
    if not host:
        raise ValidationError("The host is missing.")
    if parts.username is not None or parts.password is not None:
        raise ValidationError("Leave login and password out: the signature says who sends.")
    if not is_port_allowed("https", port):
        raise ValidationError(f"Port {port} is not one that web servers use: take 443, or one from 1024.")
    if _is_private(host):
        raise ValidationError("This host is not on the public internet.")


def _is_private(host: str) -> bool:
    try:
        return not is_public(ip_address(host))
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
