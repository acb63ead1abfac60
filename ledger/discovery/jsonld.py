"""What search engines read in pages: schema.org in JSON-LD, as text for a script element. Pure.

An incident's page is a WebPage about an Event: an Event by itself reads as one that can be attended.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from ledger.documents import CEILING, EXACT, FLOOR, DateDocument, IncidentDocument, PlaceReference
from ledger.models import Edition
from ledger.pages.dates import machine
from ledger.rendering import timestamp

CONTEXT = "https://schema.org"
# Neither "</script" nor "<!--" may stand in a script element; JSON knows every character by its number.
ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})
Object = dict[str, Any]


def incident_jsonld(document: IncidentDocument, edition: Edition, url: str) -> str:
    """`url` is the page's canonical address. Dates of the page are those of its edition."""
    sources = [_known({"@type": "CreativeWork", "name": source["title"], "url": _web(source["url"]),
                       "datePublished": source["published"], "inLanguage": source["language"] or None})
               for source in document["sources"]]  # fmt: skip
    page = {
        "@context": CONTEXT,
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": document["title"],
        "description": document["summary"] or None,
        "version": str(edition.number),
        "dateModified": timestamp(edition.at),
        "temporalCoverage": _coverage(document["date"]),
        "keywords": document["tags"] or None,
        "citation": sources or None,
        "about": _event(document, url),
    }
    return embedded(_known(page))


def dataset_jsonld(
    *,
    name: str,
    description: str,
    url: str,
    seq: int,
    modified: str | None,
    first_day: str | None,
    distribution: Mapping[str, str],
    countries: Sequence[str] = (),
    licence: str | None = None,
) -> str:
    """`distribution` is a media type by address; `first_day` the first that any incident may have happened on;
    `modified` the time of the newest edition. `licence` is an address."""
    files = [{"@type": "DataDownload", "contentUrl": address, "encodingFormat": type_}
             for address, type_ in distribution.items()]  # fmt: skip
    dataset = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "version": str(seq),
        "dateModified": modified,
        "isAccessibleForFree": True,
        "license": licence,
        "temporalCoverage": f"{first_day}/.." if first_day else None,
        "spatialCoverage": [{"@type": "Country", "name": country} for country in countries] or None,
        "distribution": files or None,
    }
    return embedded(_known(dataset))


def _web(address: str) -> str | None:
    """An address that a reader may follow; a source's may be anything that an editor once pasted."""
    return address if address.startswith(("https://", "http://")) else None


def embedded(value: object) -> str:
    """JSON that cannot end the script element that it stands in."""
    return orjson.dumps(value).decode().translate(ESCAPES)


def _event(document: IncidentDocument, url: str) -> Object:
    return _known(
        {
            "@type": "Event",
            "@id": f"{url}#event",
            "identifier": document["id"],
            "name": document["title"],
            "description": document["summary"] or None,
            **_days(document["date"]),
            "location": [_place(place) for place in document["places"]] or None,
        }
    )


def _days(date: DateDocument) -> Object:
    """Only what is known: a span in which something happened once is not how long it lasted."""
    first, last = date["earliest"], date["latest"]
    if date["extent"] == "throughout" and not date["approximate"]:
        return {"startDate": first if first != FLOOR else None, "endDate": last if last != CEILING else None}
    return {"startDate": machine(date)}


def _coverage(date: DateDocument) -> str | None:
    first, last = date["earliest"], date["latest"]
    if first == FLOOR and last == CEILING:
        return None
    start, end = ".." if first == FLOOR else first, ".." if last == CEILING else last
    return start if start == end else f"{start}/{end}"


def _place(place: PlaceReference) -> Object:
    """A district's point is no position of anything, so it is left out."""
    point = place["point"] if place["precision"] in EXACT else None
    parts = [name for name in (place["admin2"], place["admin1"]) if name]
    return _known(
        {
            "@type": "Place",
            "name": place["name"],
            "address": _known({"@type": "PostalAddress", "addressCountry": place["country"],
                               "addressRegion": ", ".join(parts) or None}),
            "geo": {"@type": "GeoCoordinates", "longitude": point[0], "latitude": point[1]} if point else None,
        }
    )  # fmt: skip


def _known(value: Object) -> Object:
    return {key: member for key, member in value.items() if member is not None}
