"""Which page can be embedded, and how: the frame's address for an address of the register. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from ledger import languages

# Pages that are a list of incidents, by the filter that their record is.
FILTERS = ("actor", "facility", "place", "source")
OEMBED = "/oembed"
# How a page shows its list, and where in it: a frame has its own way.
NOT_FRAMED = ("view", "jump", "after", "before", "pages")


@dataclass(frozen=True, slots=True)
class Embeddable:
    """`kind` and `record_id` are those of the record whose page it is, if any. A timeline's page bears its `slug`
    alone, so that its frame has an address only once its id is known."""

    frame: str
    kind: str
    record_id: str
    language: str
    slug: str = ""

    def of_timeline(self, record_id: str) -> Self:
        return replace(self, frame=_query(self.frame, [("timeline", record_id)]), record_id=record_id)


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
        fields = [(name, value) for name, value in parse_qsl(parts.query) if name not in NOT_FRAMED]
        return _embeddable(match.view_name, match.kwargs, fields, code)


def _embeddable(view: str, parts: Mapping[str, str], fields: list[tuple[str, str]], code: str) -> Embeddable | None:
    kind, listed = parts.get("kind", ""), reverse("pages:embed_timeline")
    if view in ("pages:record", "pages:record_page") and kind == "incident":
        record_id = parts["record_id"]
        return Embeddable(reverse("pages:embed_incident", args=[record_id]), kind, record_id, code)
    if view in ("pages:record", "pages:record_page") and kind in FILTERS:
        return Embeddable(_query(listed, [(kind, parts["record_id"])]), kind, parts["record_id"], code)
    if view == "pages:timeline":
        return Embeddable(listed, "timeline", "", code, parts["slug"])
    if view == "pages:register":
        return Embeddable(_query(listed, fields), "", "", code)
    return Embeddable(_query(reverse("pages:embed_map"), fields), "", "", code) if view == "pages:map" else None


def _query(path: str, fields: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(fields)}" if fields else path


def oembed_of(path: str) -> str:
    """Where oEmbed tells of a page; empty for pages that have no embedded form. `path` may have a query."""
    url = f"{settings.SITE_URL}{path}"
    return f"{settings.SITE_URL}{OEMBED}?{urlencode({'url': url, 'format': 'json'})}" if embeddable_of(url) else ""
