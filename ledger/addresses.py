"""Whether two web addresses are of the same page. Pure."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

SCHEME = re.compile("^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
PORTS = {":80", ":443"}
TRACKING = frozenset(
    {"fbclid", "gclid", "dclid", "yclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref", "ref_src", "cmpid"}
)


def domain_key(domain: str) -> str:
    """A host in lower case without www."""
    return domain.strip().lower().rstrip(".").removeprefix("www.")


def address_key(url: str) -> str:
    """The same for addresses that differ in scheme, www, tracking parameters, fragment or a last slash; empty for none.

    A hash, since addresses can be longer than an index allows.
    """
    plain = SCHEME.sub("", url.strip())
    if not plain:
        return ""
    try:
        parts = urlsplit(f"//{plain}")
        query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0])])
    except ValueError:
        return _hashed(plain)
    host = domain_key(parts.netloc.rpartition("@")[2])
    for port in PORTS:
        host = host.removesuffix(port)
    return _hashed(f"{host}{parts.path.rstrip('/')}?{query}")


def _tracks(name: str) -> bool:
    return name.lower() in TRACKING or name.lower().startswith("utm_")


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:32]
