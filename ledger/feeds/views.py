"""The feeds' addresses: each answer follows from its address and the ledger's head."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from ledger.api.answers import known_only
from ledger.feeds import json_feed as json_format
from ledger.feeds.atom import MEDIA_TYPE, Channel, atom
from ledger.feeds.calendar import MEDIA_TYPE as CALENDAR_TYPE
from ledger.feeds.calendar import calendar_of
from ledger.feeds.corrections_feed import corrections_part
from ledger.feeds.items import Item, item_of, urn
from ledger.feeds.json_feed import json_feed
from ledger.feeds.reading import Range, part_of, read_archive
from ledger.filters import BadParameter
from ledger.kinds import KINDS_BY_PLURAL
from ledger.models import LedgerHead
from ledger.selection import read_as_of, read_selection
from ledger.serving import served

WRITERS: dict[str, tuple[Callable[[Channel, Sequence[Item]], bytes], str]] = {
    "atom": (atom, MEDIA_TYPE),
    "json": (json_feed, json_format.MEDIA_TYPE),
}


@served
def feed(request: HttpRequest, head: LedgerHead, plural: str, ending: str) -> HttpResponse:
    kind, query = KINDS_BY_PLURAL[plural], dict(request.GET.lists())
    if "sort" in query:
        raise BadParameter("sort", "A feed has one order: what changed last comes first.")
    selection = read_selection(kind, query, head, others=() if ending == "ics" else ("archive",))
    if ending == "ics":
        if kind != "incident":
            raise Http404
        return HttpResponse(calendar_of(selection, f"{settings.SITE_NAME}: incidents"), content_type=CALENDAR_TYPE)
    part = part_of(selection, read_archive(query, selection.as_of))
    home = reverse("pages:register") if kind == "incident" else reverse("pages:feeds")
    channel = _channel(request, plural, home, part.archive, part.previous)
    return _written(ending, channel, [item_of(told) for told in part.told])


@served
def corrections_feed(request: HttpRequest, head: LedgerHead, ending: str) -> HttpResponse:
    query = dict(request.GET.lists())
    known_only(query, "as_of", "archive")
    as_of = read_as_of(query, head)
    archive = read_archive(query, as_of)
    items, previous = corrections_part(as_of, archive)
    channel = _channel(request, "corrections", reverse("pages:corrections"), archive, previous)
    return _written(ending, channel, items)


def _written(ending: str, channel: Channel, items: Sequence[Item]) -> HttpResponse:
    write, media_type = WRITERS[ending]
    return HttpResponse(write(channel, items), content_type=f"{media_type}; charset=utf-8")


def _channel(request: HttpRequest, name: str, home: str, archive: Range | None, previous: Range | None) -> Channel:
    current = _address(request, None)
    return Channel(
        id=urn("feed", request.path.rpartition(".")[0], _query(request, None)),
        title=f"{settings.SITE_NAME}: {name}",
        site=settings.SITE_NAME,
        home=f"{settings.SITE_URL}{home}",
        address=_address(request, archive),
        current=current,
        previous=_address(request, previous) if previous else "",
        archived=archive is not None,
    )


def _address(request: HttpRequest, archive: Range | None) -> str:
    """The feed's own address, without the moment that it is read as of."""
    query = _query(request, archive)
    return f"{settings.SITE_URL}{request.path}{f'?{query}' if query else ''}"


def _query(request: HttpRequest, archive: Range | None) -> str:
    query = request.GET.copy()
    for name in ("as_of", "archive"):
        query.pop(name, None)
    if archive is not None:
        query["archive"] = str(archive)
    return query.urlencode()
