"""JSON Feed 1.1. It has no word for a record that is gone: such an item says so in its title and in `_daftar`. Pure."""

from collections.abc import Sequence
from typing import Any

import orjson

from ledger.feeds.atom import Channel
from ledger.feeds.items import Item
from ledger.rendering import timestamp

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(channel: Channel, items: Sequence[Item]) -> bytes:
    body: dict[str, Any] = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.address,
        "authors": [{"name": channel.site}],
        "language": "en",
        "items": [_item(item) for item in items],
    }
    if channel.previous:
        body["next_url"] = channel.previous
    return orjson.dumps(body)


def _item(item: Item) -> dict[str, Any]:
    date = item.date
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": timestamp(item.published),
        "date_modified": timestamp(item.updated),
        "tags": list(item.tags),
        "_daftar": {
            "record": item.record,
            "id": item.record_id,
            "seq": str(item.seq),
            "edition": item.number,
            "status": item.status,
            "earliest": date["earliest"] if date else None,
            "latest": date["latest"] if date else None,
            "edtf": date["edtf"] if date else None,
            "point": item.point,
        },
    }
