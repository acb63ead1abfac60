"""What an entry of a feed says, whatever its format. Pure, but for the site's addresses."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import orjson
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ledger.documents import DateDocument, IncidentDocument, Kind, PublicDocument
from ledger.feeds.reading import Told
from ledger.models import Edition, Operation
from ledger.pages import words
from ledger.pages.claims import web_address
from ledger.pages.dates import shown
from ledger.pages.figures import totals_words
from ledger.pages.places import place_words
from ledger.pages.record_views import address

# Any constant: ids stay the same when the register moves to another host.
NAMESPACE = uuid.UUID("7d3f0b1e-52f6-4c8e-9c55-2f1f4d0c6a10")
GONE = {Operation.WITHDRAW: "withdrawn", Operation.MERGE: "merged", Operation.REDACT: "redacted"}


@dataclass(frozen=True, slots=True)
class Item:
    """`status` is current, withdrawn, merged or redacted; `point` is [longitude, latitude]."""

    id: str
    record: str
    record_id: str
    seq: int
    number: int
    status: str
    title: str
    url: str
    published: datetime
    updated: datetime
    summary: str
    html: SafeString
    tags: tuple[str, ...] = ()
    date: DateDocument | None = None
    point: list[float] | None = None


def urn(*parts: object) -> str:
    return uuid.uuid5(NAMESPACE, ":".join(map(str, parts))).urn


def item_of(told: Told) -> Item:
    edition = told.edition
    if edition.document is None or edition.is_tombstone:
        return _gone(told)
    document = cast(PublicDocument, orjson.loads(edition.document))
    if document.get("record") == "incident":
        return _incident(told, cast(IncidentDocument, document))
    return _record(told, cast(dict[str, Any], document))


def record_url(kind: str, record_id: str) -> str:
    """Where a record is, or was: nothing of its words stands in this address."""
    if kind == "timeline":
        return f"{settings.SITE_URL}{reverse('pages:timelines')}"
    return f"{settings.SITE_URL}{reverse('pages:record', args=[kind, record_id])}"


def reason_of(edition: Edition) -> str:
    """Why there is nothing left to read, in public words."""
    if edition.op == Operation.MERGE:
        told = {"record": words.RECORD_KINDS.get(edition.record, edition.record), "id": edition.merged_into}
        same = _("It tells of the same as %(record)s %(id)s.") % told
        return f"{same} {edition.note}".strip()
    default = _("Its text had to be removed.") if edition.op == Operation.REDACT else _("No reason was given.")
    return f"{words.WITHDRAWAL_REASONS.get(edition.reason_code, default)} {edition.note}".strip()


def status_of(edition: Edition) -> str:
    return GONE.get(Operation(edition.op), "current") if edition.is_tombstone else "current"


def _gone(told: Told) -> Item:
    edition = told.edition
    status, reason = status_of(edition), reason_of(edition)
    successor = edition.merged_into if edition.op == Operation.MERGE else ""
    link = (
        format_html('<p><a href="{}">It is told there.</a></p>', record_url(edition.record, successor))
        if successor
        else ""
    )
    return Item(
        id=urn(edition.record, edition.record_id),
        record=edition.record,
        record_id=edition.record_id,
        seq=edition.seq,
        number=edition.number,
        status=status,
        title=f"[{words.sentence(status)}] {edition.record} {edition.record_id}",
        url=record_url(edition.record, successor or edition.record_id),
        published=told.published,
        updated=told.updated,
        summary=reason,
        html=format_html("<p>{}</p>{}", reason, link),
        tags=(f"status:{status}",),
    )


def _incident(told: Told, document: IncidentDocument) -> Item:
    when = words.sentence(shown(document["date"]))
    places = [place_words(place).text for place in document["places"]]
    where = words.sentence("; ".join(places)) if places else "Place unknown"
    points = (place["point"] for place in document["places"])
    return _item(
        told,
        title=document["title"],
        url=address("incident", document),
        summary=f"{when}: {document['summary']}" if document["summary"] else f"{when}.",
        html=_incident_html(told.edition, document, when, where),
        tags=(document["type"]["name"], *document["tags"]),
        date=document["date"],
        point=next((point for point in points if point), None),
    )


def _incident_html(edition: Edition, document: IncidentDocument, when: str, where: str) -> SafeString:
    toll = ", ".join(totals_words(document["totals"]))
    sources = format_html_join(
        "\n",
        '<li><a href="{}" lang="{}" dir="{}">{}</a> ({})</li>',
        (
            (
                web_address(source["url"]) or record_url("source", source["id"]),
                source["language"] or "und",
                words.direction(source["language"]),
                source["title"],
                source["publisher"] or source["domain"],
            )
            for source in document["sources"]
        ),
    )
    return format_html(
        "{}<p>{}</p><dl><dt>When</dt><dd>{}</dd><dt>Where</dt><dd>{}</dd>{}</dl>{}",
        _correction(edition),
        document["summary"],
        when,
        where,
        format_html("<dt>Reported</dt><dd>{}</dd>", toll) if toll else "",
        format_html("<p>Sources</p><ul>{}</ul>", sources) if sources else "",
    )


def _record(told: Told, document: dict[str, Any]) -> Item:
    description = document.get("description") or ""
    aliases = [alias["name"] for alias in document.get("aliases", [])]
    publisher = document.get("publisher") or ""
    lines = [description, f"Also: {'; '.join(aliases)}" if aliases else "", publisher]
    kind = words.word(words.FACILITY_KINDS | words.PLACE_KINDS, document.get("kind")) or document["record"]
    body = format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))
    return _item(
        told,
        title=document.get("title") or document["name"],
        url=address(cast(Kind, document["record"]), cast(PublicDocument, document)),
        summary=description or publisher or words.sentence(kind),
        html=format_html("{}{}", _correction(told.edition), body),
        tags=(words.sentence(kind),),
        date=None,
        point=document.get("point") or (document.get("place") or {}).get("point"),
    )


def _correction(edition: Edition) -> SafeString:
    corrected = edition.op in (Operation.REVISE, Operation.REDACT) and edition.note
    return format_html("<p><strong>Correction:</strong> {}</p>", edition.note) if corrected else SafeString("")


def _item(
    told: Told,
    *,
    title: str,
    url: str,
    summary: str,
    html: SafeString,
    tags: tuple[str, ...],
    date: DateDocument | None,
    point: list[float] | None,
) -> Item:
    edition = told.edition
    return Item(
        urn(edition.record, edition.record_id), edition.record, edition.record_id, edition.seq, edition.number,
        "current", title, f"{settings.SITE_URL}{url}", told.published, told.updated, summary, html,
        tuple(dict.fromkeys(tag for tag in tags if tag)), date, point,
    )  # fmt: skip
