"""Which page can be embedded, and how: the frame's address for an address of the register. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from ledger import languages

# Pages that are a list of incidents, by the filter that their record is.
FILTERS = ("actor", "facility", "place", "source")
OEMBED = "/oembed"


@dataclass(frozen=True, slots=True)
class Embeddable:
    """`record_id` is the incident's, or empty for a list."""

    frame: str
    whole: str
    record_id: str
    language: str


def embeddable_of(url: str) -> Embeddable | None:
    """None for an address of another host, or of a page that has no embedded form."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    own = urlsplit(settings.SITE_URL)
    if parts.scheme not in ("http", "https") or parts.netloc != own.netloc:
        return None
    code = languages.code_of(parts.path)
    with translation.override(code):
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
        fields = [(name, value) for name, value in parse_qsl(parts.query) if name not in ("view", "after", "before")]
        return _embeddable(match.view_name, match.kwargs, fields, f"{parts.path}?{parts.query}".rstrip("?"), code)


def _embeddable(
    view: str, parts: Mapping[str, str], fields: list[tuple[str, str]], whole: str, code: str
) -> Embeddable | None:
    kind = parts.get("kind", "")
    if view in ("pages:record", "pages:record_page") and kind == "incident":
        return Embeddable(reverse("pages:embed_incident", args=[parts["record_id"]]), whole, parts["record_id"], code)
    if view in ("pages:record", "pages:record_page") and kind in FILTERS:
        return _listed("pages:embed_timeline", [(kind, parts["record_id"])], whole, code)
    if view == "pages:register":
        return _listed("pages:embed_timeline", fields, whole, code)
    return _listed("pages:embed_map", fields, whole, code) if view == "pages:map" else None


def _listed(view: str, fields: list[tuple[str, str]], whole: str, code: str) -> Embeddable:
    query = urlencode(fields)
    return Embeddable(f"{reverse(view)}?{query}" if query else reverse(view), whole, "", code)


def oembed_of(path: str) -> str:
    """Where oEmbed tells of a page; empty for pages that have no embedded form. `path` may have a query."""
    url = f"{settings.SITE_URL}{path}"
    return f"{settings.SITE_URL}{OEMBED}?{urlencode({'url': url, 'format': 'json'})}" if embeddable_of(url) else ""
