"""Atom (RFC 4287) with archives (RFC 5005), tombstones (RFC 6721) and points (GeoRSS). Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

from ledger.feeds.items import Item
from ledger.rendering import timestamp

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
GEORSS = "http://www.georss.org/georss"
OWN = "urn:x-daftar:feed:1"
NAMES = {"": ATOM, "fh": HISTORY, "at": TOMBSTONES, "georss": GEORSS, "daftar": OWN}
MEDIA_TYPE = "application/atom+xml"
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # a feed must say when it changed, even one in which nothing happened
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Channel:
    """What stands around the entries. `previous` is the next older archive; an archive names its `current`."""

    id: str
    title: str
    site: str
    home: str
    address: str
    current: str
    previous: str
    archived: bool


def atom(channel: Channel, items: Sequence[Item]) -> bytes:
    root = ElementTree.Element("feed", {"xmlns" + (f":{name}" if name else ""): uri for name, uri in NAMES.items()})
    _text(root, "id", channel.id)
    _text(root, "title", channel.title)
    _text(root, "updated", timestamp(max((item.updated for item in items), default=BEGINNING)))
    _text(_element(root, "author"), "name", channel.site)
    _link(root, "self", channel.address, MEDIA_TYPE)
    _link(root, "alternate", channel.home, "text/html")
    if channel.archived:
        _element(root, "fh:archive")
        _link(root, "current", channel.current, MEDIA_TYPE)
    if channel.previous:
        _link(root, "prev-archive", channel.previous, MEDIA_TYPE)
    for item in items:
        if item.status != "current":
            _tombstone(root, item)
        _entry(root, item)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _tombstone(root: ElementTree.Element, item: Item) -> None:
    tombstone = _element(root, "at:deleted-entry", ref=item.id, when=timestamp(item.updated))
    _text(tombstone, "at:comment", item.summary)


def _entry(root: ElementTree.Element, item: Item) -> None:
    entry = _element(root, "entry")
    _text(entry, "id", item.id)
    _text(entry, "title", item.title)
    _text(entry, "published", timestamp(item.published))
    _text(entry, "updated", timestamp(item.updated))
    _link(entry, "alternate", item.url, "text/html")
    for tag in item.tags:
        _element(entry, "category", term=tag)
    _text(entry, "summary", item.summary)
    _text(entry, "content", item.html, type="html")
    if item.point is not None:
        longitude, latitude = item.point
        _text(entry, "georss:point", f"{latitude} {longitude}")
    if item.date is not None:
        for name in ("earliest", "latest", "edtf"):
            _text(entry, f"daftar:{name}", str(item.date[name]))
    _text(entry, "daftar:seq", str(item.seq))
    _text(entry, "daftar:edition", str(item.number))
    _text(entry, "daftar:status", item.status)


def _link(parent: ElementTree.Element, rel: str, href: str, type_: str) -> None:
    _element(parent, "link", rel=rel, type=type_, href=href)


def _text(parent: ElementTree.Element, tag: str, text: str, **attributes: str) -> None:
    _element(parent, tag, **attributes).text = NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _element(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    safe = {name: NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value) for name, value in attributes.items()}
    return ElementTree.SubElement(parent, tag, safe)
