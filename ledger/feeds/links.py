"""The addresses of feeds, for pages that announce them."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from ledger.documents import Kind
from ledger.kinds import PLURALS

TYPES = {"atom": "application/atom+xml", "json": "application/feed+json", "ics": "text/calendar"}
NAMES = {"atom": "Atom", "json": "JSON Feed", "ics": "Calendar"}


class Alternate(NamedTuple):
    type: str
    title: str
    href: str


def alternates(kind: Kind, query: Iterable[tuple[str, str]] = ()) -> list[Alternate]:
    """The feeds of the list of that kind, narrowed by `query`: pairs as they stand in the list's own address."""
    plural = PLURALS[kind]
    text = urlencode([(name, value) for name, value in query if value])
    return [
        Alternate(TYPES[ending], f"{plural.title()}: {NAMES[ending]}", feed_path(plural, ending, text))
        for ending in TYPES
        if ending != "ics" or kind == "incident"
    ]


def feed_path(plural: str, ending: str, query: str = "") -> str:
    path = reverse("feeds:feed", args=[plural, ending])
    return f"{path}?{query}" if query else path
