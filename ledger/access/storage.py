"""Where requests are counted: the address of a Valkey or Redis, in the words of the library that counts there."""

from urllib.parse import parse_qsl, urlencode, urlsplit

# The client for Valkey speaks to Redis as well, at half the cost per call of the client for Redis.
SCHEMES = {
    "redis": "valkey",
    "rediss": "valkeys",
    "redis+socket": "valkey+unix",
    "redis+unix": "valkey+unix",
    "valkey": "valkey",
    "valkeys": "valkeys",
    "valkey+unix": "valkey+unix",
}
# What Celery's broker calls them, and what the client does.
OPTIONS = {"virtual_host": "db"}
VALUES = {"CERT_REQUIRED": "required", "CERT_OPTIONAL": "optional", "CERT_NONE": "none"}


def understood(url: str) -> str | None:
    """The address for the library; None where nothing can be counted there (RabbitMQ, or no address at all)."""
    parts = urlsplit(url)
    scheme = SCHEMES.get(parts.scheme)
    if scheme is None:
        return None
    options = urlencode([(OPTIONS.get(name, name), VALUES.get(value, value)) for name, value in parse_qsl(parts.query)])
    return f"{scheme}://{parts.netloc}{parts.path}" + (f"?{options}" if options else "")
