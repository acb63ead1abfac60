"""The same selection in its other forms: feeds, files, the API, the map, charts, a timeline for other pages."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ledger import languages
from ledger.feeds.links import TYPES, feed_path
from ledger.timeline.addresses import Address


@dataclass(frozen=True, slots=True)
class Form:
    """`type` is the media type, empty for a page."""

    words: str
    url: str
    type: str = ""


def forms_of(address: Address) -> tuple[Form, ...]:
    """Each with the same filters. What is not narrowed is left to the pages that list whole files."""
    return (
        _feed("Atom", address, "atom"),
        _feed("JSON Feed", address, "json"),
        _feed(_("Calendar"), address, "ics"),
        Form("CSV", _file(address, "csv"), "text/csv"),
        Form("JSON Lines", _file(address, "jsonl"), "application/jsonl"),
        Form("GeoJSON", _file(address, "geojson"), "application/geo+json"),
        Form("API", address.at(reverse("api-incident-list")).url, "application/json"),
        Form("TimelineJS", address.at("/data/incidents.timelinejs").url, "application/json"),
        Form(_("Map"), address.at(_page("/map/")).url),
        Form(_("Charts"), address.at(_page("/charts/")).url),
        Form(_("Embedded timeline"), address.at(_page("/embed/timeline/")).url),
    )


def _feed(words: str, address: Address, ending: str) -> Form:
    return Form(words, feed_path("incidents", ending, address.at("").query), TYPES[ending])


def _file(address: Address, ending: str) -> str:
    return address.at(f"/data/incidents.{ending}").url


def _page(path: str) -> str:
    return languages.in_language(path, languages.current().code)
