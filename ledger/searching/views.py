"""The search page, and suggestions while somebody types: each parses its address, asks, answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger import languages
from ledger.documents import NAMED
from ledger.filters import BadParameter
from ledger.filters.formats import TEXT
from ledger.models import LedgerHead
from ledger.pages import frame, words
from ledger.pages.frame import PageFrame, PageLinks, public_page
from ledger.pages.standing import Standing, given
from ledger.pages.tables import PLURALS, RECORD_KINDS
from ledger.searching.answers import Answer, Found, find, suggest
from ledger.searching.incidents import Result, result
from ledger.searching.names import Name, Named, examples, marked
from ledger.searching.snippets import Piece, Query
from ledger.selection import one, read_as_of
from ledger.serving import served

PAGE_SIZE = 20
RECORDS_SHOWN = 6
LISTS = {
    "actor": "pages:actors",
    "facility": "pages:facilities",
    "place": "pages:places",
    "timeline": "pages:timelines",
}
COLLECTIONS = {"actor": "actors", "facility": "facilities", "place": "places", "timeline": "timelines"}


@dataclass(frozen=True, slots=True)
class RecordLine:
    url: str
    name: tuple[Piece, ...]
    language: str
    direction: str
    matched: tuple[Piece, ...]
    matched_language: str
    matched_direction: str


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """`all_url` leads to the rest where the kind has a list."""

    heading: str
    lines: Sequence[RecordLine]
    all_url: str


@public_page
def search(request: HttpRequest, standing: Standing) -> HttpResponse:
    typed, number = _read(given(request), ("q", "page", "as_of"))
    about_page = PageFrame(
        _("Search"), "search", request.path,
        _("Find incidents, actors, facilities, places and timelines by their names, in any script."),
        noindex=bool(typed), cited=_address(request.path, q=typed),
    )  # fmt: skip
    if not typed:
        return frame.page("search.html", standing, about_page, {"now": request.path, "examples": _examples(standing)})
    found = find(typed, standing.seq, languages.current().code)
    if number > _pages(found.answer):
        raise Http404
    context = {"now": _address(request.path, q=typed), "typed": typed, **_shown(request, standing, found, number)}
    return frame.page("search.html", standing, about_page, context)


def _shown(request: HttpRequest, standing: Standing, found: Found, number: int) -> dict[str, Any]:
    """`all_url` is the same question to the register, which lists and counts every incident."""
    answer = found.answer
    query = Query(answer.typed)
    start = (number - 1) * PAGE_SIZE
    results: list[Result] = [result(query, document) for document in answer.incidents[start : start + PAGE_SIZE]]
    return {
        "answer": answer,
        "corrected": found.corrected,
        "others": [_link(request, other) for other in found.others],
        "asked": _link(request, answer.typed),
        "groups": _groups(query, answer) if number == 1 else (),
        "results": results,
        "start": start + 1,
        "total": len(answer.incidents),
        "all_url": _address(reverse("pages:register"), q=answer.typed),
        "links": _links(request, standing, answer, number),
        "number": number,
    }


def _groups(query: Query, answer: Answer) -> list[RecordGroup]:
    by_kind = {kind: [record for record in answer.records if record.kind == kind] for kind in NAMED}
    return [
        RecordGroup(
            PLURALS[COLLECTIONS[kind]],
            [_line(query, record) for record in records[:RECORDS_SHOWN]],
            _address(reverse(LISTS[kind]), q=answer.typed) if kind in LISTS and len(records) > RECORDS_SHOWN else "",
        )
        for kind, records in by_kind.items()
        if records
    ]


def _line(query: Query, record: Named) -> RecordLine:
    matched = record.matched or Name("")
    return RecordLine(
        record.url, marked(query, record.name), record.name.language, _direction(record.name),
        marked(query, matched), matched.language, _direction(matched),
    )  # fmt: skip


def _links(request: HttpRequest, standing: Standing, answer: Answer, number: int) -> PageLinks:
    """The pages of one walk are all as of the same seq, so that none of them shows twice what another has shown."""

    def page(at: int) -> str:
        return _address(request.path, q=answer.typed, page=str(at), as_of=str(standing.seq))

    return PageLinks(page(number - 1) if number > 1 else "", page(number + 1) if number < _pages(answer) else "")


def _pages(answer: Answer) -> int:
    return max(1, -(-len(answer.incidents) // PAGE_SIZE))


def _examples(standing: Standing) -> list[dict[str, str]]:
    found = examples(standing.seq, languages.current().code)
    return [
        {"url": _address(reverse("pages:search"), q=name.text), "text": name.text, "language": name.language,
         "direction": _direction(name)}
        for name in found
    ]  # fmt: skip


def _link(request: HttpRequest, typed: str) -> dict[str, str]:
    return {"url": _address(request.path, q=typed), "text": typed}


@served
def suggestions(request: HttpRequest, head: LedgerHead) -> HttpResponse:
    """At most ten names for what was typed so far, in the order in which they fit."""
    query = dict(request.GET.lists())
    typed, _page = _read({name: values for name, values in query.items() if any(values)}, ("q", "as_of"))
    seq = read_as_of({name: values for name, values in query.items() if name == "as_of"}, head)
    found = suggest(typed, seq, languages.current().code) if typed else []
    return HttpResponse(
        orjson.dumps({"suggestions": [_suggestion(record) for record in found]}), content_type="application/json"
    )


def _suggestion(record: Named) -> dict[str, str]:
    matched = record.matched or Name("")
    return {
        "kind": record.kind,
        "label": words.sentence(RECORD_KINDS.get(record.kind) or record.kind),
        "name": record.name.text,
        "language": record.name.language,
        "matched": matched.text,
        "matched_language": matched.language,
        "url": record.url,
    }


def _read(query: Mapping[str, Sequence[str]], known: Sequence[str]) -> tuple[str, int]:
    """The words, and the number of the page. Raises BadParameter for whatever cannot be obeyed."""
    for name in query:
        if name not in known:
            raise BadParameter(name, f"There is no parameter {name!r} here.", known)
    typed, number = one(query, "q") or "", one(query, "page") or "1"
    if not (number.isascii() and number.isdecimal() and len(number) <= 3 and int(number)):
        raise BadParameter("page", "'page' cannot be read.", ["a number from 1"])
    try:
        return (TEXT.read(typed) if typed.strip() else ""), int(number)
    except ValueError:
        raise BadParameter("q", "'q' cannot be read.", [TEXT.allowed]) from None


def _direction(name: Name) -> str:
    return words.direction(name.language) if name.language else ""


def _address(path: str, **query: str) -> str:
    text = urlencode({name: value for name, value in query.items() if value})
    return f"{path}?{text}" if text else path
