"""The addresses of feeds, for pages that announce them."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ledger.documents import Kind
from ledger.kinds import PLURALS
from ledger.pages import words
from ledger.pages.tables import Words

TYPES = {"atom": "application/atom+xml", "json": "application/feed+json", "ics": "text/calendar"}
NAMES = Words({"atom": "Atom", "json": "JSON Feed", "ics": gettext_noop("Calendar")})


class Alternate(NamedTuple):
    type: str
    title: str
    href: str


def alternates(kind: Kind, query: Iterable[tuple[str, str]] = ()) -> list[Alternate]:
    """The feeds of the list of that kind, narrowed by `query`: pairs as they stand in the list's own address."""
    plural = PLURALS[kind]
    text = urlencode([(name, value) for name, value in query if value])
    records = {"records": words.PLURALS[plural]}
    titles = {
        "atom": _("%(records)s: Atom") % records,
        "json": _("%(records)s: JSON Feed") % records,
        "ics": _("%(records)s: Calendar") % records,
    }
    return [
        Alternate(TYPES[ending], titles[ending], feed_path(plural, ending, text))
        for ending in TYPES
        if ending != "ics" or kind == "incident"
    ]


def feed_path(plural: str, ending: str, query: str = "") -> str:
    path = reverse("feeds:feed", args=[plural, ending])
    return f"{path}?{query}" if query else path
